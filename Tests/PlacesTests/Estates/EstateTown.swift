import Ground
import SQL
import Testkit

@testable import Places

/// A community of the demo town with its estates, and who may change them.
struct EstateTown: Sendable {
  let clock: FakeClock
  let desk: EstateDesk
  let room: PlacesRoom
  let today: CivilDay
  let community: Area
  let grid: Area
  let elsewhere: Area
  /// Of the community, in the order of the list.
  let estates: [Estate]
  let estateElsewhere: Estate
  let buildings: [Building]
  let buildingsElsewhere: [Building]
  let boss: Caller
  /// Somebody with the same power over another community.
  let stranger: Caller

  init(_ room: PlacesRoom, _ places: DemoPlaces, _ clock: FakeClock) throws {
    self.room = room
    self.clock = clock
    desk = room.estateDesk
    today = desk.today
    let communities = places.tree.areas.filter { area in area.level == "community" && places.estates.count { $0.area == area.id } > 1 }
    community = try communities.first.needed
    elsewhere = try communities.dropFirst().first.needed
    let own = community
    grid = try places.tree.children(of: own.id).first.needed
    estates = places.estates.filter { $0.area == own.id }.sorted { $0.id < $1.id }
    estateElsewhere = try places.estates.first { $0.area != own.id }.needed
    buildings = places.buildings.filter { own.range.contains($0.place) }
    let other = elsewhere
    buildingsElsewhere = places.buildings.filter { other.range.contains($0.place) }
    boss = caller(over: community, [.areaRead, .areaManage])
    stranger = caller(over: elsewhere, [.areaRead, .areaManage])
  }

  /// Days go by, and in the night of each the ends that are due are carried out.
  func wait(days: Int, in session: any Session) throws {
    for _ in 0..<days {
      clock.advance(seconds: 86_400)
      _ = try room.buildingDesk.settleEnds(in: session) + desk.settleEnds(in: session)
    }
  }

  func verbs(of estate: EstateID, in session: any Session) throws -> [String] {
    try session.rows("SELECT verb FROM journal_entry WHERE subject = 'estate' AND subject_id = \(estate) ORDER BY id") { try $0.at(0) }
  }
}

extension Optional {
  struct Missing: Error {}

  var needed: Wrapped {
    get throws {
      guard let self else { throw Missing() }
      return self
    }
  }
}

/// Does something in one transaction of a town with estates.
func withEstates(
  _ engine: EngineKind, tenants: [any BuildingTenant] = [], _ body: @escaping @Sendable (EstateTown, any Session) throws -> Void
) async throws {
  try await withDatabase(engine, JournalSchema.migrations + PlacesSchema.migrations) { database in
    let profile = try Testkit.profile("jilin")
    let demo = PlacesDemo(profile: profile, divisions: try realDivisions(), scale: .town)
    let places = try demo.make(ids: standingIDs())
    try await database.load { session in try demo.save(places, in: session) }
    let clock = FakeClock()
    let room = PlacesRoom(
      database: database, profile: profile, ids: IdentifierMaker(node: 2, timepiece: clock.timepiece), timepiece: clock.timepiece
    ).housing(tenants)
    let town = try EstateTown(room, places, clock)
    try await database.write { try body(town, $0) }
  }
}

/// The fields that a refusal names; none when nothing was refused.
func fields(_ body: () throws -> some Any) -> [String] {
  do {
    _ = try body()
    return []
  } catch let refusal as Refusal {
    return refusal.fields.map(\.field)
  } catch {
    return ["\(error)"]
  }
}
