import Ground
import SQL

/// What the desks of estates, of buildings and of venues do alike.
protocol PlaceDesk: Sendable {
  associatedtype Thing: Lasting
  /// Names its table and its subject in the journal; with an s, its words.
  static var noun: StaticString { get }
  var profile: CityProfile { get }
  var ids: IdentifierMaker { get }
  var timepiece: Timepiece { get }
  var today: CivilDay { get }
}

extension PlaceDesk {
  /// - Parameter found: what there is, whoever asks.
  /// - Throws: ``Refusal`` `.absent` when this caller may not change it, `.stale`, `.conflict` when it has ended.
  func changeable(_ found: Thing?, expecting version: Int64?, by caller: Caller) throws -> Thing {
    guard let found, caller.policy(for: .areaManage).allows(place: found.place) else { throw Refusal.absent }
    guard found.version == version else { throw Refusal(.stale) }
    guard found.validUntil == nil else { throw Refusal(.conflict, "\(Self.noun)s.refusal.ended") }
    return found
  }

  /// - Throws: ``Refusal`` `.invalid` on `name` when another one of the area that has no end is called so.
  func checkName(_ name: String, in area: AreaID, besides id: Identifier<Thing.Noun>?, in session: any Session) throws {
    let table = Query(stringLiteral: Self.noun)
    let other = try session.first(
      "SELECT id FROM \(table) WHERE area_id = \(area) AND name = \(name) AND valid_until IS NULL AND id <> \(id?.raw ?? 0) LIMIT 1")
    if other != nil { throw problem("name", "name_taken", ["name": name]) }
  }

  func problem(_ field: String, _ word: String, _ arguments: [String: String] = [:]) -> Refusal {
    Refusal.invalid([FieldProblem(field, "\(Self.noun)s.problem.\(word)", arguments)])
  }

  /// Writes down what a verb has changed, and nothing that stayed as it was.
  func note(
    _ verb: String, _ thing: Thing, before: [String: String] = [:], after: [String: String], by caller: Caller, in session: any Session
  ) throws {
    let changed = after.filter { before[$0.key] != $0.value }
    let draft = JournalDraft(
      verb, subject: "\(Self.noun)", id: thing.id.raw, place: thing.place, acting: caller.acting(.areaManage, place: thing.place)?.post,
      before: before.filter { changed[$0.key] != nil }, after: changed)
    try Journal(ids: ids, timepiece: timepiece).append(draft, by: caller, in: session)
  }
}
