import Ground
import SQL
import Testing
import Testkit

@testable import Places

@Suite("The plan check")
struct PlanCheckTests {
  private func plan(_ places: DemoPlaces) -> Plan {
    let polygons = Dictionary(uniqueKeysWithValues: places.boundaries.map { ($0.area, $0.polygon) })
    return Plan(
      parts: places.tree.areas.map { area in
        Plan.Part(id: area.id, parent: area.parent, polygon: polygons[area.id], isSized: area.level == "grid", isGrid: area.level == "grid")
      },
      houses: places.buildings.map { Plan.House(id: $0.id, grid: $0.area, coordinates: $0.coordinates, households: $0.households) })
  }

  private func check() throws -> PlanCheck { PlanCheck(try Testkit.profile("jilin").grids) }

  @Test("the demo cities are divided rightly but for some sizes", arguments: DemoScale.allCases)
  func demo(_ scale: DemoScale) throws {
    let places = try demoPlaces(scale)
    let findings = try check().findings(plan(places))
    #expect(findings.allSatisfy { !$0.kind.isGeometric })
    #expect(findings.count < places.tree.at(level: "grid").count / 2)
    for finding in findings {
      let count = places.buildings.filter { $0.area == finding.areas[0] }.reduce(0) { $0 + ($1.households ?? 0) }
      #expect(count == finding.households)
      #expect(finding.kind == .small ? count < 200 : count > 500)
    }
  }

  @Test("what is moved, taken away or registered wrongly is found, and nothing else")
  func broken() throws {
    let places = try demoPlaces(.town)
    var plan = plan(places)
    let sizes = try check().findings(plan).count
    let grids = plan.parts.indices.filter { plan.parts[$0].isGrid }
    let stray = plan.houses[0].id
    let other = plan.parts[grids[30]].id
    plan.houses[0].grid = other
    let lost = grids[20]
    plan.parts[lost].polygon = nil
    let findings = try check().findings(plan).filter(\.kind.isGeometric)
    #expect(findings.filter { $0.kind == .misplaced }.map(\.building) == [stray])
    #expect(findings.filter { $0.kind == .unmapped }.map(\.areas) == [[plan.parts[lost].id]])
    #expect(findings.filter { $0.kind == .gap }.map(\.whole) == [plan.parts[lost].parent])
    #expect(findings.count == 3)
    #expect(try check().findings(plan).count - 3 <= sizes + 2)
  }

  @Test("a grid laid over its neighbour overlaps, and the buildings there stand in two")
  func laidOver() throws {
    let places = try demoPlaces(.town)
    var plan = plan(places)
    let grids = plan.parts.indices.filter { plan.parts[$0].isGrid }
    let houses = plan.houses.filter { $0.grid == plan.parts[grids[1]].id }.count
    plan.parts[grids[0]].polygon = plan.parts[grids[1]].polygon
    let findings = try check().findings(plan).filter(\.kind.isGeometric)
    let overlap = try #require(findings.first { $0.kind == .overlap })
    #expect(Set(overlap.areas) == [plan.parts[grids[0]].id, plan.parts[grids[1]].id])
    #expect(findings.filter { $0.kind == .doubled }.count == houses)
    #expect(findings.contains { $0.kind == .gap } && findings.contains { $0.kind == .homeless })
  }

  @Test("the desk checks what the caller may read, page by page, and what is out of reach is absent", arguments: EngineKind.allCases)
  func desk(_ engine: EngineKind) async throws {
    try await withTown(engine) { database, places in
      let profile = try Testkit.profile("jilin")
      let communities = places.tree.at(level: "community")
      let own = caller(over: communities[0])
      let desk = PlanDesk(profile, timepiece: FakeClock().timepiece)
      try await database.write { session in
        let building = places.buildings[0].id
        try session.run("UPDATE building SET latitude = latitude + 1, households = NULL WHERE id = \(building)")
      }
      let words = profile.words("zh-CN")
      let report = try await database.read {
        try desk.report(of: communities[0].id, kind: nil, from: 0, limit: 1, words: words, by: own, in: $0)
      }
      #expect(report.findings.count == 1)
      #expect(report.counts[.homeless] == 1 && report.counts[.gap] == nil)
      #expect(report.areas == places.tree.children(of: communities[0].id).count + 1)
      let only = try await database.read {
        try desk.report(of: communities[0].id, kind: .homeless, from: 0, limit: 10, words: words, by: own, in: $0)
      }
      #expect(only.findings.map(\.building) == [places.buildings[0].id] && only.next == nil)
      #expect(only.names.buildings[places.buildings[0].id] == places.buildings[0].name)
      await #expect(throws: Refusal.absent) {
        try await database.read { try desk.report(of: communities[1].id, kind: nil, from: 0, limit: 1, words: words, by: own, in: $0) }
      }
    }
  }

  @Test("a page, its map and its marks share one check, until something it rests on changes", arguments: EngineKind.allCases)
  func shared(_ engine: EngineKind) async throws {
    try await withTown(engine) { database, places in
      let profile = try Testkit.profile("jilin")
      let community = try #require(places.tree.at(level: "community").first)
      let own = caller(over: community)
      let desk = PlanDesk(profile, timepiece: FakeClock().timepiece)
      let building = places.buildings[0].id
      func homeless() async throws -> Int {
        try await database.read { try desk.findings(of: community.id, kind: .homeless, by: own, in: $0).wanted.count }
      }
      #expect(try await homeless() == 0)
      // Behind the back of everyone who raises versions: the check is not worked out again.
      _ = try await database.write { try $0.run("UPDATE building SET latitude = latitude + 1 WHERE id = \(building)") }
      #expect(try await homeless() == 0)
      _ = try await database.write { try $0.run("UPDATE building SET version = version + 1 WHERE id = \(building)") }
      #expect(try await homeless() == 1)
      let grid = places.buildings[0].area
      try await database.write { session in
        try session.run("UPDATE area_boundary SET valid_until = 0 WHERE area_id = \(grid)")
        try BoundaryRecords().raiseRevision(in: session)
      }
      let found = try await database.read { try desk.findings(of: community.id, kind: .unmapped, by: own, in: $0).wanted }
      #expect(found.map(\.areas) == [[grid]])
    }
  }
}
