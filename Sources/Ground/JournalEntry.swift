import Vault

/// One entry as it is kept.
public struct JournalEntry: Sendable, Hashable {
  public let id: JournalEntryID
  public let at: Moment
  public let verb: String
  public let subject: String
  public let subjectID: Int64
  public let place: Place?
  public let account: AccountID?
  public let person: PersonID?
  /// The post under which the caller acted.
  public let acting: PostID?
  public let request: String
  /// JSON objects of strings with sorted keys, kept as text so that the digest is of what was written.
  public let before: String
  public let after: String

  public init(
    id: JournalEntryID, at: Moment, verb: String, subject: String, subjectID: Int64, place: Place?, account: AccountID?, person: PersonID?,
    acting: PostID?, request: String, before: String, after: String
  ) {
    self.id = id
    self.at = at
    self.verb = verb
    self.subject = subject
    self.subjectID = subjectID
    self.place = place
    self.account = account
    self.person = person
    self.acting = acting
    self.request = request
    self.before = before
    self.after = after
  }

  /// SHA-256 over all fields, each with its length before it, so that nothing can move from one into the next.
  public var digest: [UInt8] {
    var writer = JournalBytes("lianzhi.journal.entry.1")
    writer.add(id.raw)
    writer.add(at.milliseconds)
    writer.add(verb)
    writer.add(subject)
    writer.add(subjectID)
    writer.add(place?.number)
    writer.add(account?.raw)
    writer.add(person?.raw)
    writer.add(acting?.raw)
    writer.add(request)
    writer.add(before)
    writer.add(after)
    return Digest.sha256(writer.bytes)
  }
}
