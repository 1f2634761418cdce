import Ground
import SQL
import Testing
import Testkit

@testable import Places

@Suite("Moving a community's outer border")
struct DrawingBorderTests {
  private struct Scene: Sendable {
    let database: any Database
    let desk: DrawingDesk
    let plans: PlanDesk
    let places: DemoPlaces
    let rules: CityProfile.GridRules

    func drawing(_ community: AreaID, _ caller: Caller) async throws -> Drawing {
      try await database.read { try desk.drawing(of: community, by: caller, for: .areaManage, in: $0) }
    }
  }

  private func withScene(_ engine: EngineKind, _ body: @Sendable (Scene) async throws -> Void) async throws {
    try await withDatabase(engine, PlacesSchema.migrations + JournalSchema.migrations) { database in
      let profile = try Testkit.profile("jilin")
      let demo = PlacesDemo(profile: profile, divisions: try realDivisions(), scale: .town)
      let places = try demo.make(ids: standingIDs())
      try await database.load { session in try demo.save(places, in: session) }
      let clock = FakeClock()
      let changes = AreaChangeDesk(
        profile: profile, ids: IdentifierMaker(node: 2, timepiece: clock.timepiece), timepiece: clock.timepiece, followers: PlacesRoom.areaFollowers)
      try await body(
        Scene(
          database: database, desk: DrawingDesk(profile, changes: changes), plans: PlanDesk(profile, timepiece: clock.timepiece), places: places,
          rules: profile.grids))
    }
  }

  private func moved(_ polygon: Polygon, _ from: Vertex, _ to: Vertex) throws -> Polygon {
    try Polygon(rings: polygon.rings.map { $0.map { $0 == from ? to : $0 } })
  }

  /// A drawing in which one corner of the outer border lies some metres further north-west.
  private func shifted(_ drawing: Drawing, _ corner: Vertex) throws -> [AreaID: Polygon] {
    var out: [AreaID: Polygon] = [:]
    for grid in drawing.allGrids {
      guard let polygon = grid.polygon, polygon.rings.joined().contains(corner) else { continue }
      out[grid.id] = try moved(polygon, corner, Vertex(x: corner.x - 600, y: corner.y + 600))
    }
    return out
  }

  private func text(_ outlines: [AreaID: Polygon], _ drawing: Drawing) -> String {
    let features = outlines.map { id, polygon in
      let code = drawing.allGrids.first { $0.id == id }?.code ?? ""
      return "{\"type\":\"Feature\",\"properties\":{\"code\":\"\(code)\"},\"geometry\":\(GeoJSON.text(polygon))}"
    }
    return "{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ","))]}"
  }

  @Test(
    "who manages both communities moves their border, grids and communities together; who manages one cannot, nor from there",
    arguments: EngineKind.allCases)
  func both(_ engine: EngineKind) async throws {
    try await withScene(engine) { scene in
      let street = try #require(
        scene.places.tree.at(level: "subdistrict").first { area in scene.places.tree.areas.contains { $0.parent == area.id } })
      let community = try #require(scene.places.tree.at(level: "community").first)
      let boss = caller(over: street, [.areaRead, .areaManage])
      let drawing = try await scene.drawing(community.id, boss)
      #expect(!drawing.loose.isEmpty && !drawing.neighbours.isEmpty)
      let whole = try #require(drawing.whole)
      let top = try #require(drawing.around.first { $0.id == street.id }?.polygon)
      let plane = PlanPlane(around: top.box)
      for corner in drawing.loose {
        #expect(plane.distance(corner, toBorderOf: whole) <= 1)
        #expect(plane.distance(corner, toBorderOf: top) > 1, "what lies beyond is nobody's")
      }

      // One community by itself: nothing is loose, and the neighbour's grids are not taken.
      let own = caller(over: community, [.areaRead, .areaManage])
      let alone = try await scene.drawing(community.id, own)
      #expect(alone.loose.isEmpty && alone.neighbours.isEmpty)
      let corner = try #require(drawing.loose.sorted { ($0.x, $0.y) < ($1.x, $1.y) }.first)
      let wanted = try shifted(drawing, corner)
      let sent = text(wanted, drawing)
      await #expect(throws: Refusal.self) {
        try await scene.database.read { try scene.desk.dryRun(community.id, geoJSON: sent, datum: nil, by: own, in: $0) }
      }
      // Only the own side: land would be in two grids, or in none.
      let half = text(wanted.filter { id, _ in drawing.grids.contains { $0.id == id } }, drawing)
      let torn = try await scene.database.read { try scene.desk.dryRun(community.id, geoJSON: half, datum: nil, by: boss, in: $0) }
      #expect(torn.refusal != nil)

      let redrawing = try await scene.database.write { session in
        try scene.desk.redraw(
          community.id, geoJSON: sent, datum: nil, on: scene.desk.today, reason: nil, expecting: drawing.version, by: boss, in: session)
      }
      let outlines = redrawing.outlines
      #expect(outlines[community.id] != nil && outlines[street.id] == nil)
      let neighbours = drawing.neighbours.filter { outlines[$0.community.id] != nil }
      #expect(!neighbours.isEmpty)
      let after = try await scene.drawing(community.id, boss)
      #expect(after.whole?.rings.joined().contains(corner) == false)
      #expect(PlanChain.tiles(after.grids.compactMap(\.polygon), try #require(after.whole)))
      let found = try await scene.database.read { session in
        try scene.plans.findings(of: street.id, kind: nil, by: boss, in: session).wanted.filter(\.kind.isGeometric)
      }
      #expect(found == [])
    }
  }

  @Test("what others changed since a drawing was opened is told area by area", arguments: EngineKind.allCases)
  func news(_ engine: EngineKind) async throws {
    try await withScene(engine) { scene in
      let community = try #require(scene.places.tree.at(level: "community").first)
      let own = caller(over: community, [.areaRead, .areaManage])
      let before = try await scene.drawing(community.id, own)
      #expect(DrawingNews(before, since: before.marks).lines.isEmpty)
      let houses = scene.places.buildings.filter { $0.area == before.grids[0].id }.map(\.id)
      let others = caller(over: try #require(scene.places.tree.areas.first), [.areaRead, .areaManage])
      let change = try await scene.database.write { session in
        try AreaChangeDesk(
          profile: try Testkit.profile("jilin"), ids: IdentifierMaker(node: 3, timepiece: FakeClock().timepiece), timepiece: FakeClock().timepiece,
          followers: []
        ).decide(
          .split(before.grids[0].id, [.init(name: "新", buildings: [houses[0]])]), on: scene.desk.today, reason: nil, expecting: nil, by: others,
          in: session)
      }
      let new = try #require(change.plan.steps.first { $0.isNew }?.area)
      let after = try await scene.drawing(community.id, own)
      #expect(after.version != before.version)
      let lines = DrawingNews(after, since: before.marks).lines
      #expect(lines.contains(DrawingNews.Line(area: before.grids[0].id, kind: .changed)))
      #expect(lines.contains(DrawingNews.Line(area: new, kind: .added)))
      #expect(DrawingNews(before, since: after.marks).lines.contains(DrawingNews.Line(area: new, kind: .ended)))
    }
  }
}
