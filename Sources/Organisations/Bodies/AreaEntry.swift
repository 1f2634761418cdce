import Ground
import Places
import SQL

/// An entry of a dated list that an area's office keeps: a duty of the territorial list, a power given down.
protocol AreaEntry {
  associatedtype Key
  var id: Identifier<Key> { get }
  var range: PlaceRange { get }
  var version: Int64 { get }
  /// What the journal calls it.
  static var subject: String { get }
}

extension BodyDesk {
  /// The area that is to get an entry from a day on, if the caller keeps its lists.
  /// - Throws: ``Refusal`` `.invalid` on `area`, `from`.
  func keptArea(_ id: AreaID, from day: CivilDay, by caller: Caller, in session: any Session) throws -> Area {
    guard let area = try AreaRecords().find(id, in: session), caller.policy(for: .organisationManage).allows(place: area.place) else {
      throw BodyProblem.area.refusal
    }
    try AreaRecords().checkBeginning(on: day, in: area, today: today, session: session)
    return area
  }

  /// The entry, if the caller keeps its list, at the version that was seen.
  /// - Throws: ``Refusal`` `.absent`, `.stale`.
  func kept<Entry: AreaEntry>(_ found: Entry?, expecting version: Int64?, by caller: Caller) throws -> Entry {
    guard let entry = found, caller.policy(for: .organisationManage).allows(place: entry.range.first) else { throw Refusal.absent }
    guard entry.version == version else { throw Refusal(.stale) }
    return entry
  }

  func note<Entry: AreaEntry>(_ verb: String, _ entry: Entry, _ facts: [String: String], by caller: Caller, in session: any Session) throws {
    let place: Place = entry.range.first
    let acting: Holding? = caller.acting(.organisationManage, place: place)
    try journal.append(
      JournalDraft(verb, subject: Entry.subject, id: entry.id.raw, place: place, acting: acting?.post, after: facts), by: caller, in: session)
  }
}

extension TerritorialDuty: AreaEntry {
  static var subject: String { "territorial_duty" }
}

extension StreetPower: AreaEntry {
  static var subject: String { "street_power" }
}
