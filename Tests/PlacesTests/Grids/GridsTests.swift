import Ground
import SQL
import Testing
import Testkit

@testable import Places

@Suite("Kinds, duties and layers of grids")
struct GridsTests {
  private struct Town: Sendable {
    let database: any Database
    let places: DemoPlaces
    let clock: FakeClock
    let ids: IdentifierMaker
    let profile: CityProfile
    var grids: GridDesk { GridDesk(profile, ids: ids, timepiece: clock.timepiece) }
    var layers: GridLayerDesk { GridLayerDesk(profile, ids: ids, timepiece: clock.timepiece) }
    var changes: AreaChangeDesk { AreaChangeDesk(profile: profile, ids: ids, timepiece: clock.timepiece, followers: PlacesRoom.areaFollowers) }
    var numbering: NumberingDesk { NumberingDesk(profile, changes: changes) }
    var today: CivilDay { grids.today }
  }

  private func withGrids(_ engine: EngineKind, _ body: @Sendable (Town) async throws -> Void) async throws {
    try await withDatabase(engine, PlacesSchema.migrations + JournalSchema.migrations) { database in
      let profile = try Testkit.profile("jilin")
      let clock = FakeClock()
      let demo = PlacesDemo(profile: profile, divisions: try realDivisions(), scale: .town)
      let places = try demo.make(ids: standingIDs())
      let ids = IdentifierMaker(node: 2, timepiece: clock.timepiece)
      let today = profile.calendar.localDay(clock.now)
      let grids = GridsDemo(profile: profile, places: places, ids: ids, today: today)
      try await database.load { session in
        try demo.save(places, in: session)
        try grids.save(in: session)
      }
      try await body(Town(database: database, places: places, clock: clock, ids: ids, profile: profile))
    }
  }

  @Test("a grid's kind and duties begin and end on their days; what is as it was, too early or stale is refused", arguments: EngineKind.allCases)
  func duties(_ engine: EngineKind) async throws {
    try await withGrids(engine) { town in
      let grid = try #require(town.places.tree.at(level: "grid").last)
      let own = caller(over: grid, [.areaRead, .areaManage])
      let before = try await town.database.read { try town.grids.grid(grid.id, by: own, in: $0) }
      #expect(before.kind(on: town.today, town.profile.grids) == "basic")
      #expect(before.duties(on: town.today) == ["party_building", "political_legal"])
      let day = town.today.adding(days: 10)
      let wanted: Set<String> = ["party_building", "flood_control"]
      let after = try await town.database.write { session in
        try town.grids.set(grid.id, kind: "dedicated", duties: wanted, from: day, expecting: before.area.version, by: own, in: session)
      }
      #expect(after.kind(on: town.today, town.profile.grids) == "basic" && after.kind(on: day, town.profile.grids) == "dedicated")
      #expect(after.duties(on: day.adding(days: -1)) == ["party_building", "political_legal"])
      #expect(after.duties(on: day) == wanted)
      let version = after.area.version
      let refusals: [(Int64, String, CivilDay, Refusal.Kind)] = [
        (before.area.version, "basic", day, .stale), (version, "basic", town.today, .invalid), (version, "dedicated", day, .invalid),
      ]
      for (expected, kind, from, refused) in refusals {
        let refusal = await #expect(throws: Refusal.self) {
          try await town.database.write { session in
            _ = try town.grids.set(grid.id, kind: kind, duties: wanted, from: from, expecting: expected, by: own, in: session)
          }
        }
        #expect(refusal?.kind == refused)
      }
      let records = GridKindRecords(town.profile.grids)
      let unsized = try await town.database.read { try records.unsized(within: grid.range, on: day, in: $0) }
      #expect(unsized == [grid.id])
      await #expect(throws: Refusal.absent) {
        try await town.database.write { session in
          _ = try town.grids.set(grid.id, kind: "basic", duties: [], from: day, expecting: version, by: caller(over: grid), in: session)
        }
      }
    }
  }

  @Test("a grid that has ended gets no duties, and one to come none before its first day", arguments: EngineKind.allCases)
  func beginnings(_ engine: EngineKind) async throws {
    try await withGrids(engine) { town in
      let all = caller(over: try #require(town.places.tree.areas.first), [.areaRead, .areaManage])
      let community = try #require(town.places.tree.at(level: "community").first)
      let grids = town.places.tree.children(of: community.id)
      let day = town.today.adding(days: 10)
      let planned = try await town.database.write { session in
        _ = try town.changes.decide(.merge([grids[1].id], into: grids[0].id), on: town.today, reason: nil, expecting: nil, by: all, in: session)
        let change = AreaCommand.create(parent: community.id, code: nil, name: "新网格")
        return try town.changes.decide(change, on: day, reason: nil, expecting: nil, by: all, in: session).plan.subject
      }
      func problem(_ grid: AreaID, _ from: CivilDay) async throws -> String? {
        do {
          try await town.database.write { session in
            let version = try town.grids.grid(grid, by: all, in: session).area.version
            _ = try town.grids.set(grid, kind: "dedicated", duties: ["flood_control"], from: from, expecting: version, by: all, in: session)
          }
          return nil
        } catch let refusal as Refusal { return refusal.fields.map { "\($0.field): \($0.word)" }.joined() }
      }
      #expect(try await problem(grids[1].id, town.today) == "area: area_change.problem.gone")
      #expect(try await problem(planned, town.today) == "day: area_change.problem.since")
      #expect(try await problem(planned, day) == nil)
    }
  }

  @Test("leftover systems are reported with the land they share, and end when they are merged", arguments: EngineKind.allCases)
  func layers(_ engine: EngineKind) async throws {
    try await withGrids(engine) { town in
      let community = town.places.tree.at(level: "community")[2]
      let city = try #require(town.places.tree.areas.first)
      let all = caller(over: city, [.areaRead, .areaManage])
      let found = try await town.database.read { try town.layers.overlaps(after: nil, limit: 50, by: all, in: $0) }
      #expect(found.rows.map(\.duty) == ["emergency", "flood_control"])
      #expect(found.rows.map(\.layers) == [2, 3] && found.rows.allSatisfy { $0.area == community.id })
      #expect(found.rows[0].grids == town.places.tree.children(of: community.id).count && found.rows[0].carrying == 0)
      let page = try await town.database.read { try town.layers.overlaps(after: (community.place, "emergency"), limit: 1, by: all, in: $0) }
      #expect(page.rows.map(\.duty) == ["flood_control"])
      let other = caller(over: town.places.tree.at(level: "community")[0])
      let none = try await town.database.read { try town.layers.overlaps(after: nil, limit: 50, by: other, in: $0) }
      #expect(none.rows.isEmpty)
      let shares = try await town.database.read { try town.layers.shares(of: community.id, duty: "emergency", by: all, in: $0) }
      for layer in Set(shares.rows.map(\.layer)) {
        // The unified grids cover the community, so that an old grid's shares add up.
        let sum = shares.rows.filter { $0.layer == layer }.reduce(0) { $0 + $1.share }
        #expect(abs(sum - 1) < 0.02)
      }
      let day = town.today.adding(days: 3)
      let ended = try await town.database.write { session in
        try town.layers.merge(community.id, duty: "emergency", on: day, expecting: community.version, by: all, in: session)
      }
      #expect(ended == 2)
      town.clock.advance(seconds: 4 * 86_400)
      let left = try await town.database.read { try town.layers.overlaps(after: nil, limit: 50, by: all, in: $0) }
      #expect(left.rows.map(\.duty) == ["flood_control"])
      let grid = try #require(town.places.tree.children(of: community.id).first)
      let carried = try await town.database.read { try town.grids.grid(grid.id, by: all, in: $0) }
      #expect(carried.duties(on: day).contains("emergency") && !carried.duties(on: day.adding(days: -1)).contains("emergency"))
      await #expect(throws: Refusal.absent) {
        try await town.database.read { _ = try town.layers.shares(of: community.id, duty: "emergency", by: all, in: $0) }
      }
      try await moved(community, town, as: left.rows, by: all)
    }
  }

  /// The community goes to another subdistrict: on the areas of the day before it still counts in its own.
  private func moved(_ community: Area, _ town: Town, as rows: [GridOverlap], by all: Caller) async throws {
    let streets = town.places.tree.at(level: "subdistrict")
    let street = try #require(streets.first { $0.id == community.parent })
    let other = try #require(streets.first { $0.id != street.id })
    try await town.database.write { session in
      let move = AreaCommand.move(community.id, to: other.id, code: nil)
      _ = try town.changes.decide(move, on: town.today, reason: nil, expecting: nil, by: all, in: session)
      let keeper = StructureKeeper()
      func overlaps(_ area: AreaID, on day: CivilDay) throws -> [GridOverlap] {
        let within = try keeper.within(area, on: day, in: session)
        return try town.layers.overlaps(within: within, after: nil, limit: 50, by: all, in: session).rows
      }
      let then = town.today.adding(days: -1)
      #expect(try overlaps(street.id, on: then) == rows && overlaps(other.id, on: then).isEmpty)
      #expect(try overlaps(street.id, on: town.today).isEmpty && overlaps(other.id, on: town.today).map(\.layers) == rows.map(\.layers))
    }
  }

  @Test("an old system is entered from GeoJSON, once, and only where it lies", arguments: EngineKind.allCases)
  func registers(_ engine: EngineKind) async throws {
    try await withGrids(engine) { town in
      let communities = town.places.tree.at(level: "community")
      let own = caller(over: communities[0], [.areaRead, .areaManage])
      func text(_ area: AreaID) throws -> String {
        let polygon = try #require(town.places.boundaries.first { $0.area == area }?.polygon)
        let properties = "{\"code\":\"FX-1\",\"name\":\"防汛第一片\"}"
        return
          "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":\(properties),\"geometry\":\(GeoJSON.text(polygon))}]}"
      }
      let (here, elsewhere) = (try text(communities[0].id), try text(communities[4].id))
      func register(_ text: String, version: Int64) async throws -> Int {
        try await town.database.write { session in
          try town.layers.register(
            communities[0].id, duty: "flood_control", geoJSON: text, datum: nil, from: nil, expecting: version, by: own, in: session)
        }
      }
      let refusal = await #expect(throws: Refusal.self) { try await register(elsewhere, version: 1) }
      #expect(refusal?.fields.first?.word == "drawing.problem.feature.elsewhere")
      #expect(try await register(here, version: 1) == 1)
      await #expect(throws: Refusal(.stale)) { try await register(here, version: 1) }
      await #expect(throws: Refusal(.conflict, "layers.refusal.known")) { try await register(here, version: 2) }
      let found = try await town.database.read { try town.layers.overlaps(after: nil, limit: 9, by: own, in: $0) }
      #expect(found.rows.map(\.duty) == ["flood_control"])
    }
  }

  @Test("grids are numbered as one reads, by the city's pattern, and numbers of others are left out")
  func numbers() throws {
    let places = try demoPlaces(.town)
    let community = try #require(places.tree.at(level: "community").first)
    let polygons = Dictionary(uniqueKeysWithValues: places.boundaries.map { ($0.area, $0.polygon) })
    let grids = places.tree.children(of: community.id)
    let seed: UInt64 = 5
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    let drawn = grids.enumerated().map { index, area in
      DrawnGrid(id: area.id, code: area.code, name: area.name, kind: index % 3 == 0 ? "dedicated" : "basic", polygon: polygons[area.id])
    }
    let drawing = Drawing(community: community, whole: polygons[community.id], grids: drawn.shuffled(using: &generator), houses: [])
    let rules = try Testkit.profile("jilin").grids
    // The demo's grids are laid out in rows from the north-west.
    let plain = try GridNumbering(drawing, rules: rules, width: 3, taken: [])
    #expect(plain.lines.map(\.new) == grids.map(\.code) && plain.changes.isEmpty)
    let skipping = try GridNumbering(drawing, rules: rules, width: 3, taken: [grids[1].code])
    #expect(skipping.lines[1].new == community.code + "003")
    let typed = CityProfile.GridRules(
      households: rules.households, tolerance: rules.tolerance, codes: .typed, kinds: rules.kinds, duties: rules.duties)
    let codes = try GridNumbering(drawing, rules: typed, width: 3, taken: []).lines.map { $0.new.suffix(3) }
    #expect(codes.prefix(5) == ["901", "001", "002", "902", "003"])
    #expect(throws: Refusal(.conflict, "numbering.refusal.full")) { try GridNumbering(drawing, rules: rules, width: 1, taken: []) }
  }

  @Test("numbering anew goes through the change desk, numbers being exchanged at once; a second time is stale", arguments: EngineKind.allCases)
  func renumbers(_ engine: EngineKind) async throws {
    try await withGrids(engine) { town in
      let community = try #require(town.places.tree.at(level: "community").first)
      let own = caller(over: community, [.areaRead, .areaManage])
      let grids = town.places.tree.children(of: community.id)
      let swap = AreaCommand.recode([grids[0].id: grids[1].code, grids[1].id: grids[0].code])
      try await town.database.write { session in
        _ = try town.changes.decide(swap, on: town.today, reason: nil, expecting: nil, by: own, in: session)
      }
      let dry = try await town.database.read { try town.numbering.dryRun(community.id, by: own, in: $0) }
      #expect(dry.numbering.changes == [grids[0].id: grids[0].code, grids[1].id: grids[1].code])
      town.clock.advance(seconds: 86_400)
      let version = dry.drawing.version
      let day = town.today
      let done = try await town.database.write { session in
        try town.numbering.renumber(community.id, on: day, reason: nil, expecting: version, by: own, in: session)
      }
      #expect(done.changes.count == 2)
      let after = try await town.database.read { try AreaRecords().children(of: community.id, in: $0) }
      #expect(after.map(\.id) == grids.map(\.id))
      await #expect(throws: Refusal(.stale)) {
        try await town.database.write { session in
          _ = try town.numbering.renumber(community.id, on: day, reason: nil, expecting: version, by: own, in: session)
        }
      }
    }
  }
}
