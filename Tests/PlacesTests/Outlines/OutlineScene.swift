import Ground
import SQL
import Testing
import Testkit

@testable import Places

/// A small city that is drawn down to its grids, without a flaw.
struct OutlineScene: Sendable {
  let database: any Database
  let desk: AreaChangeDesk
  let plans: PlanDesk
  let places: DemoPlaces
  let clock: FakeClock
  let boss: Caller

  static func with(_ engine: EngineKind, _ body: @Sendable (OutlineScene) async throws -> Void) async throws {
    try await withDatabase(engine, PlacesSchema.migrations + JournalSchema.migrations) { database in
      let profile = try Testkit.profile("jilin")
      let demo = PlacesDemo(profile: profile, divisions: try realDivisions(), scale: .town)
      let places = try demo.make(ids: standingIDs())
      try await database.load { session in try demo.save(places, in: session) }
      let clock = FakeClock(Moment(milliseconds: Int64(SmallWorld.today.daysSince1970) * 86_400_000))
      let desk = AreaChangeDesk(
        profile: profile, ids: IdentifierMaker(node: 2, timepiece: clock.timepiece), timepiece: clock.timepiece, followers: PlacesRoom.areaFollowers)
      let boss = caller(over: try #require(places.tree.areas.first), [.areaRead, .areaManage, .codePrint])
      try await body(
        OutlineScene(
          database: database, desk: desk, plans: PlanDesk(profile, timepiece: clock.timepiece), places: places, clock: clock, boss: boss))
    }
  }

  /// What is wrong with the drawing of the whole city, sizes aside.
  func flaws() async throws -> [PlanFinding] {
    let top = try #require(places.tree.areas.first)
    return try await database.read { session in
      try plans.findings(of: top.id, kind: nil, by: boss, in: session).wanted.filter(\.kind.isGeometric)
    }
  }

  func outlines() async throws -> [AreaID: Polygon] {
    try await database.read { session in
      Dictionary(
        uniqueKeysWithValues: try session.rows("SELECT area_id, geometry FROM area_boundary WHERE valid_until IS NULL") {
          (try $0.at(0, as: AreaID.self), try GeoJSON.polygon(try $0.at(1)))
        })
    }
  }

  @discardableResult func decide(_ command: AreaCommand) async throws -> AreaChange {
    try await database.write { try desk.decide(command, on: desk.today, reason: nil, expecting: nil, by: boss, in: $0) }
  }

  /// The field and the word of what is wrong with it; nil when it was done.
  func problem(_ command: AreaCommand) async throws -> String? {
    do {
      try await decide(command)
      return nil
    } catch let refusal as Refusal {
      return refusal.fields.map { "\($0.field): \($0.word)" }.joined()
    }
  }

  /// Puts the buildings of one grid into another.
  func empty(_ grid: AreaID, into other: AreaID) async throws {
    try await decide(.assign(places.buildings.filter { $0.area == grid }.map(\.id), to: other))
  }

  /// Two grids that have a border in common, or have none.
  func pair(touching isTouching: Bool, inOneCommunity isOne: Bool) async throws -> (Area, Area) {
    let grids = places.tree.at(level: "grid")
    let drawn = try await outlines()
    for one in grids {
      let other = grids.first { other in
        guard other.id != one.id, (one.parent == other.parent) == isOne, let left = drawn[one.id], let right = drawn[other.id] else { return false }
        return (Polygon.united([left, right], tolerance: desk.profile.grids.tolerance) != nil) == isTouching
      }
      if let other { return (one, other) }
    }
    throw Missing()
  }

  struct Missing: Error {}
}
