import Ground
import SQL
import Testing
import Testkit

@testable import Places

@Suite("Drawing a community's grids")
struct DrawingTests {
  private static let migrations: [Migration] = PlacesSchema.migrations + JournalSchema.migrations

  @Test("corners and T-junctions that nearly meet are made to meet, and nothing overlaps any more", arguments: [UInt64(21), 22, 23])
  func snapping(seed: UInt64) throws {
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    for round in 0..<30 {
      let random = RandomPlan(side: Int.random(in: 2...7, using: &generator), regions: Int.random(in: 2...6, using: &generator), using: &generator)
      let whole = try random.whole
      let parts = try random.parts
      let rough = try parts.map { try crooked($0, &generator) }
      let snapped = try DrawingSnap.snapped(rough, to: whole, tolerance: 1)
      let plot = PlanPlot(whole: whole, parts: snapped.enumerated().map { PlanPlot.Part(number: $0.offset, polygon: $0.element) })
      let faults = try #require(plot.faults(tolerance: 0))
      #expect(!faults.contains { $0.kind == .overlap && $0.face.area > 0.001 }, "seed \(seed), round \(round)")
      // What is left is between the whole's own line and corners beside it.
      #expect(try #require(plot.faults(tolerance: 1)).isEmpty)
      for (one, other) in zip(parts, snapped) {
        let change = Double(one.twiceArea - other.twiceArea) / Double(one.twiceArea)
        #expect(abs(change) < 0.1)
      }
      #expect(try DrawingSnap.snapped(parts, to: whole, tolerance: 1) == parts)
    }
  }

  private func crooked(_ polygon: Polygon, _ generator: inout SeededGenerator) throws -> Polygon {
    try Polygon(
      rings: polygon.rings.map { ring in
        var out: [Vertex] = []
        for (index, vertex) in ring.enumerated() {
          out.append(Vertex(x: vertex.x + .random(in: -15...15, using: &generator), y: vertex.y + .random(in: -15...15, using: &generator)))
          guard Bool.random(using: &generator) else { continue }
          let next = ring[(index + 1) % ring.count]
          let beside = Int32.random(in: -20...20, using: &generator)
          out.append(Vertex(x: vertex.x + (next.x - vertex.x) / 2 + beside, y: vertex.y + (next.y - vertex.y) / 2 + beside))
        }
        return out
      })
  }

  private func withDesk(
    _ engine: EngineKind, _ body: @Sendable (any Database, DrawingDesk, DemoPlaces, FakeClock) async throws -> Void
  ) async throws {
    try await withDatabase(engine, Self.migrations) { database in
      let profile = try Testkit.profile("jilin")
      let demo = PlacesDemo(profile: profile, divisions: try realDivisions(), scale: .town)
      let places = try demo.make(ids: standingIDs())
      try await database.load { session in try demo.save(places, in: session) }
      let clock = FakeClock()
      let changes = AreaChangeDesk(
        profile: profile, ids: IdentifierMaker(node: 2, timepiece: clock.timepiece), timepiece: clock.timepiece, followers: [])
      try await body(database, DrawingDesk(profile, changes: changes), places, clock)
    }
  }

  /// New outlines of two neighbours of which one reaches out for a building of the other.
  private func handedOver(_ drawing: Drawing) throws -> (text: String, building: BuildingID, from: AreaID, to: AreaID) {
    let rules = try Testkit.profile("jilin").grids
    for house in drawing.houses {
      guard let own = drawing.grids.first(where: { $0.id == house.grid })?.polygon else { continue }
      for other in drawing.grids where other.id != house.grid {
        guard let polygon = other.polygon, let bent = bent(own, polygon, around: Vertex(house.coordinates)) else { continue }
        let redrawing = try Redrawing(drawing, [house.grid: bent.own, other.id: bent.other], rules: rules)
        guard redrawing.refusal == nil, redrawing.moves.contains(where: { $0.building == house.id }) else { continue }
        return (collection([(house.grid, bent.own), (other.id, bent.other)], drawing), house.id, house.grid, other.id)
      }
    }
    throw Refusal.absent
  }

  /// Puts a corner a little beyond a building on the first side that two outlines share.
  private func bent(_ own: Polygon, _ other: Polygon, around house: Vertex) -> (own: Polygon, other: Polygon)? {
    let ring = own.rings[0]
    let theirs = other.rings[0]
    for (index, from) in ring.enumerated() {
      let to = ring[(index + 1) % ring.count]
      guard let there = theirs.firstIndex(of: to), theirs[(there + 1) % theirs.count] == from else { continue }
      let corner = Vertex(x: house.x + (house.x - from.x) / 20, y: house.y + (house.y - from.y) / 20)
      var (mine, yours) = (ring, theirs)
      mine.insert(corner, at: index + 1)
      yours.insert(corner, at: there + 1)
      guard let own = try? Polygon(rings: [mine]), let other = try? Polygon(rings: [yours]) else { return nil }
      return (own, other)
    }
    return nil
  }

  private func collection(_ outlines: [(AreaID, Polygon)], _ drawing: Drawing) -> String {
    let features = outlines.map { id, polygon in
      let code = drawing.grids.first { $0.id == id }?.code ?? ""
      return "{\"type\":\"Feature\",\"properties\":{\"code\":\"\(code)\"},\"geometry\":\(GeoJSON.text(polygon))}"
    }
    return "{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ","))]}"
  }

  @Test("a border redrawn hands a building over, with its day, and passes the check; a second time it is stale", arguments: EngineKind.allCases)
  func redraws(_ engine: EngineKind) async throws {
    try await withDesk(engine) { database, desk, places, clock in
      let community = try #require(places.tree.at(level: "community").first)
      let own = caller(over: community, [.areaRead, .areaManage])
      let drawing = try await database.read { try desk.drawing(of: community.id, by: own, in: $0) }
      let handed = try handedOver(drawing)
      let day = desk.today
      let redrawing = try await database.write { session in
        try desk.redraw(
          community.id, geoJSON: handed.text, datum: nil, on: day, reason: "测试", expecting: drawing.version, by: own, in: session)
      }
      #expect(redrawing.moves.contains(Redrawing.Move(building: handed.building, from: handed.from, to: handed.to)))
      let after = try await database.read { try desk.drawing(of: community.id, by: own, in: $0) }
      #expect(after.version != drawing.version)
      #expect(after.houses.first { $0.id == handed.building }?.grid == handed.to)
      #expect(after.sizes()[handed.to]?.households ?? 0 > drawing.sizes()[handed.to]?.households ?? 0)
      let rules = try Testkit.profile("jilin").grids
      #expect(PlanCheck(rules).findings(after.plan(rules)).allSatisfy { !$0.kind.isGeometric })
      await #expect(throws: Refusal(.stale)) {
        try await database.write { session in
          _ = try desk.redraw(
            community.id, geoJSON: handed.text, datum: nil, on: day, reason: nil, expecting: drawing.version, by: own, in: session)
        }
      }
    }
  }

  @Test("a drawing with a gap is refused whole, and so is one by somebody else or of no community", arguments: EngineKind.allCases)
  func refuses(_ engine: EngineKind) async throws {
    try await withDesk(engine) { database, desk, places, clock in
      let communities = places.tree.at(level: "community")
      let own = caller(over: communities[0], [.areaRead, .areaManage])
      let drawing = try await database.read { try desk.drawing(of: communities[0].id, by: own, in: $0) }
      let grid = drawing.grids[0]
      var ring = try #require(grid.polygon?.rings[0])
      ring.remove(at: 1)
      let text = collection([(grid.id, try Polygon(rings: [ring.map { Vertex(x: $0.x / 1000 * 1000, y: $0.y) }]))], drawing)
      let day = desk.today
      let refusal = await #expect(throws: Refusal.self) {
        try await database.write { session in
          _ = try desk.redraw(communities[0].id, geoJSON: text, datum: nil, on: day, reason: nil, expecting: drawing.version, by: own, in: session)
        }
      }
      #expect(refusal?.fields.contains { $0.word == "drawing.refused.gap" || $0.word == "drawing.refused.overlap" } == true)
      let after = try await database.read { try desk.drawing(of: communities[0].id, by: own, in: $0) }
      #expect(after.version == drawing.version)
      for (id, who) in [(communities[1].id, own), (communities[0].id, caller(over: communities[0])), (grid.id, own), (AreaID(7), own)] {
        await #expect(throws: Refusal.absent) {
          try await database.read { _ = try desk.dryRun(id, geoJSON: text, datum: nil, by: who, in: $0) }
        }
      }
    }
  }

  @Test(
    "what is wrong with a file is told feature by feature",
    arguments: [
      ("", "not_json"), ("[]", "not_json"), ("{\"type\":\"Feature\"}", "not_collection"),
      ("{\"type\":\"FeatureCollection\",\"features\":[]}", "nothing"),
      ("{\"type\":\"FeatureCollection\",\"crs\":{},\"features\":[]}", "crs"),
      ("{\"type\":\"FeatureCollection\",\"datum\":\"mars\",\"features\":[]}", "datum"),
      ("{\"type\":\"FeatureCollection\",\"datum\":\"bd09\",\"features\":[]}", "datum_twice"),
    ])
  func file(_ text: String, _ word: String) {
    let refusal = #expect(throws: Refusal.self) { try DrawingReader.outlines(text, of: [], datum: .gcj02) }
    #expect(refusal?.fields.map(\.word) == ["drawing.problem.\(word)"])
  }

  @Test("every feature that is wrong is told with its number")
  func features() throws {
    let grid = DrawnGrid(id: AreaID(1), code: "1", name: "第1网格", kind: "basic", polygon: nil)
    let square = "{\"type\":\"Polygon\",\"coordinates\":[[[126,43],[127,43],[127,44],[126,43]]]}"
    func feature(_ properties: String, _ geometry: String) -> String {
      "{\"type\":\"Feature\",\"properties\":\(properties),\"geometry\":\(geometry)}"
    }
    let wrong: [(String, String)] = [
      ("7", "not_feature"), (feature("{}", square), "no_code"), (feature("{\"code\":\"2\"}", square), "unknown"),
      (feature("{\"code\":\"1\",\"name\":\"第2网格\"}", square), "name"), (feature("{\"code\":\"1\"}", square), "twice"),
    ]
    let text = "{\"type\":\"FeatureCollection\",\"features\":[\(wrong.map(\.0).joined(separator: ","))]}"
    let refusal = #expect(throws: Refusal.self) { try DrawingReader.outlines(text, of: [grid], datum: nil) }
    #expect(refusal?.fields.map(\.word) == wrong.map { "drawing.problem.feature.\($0.1)" })
    #expect(refusal?.fields.map { $0.arguments["number"] } == ["1", "2", "3", "4", "5"])
    let shapes: [(String, String)] = [
      ("null", "no_geometry"), ("{\"type\":\"Point\",\"coordinates\":[1,2]}", "not_polygon"),
      ("{\"type\":\"MultiPolygon\",\"coordinates\":[[],[]]}", "pieces"),
      ("{\"type\":\"Polygon\",\"coordinates\":[[[126,43],[127,43],[127,44],[126,44]]]}", "open"),
      ("{\"type\":\"Polygon\",\"coordinates\":[[[43,126],[44,127],[44,128],[43,126]]]}", "range"),
      ("{\"type\":\"Polygon\",\"coordinates\":\"x\"}", "not_geojson"),
      ("{\"type\":\"Polygon\",\"coordinates\":[[[126,43],[127,43],[126,43],[126,43]]]}", "no_area"),
    ]
    for (shape, word) in shapes {
      let text = "{\"type\":\"FeatureCollection\",\"features\":[\(feature("{\"code\":\"1\"}", shape))]}"
      let refusal = #expect(throws: Refusal.self) { try DrawingReader.outlines(text, of: [grid], datum: nil) }
      #expect(refusal?.fields.map(\.word) == ["drawing.problem.feature.\(word)"])
    }
  }

  @Test("a scribble of thousands of corners is refused as tangled before it costs time")
  func scribble() throws {
    let places = try demoPlaces(.town)
    let community = try #require(places.tree.at(level: "community").first)
    let polygons = Dictionary(uniqueKeysWithValues: places.boundaries.map { ($0.area, $0.polygon) })
    let grids = places.tree.children(of: community.id).map { area in
      DrawnGrid(id: area.id, code: area.code, name: area.name, kind: "basic", polygon: polygons[area.id])
    }
    let drawing = Drawing(community: community, whole: polygons[community.id], grids: grids, houses: [])
    let seed: UInt64 = 31
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    let box = try #require(polygons[community.id]?.box)
    let ring = (0..<9_000).map { _ in
      Vertex(x: .random(in: box.west...box.east, using: &generator), y: .random(in: box.south...box.north, using: &generator))
    }
    let redrawing = try Redrawing(drawing, [grids[0].id: try Polygon(rings: [ring])], rules: try Testkit.profile("jilin").grids)
    #expect(redrawing.refusal?.fields.contains { $0.word == "drawing.refused.tangled" } == true)
  }

  @Test("a file in another datum comes back to where it was, within a metre")
  func datums() throws {
    let places = try demoPlaces(.town)
    let grid = try #require(places.tree.at(level: "grid").first)
    let polygon = try #require(places.boundaries.first { $0.area == grid.id }?.polygon)
    let community = try #require(places.tree.at(level: "community").first)
    let drawn = DrawnGrid(id: grid.id, code: grid.code, name: grid.name, kind: "basic", polygon: polygon)
    let drawing = Drawing(community: community, whole: nil, grids: [drawn], houses: [])
    let rules = try Testkit.profile("jilin").grids
    for datum in Datum.allCases {
      let text = String(decoding: DrawingJSON.collection(drawing, rules: rules, datum: datum), as: UTF8.self)
      let read = try #require(try DrawingReader.outlines(text, of: [drawn], datum: nil)[grid.id])
      if datum == .wgs84 { #expect(read == polygon) }
      for (one, other) in zip(read.rings[0], polygon.rings[0]) { #expect(one.coordinates.distance(to: other.coordinates) < 0.1) }
    }
  }
}
