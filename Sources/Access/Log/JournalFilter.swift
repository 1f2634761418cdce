import Ground

/// Which entries of the journal somebody looks for.
struct JournalFilter: Sendable, Hashable {
  /// The beginning of the verb: `matter` or `matter.dispatch`.
  var verb: String?
  /// A sign-in name.
  var account: String?
  /// The code of an area: everything within.
  var area: String?
  var from: CivilDay?
  /// The last day.
  var to: CivilDay?
  /// One thing's entries.
  var subject: String?
  var id: Int64?
}
