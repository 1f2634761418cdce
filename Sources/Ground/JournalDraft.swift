/// One change, as the journal keeps it. It names things by id and state by word; it never carries a resident's words or
/// contact, because an entry can never be deleted.
public struct JournalDraft: Sendable {
  /// `noun.verb in the past tense`: `matter.dispatched`.
  public var verb: String
  /// The table of the subject: `matter`, `account`, `area` …
  public var subject: String
  public var subjectID: Int64
  /// Where it happened, so that the journal can be read within a scope.
  public var place: Place?
  /// The post under which the caller acted.
  public var acting: PostID?
  /// What it was and what it became; only what changed.
  public var before: [String: String]
  public var after: [String: String]

  public init(
    _ verb: String, subject: String, id: Int64, place: Place? = nil, acting: PostID? = nil, before: [String: String] = [:],
    after: [String: String] = [:]
  ) {
    self.verb = verb
    self.subject = subject
    self.subjectID = id
    self.place = place
    self.acting = acting
    self.before = before
    self.after = after
  }
}
