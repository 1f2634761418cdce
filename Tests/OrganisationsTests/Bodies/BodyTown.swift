import Ground
import Places
import SQL
import Testkit

@testable import Organisations

/// The small town with somebody who manages organisations in a part of it, and verbs with fewer words.
struct BodyTown: Sendable {
  let town: SmallTown
  let desk: BodyDesk
  let manager: Caller

  static let today: CivilDay = SmallTown.today

  init(_ town: SmallTown, managing code: String = "2202") throws {
    self.town = town
    // Monday 2 March 2026, 09:00 in Shanghai.
    town.clock.set(Moment(milliseconds: Int64(BodyTown.today.daysSince1970) * 86_400_000 + 3_600_000))
    desk = BodyDesk(profile: town.profile, ids: town.ids, timepiece: town.clock.timepiece)
    manager = try BodyTown.caller(at: code)
  }

  static func caller(
    at code: String, _ permissions: Set<Permission> = [.organisationRead, .organisationManage, .peopleRead]
  ) throws -> Caller {
    let holding = Holding(
      post: PostID(77), title: "t", area: try SmallTown.area(code), range: try SmallTown.range(code), organisation: nil, permissions: permissions)
    return Caller(account: AccountID(7), person: nil, name: "t", holdings: [holding], request: "test")
  }

  @discardableResult
  func make(
    _ kind: String, at code: String, below parent: OrganisationID? = nil, name: String? = nil, from day: Int = -300, building: BuildingID? = nil,
    by caller: Caller? = nil, in session: any Session
  ) throws -> OrganisationID {
    let draft = BodyDraft(
      kind: kind, area: try SmallTown.area(code), parent: parent, name: name ?? "\(kind) \(code)", building: building,
      from: BodyTown.today.adding(days: day))
    return try desk.create(draft, by: caller ?? manager, in: session).id
  }

  func version(_ id: OrganisationID, in session: any Session) throws -> Int64 {
    try unwrap(OrganisationRecords().organisation(id, in: session)).version
  }

  @discardableResult
  func move(_ id: OrganisationID, below parent: OrganisationID?, on day: Int = 0, in session: any Session) throws -> Organisation {
    try desk.move(
      id, below: parent, from: BodyTown.today.adding(days: day), expecting: try version(id, in: session), by: manager, in: session)
  }

  /// The chain of a body on a day, from the top down to it, itself left out.
  func above(_ id: OrganisationID, on day: Int = 0, in session: any Session) throws -> [OrganisationID] {
    try BodyRecords().above(id, on: BodyTown.today.adding(days: day), in: session).map(\.id)
  }

  /// The field that a refusal names.
  func problem(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch let refusal as Refusal {
      return refusal.fields.first?.word ?? refusal.kind.rawValue
    } catch { return "\(error)" }
  }
}

func withBodies<T: Sendable>(_ engine: EngineKind, _ body: @Sendable (BodyTown, any Database) async throws -> T) async throws -> T {
  try await withTown(engine) { town, database in try await body(try BodyTown(town), database) }
}
