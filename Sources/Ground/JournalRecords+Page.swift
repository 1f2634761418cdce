public import SQL

extension JournalRecords {
  /// Which entries are asked for; nil asks for all.
  public struct Wanted: Sendable {
    public var verb: String?
    public var account: AccountID?
    public var range: PlaceRange?
    /// From this moment on, and before that one.
    public var from: Moment?
    public var until: Moment?
    public var subject: String?
    public var id: Int64?

    public init(
      verb: String? = nil, account: AccountID? = nil, range: PlaceRange? = nil, from: Moment? = nil, until: Moment? = nil, subject: String? = nil,
      id: Int64? = nil
    ) {
      self.verb = verb
      self.account = account
      self.range = range
      self.from = from
      self.until = until
      self.subject = subject
      self.id = id
    }

    var conditions: [Query] {
      var out: [Query] = []
      // From the word to the word after it: `matter` finds `matter.dispatch` and not `matters.x`.
      if let verb { out.append("(verb = \(verb) OR (verb >= \(verb + ".") AND verb < \(verb + "/")))") }
      if let account { out.append("account_id = \(account)") }
      if let range { out.append("place BETWEEN \(range.first) AND \(range.last)") }
      if let from { out.append("at >= \(from)") }
      if let until { out.append("at < \(until)") }
      if let subject { out.append("subject = \(subject)") }
      if let id { out.append("subject_id = \(id)") }
      return out
    }
  }

  /// A page of entries, the newest first, and whether each is sealed into a block.
  /// - Parameters:
  ///   - withPlaceless: whether entries that lie at no place belong to what may be read.
  ///   - before: the last entry of the page before.
  public static func page(
    _ wanted: Wanted, within policy: Policy, withPlaceless: Bool, before: JournalEntryID?, limit: Int, in session: any Session
  ) throws -> [(entry: JournalEntry, isSealed: Bool)] {
    let placed: Query = policy.filter(place: "place")
    var conditions: [Query] = [withPlaceless ? "(place IS NULL OR \(placed))" : "(place IS NOT NULL AND \(placed))"]
    conditions += wanted.conditions
    if let before { conditions.append("id < \(before)") }
    return try session.rows(
      "SELECT \(columns), block FROM journal_entry WHERE \(Query.joined(conditions, by: " AND ")) ORDER BY id DESC LIMIT \(limit)"
    ) { row in (try JournalEntry(row: row), try row.at(12, as: Int64?.self) != nil) }
  }

  /// How many entries are sealed into blocks, and how many wait for it.
  public static func standing(in session: any Session) throws -> (sealed: Int, open: Int) {
    let sealed: Int = try session.value("SELECT CAST(coalesce(sum(entries), 0) AS BIGINT) FROM journal_block")
    let open: Int = try session.value("SELECT COUNT(*) FROM journal_entry WHERE block IS NULL")
    return (sealed, open)
  }
}
