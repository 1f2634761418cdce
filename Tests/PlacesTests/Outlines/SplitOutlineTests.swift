import Ground
import SQL
import Testing
import Testkit

@testable import Places

@Suite("Outlines of what is split and merged")
struct SplitOutlineTests {
  @Test("a grid split by a list of buildings is drawn at once: the plan check of the whole city finds nothing", arguments: EngineKind.allCases)
  func grids(_ engine: EngineKind) async throws {
    try await OutlineScene.with(engine) { scene in
      #expect(try await scene.flaws().isEmpty)
      for (number, grid) in scene.places.tree.at(level: "grid").prefix(8).enumerated() {
        let before = try #require(try await scene.outlines()[grid.id])
        let houses = scene.places.buildings.filter { $0.area == grid.id }
        let chosen = houses.enumerated().filter { number % 2 == 0 ? $0.offset < 3 : $0.offset % 2 == 0 }.map(\.element.id)
        let change = try await scene.database.write { session in
          try scene.desk.decide(
            .split(grid.id, [.init(name: "新网格", buildings: Set(chosen))]), on: scene.desk.today, reason: nil, expecting: nil, by: scene.boss,
            in: session)
        }
        let new = try #require(change.plan.steps.first { $0.isNew }?.area)
        #expect(change.plan.undrawn.isEmpty)
        let drawn = try await scene.outlines()
        let (stays, leaves) = (try #require(drawn[grid.id]), try #require(drawn[new]))
        #expect((stays.twiceArea + leaves.twiceArea - before.twiceArea).magnitude < before.twiceArea.magnitude / 10_000)
        #expect(try await scene.flaws() == [], "after grid \(number)")
      }
      // Neighbours know the new corners: every community's grids still cancel out exactly.
      let drawn = try await scene.outlines()
      let tree = try await scene.database.read { try AreaRecords().tree(in: $0) }
      for community in tree.at(level: "community") {
        let parts = tree.areas.filter { $0.parent == community.id }.compactMap { drawn[$0.id] }
        guard let whole = drawn[community.id] else { continue }
        #expect(PlanChain.tiles(parts, whole), "\(community.name)")
      }
    }
  }

  @Test(
    "a community split by a list, and put together again, has the exact outlines on each day; so has one whose split is taken back",
    arguments: EngineKind.allCases)
  func communities(_ engine: EngineKind) async throws {
    try await OutlineScene.with(engine) { scene in
      let community = try #require(scene.places.tree.at(level: "community").first)
      let grids = scene.places.tree.areas.filter { $0.parent == community.id }
      let before = try #require(try await scene.outlines()[community.id])
      // One grid goes altogether, and of the next the buildings on its side.
      let first = Set(scene.places.buildings.filter { $0.area == grids[0].id }.map(\.id))
      let middle = try #require(try await scene.outlines()[grids[0].id]).box.east
      let second = scene.places.buildings.filter { $0.area == grids[1].id && Vertex($0.coordinates).x < middle + 15_000 }.map(\.id)
      #expect(!second.isEmpty)
      let change = try await scene.database.write { session in
        try scene.desk.decide(
          .split(community.id, [.init(name: "东城社区", buildings: first.union(second))]), on: scene.desk.today, reason: nil, expecting: nil,
          by: scene.boss, in: session)
      }
      #expect(change.plan.undrawn == [])
      #expect(try await scene.flaws() == [])
      let new = try #require(change.plan.steps.first { $0.isNew && $0.after?.level == "community" }?.area)
      let drawn = try await scene.outlines()
      let (stays, leaves) = (try #require(drawn[community.id]), try #require(drawn[new]))
      #expect(Polygon.united([stays, leaves]) != nil)
      let merge = try await scene.database.write { session in
        try scene.desk.decide(.merge([new], into: community.id), on: scene.desk.today, reason: nil, expecting: nil, by: scene.boss, in: session)
      }
      let merged = try #require(try await scene.outlines()[community.id])
      #expect(merged.twiceArea == stays.twiceArea + leaves.twiceArea)
      #expect(try await scene.flaws() == [])
      for old in [merge, change] {
        _ = try await scene.database.write { session in
          try scene.desk.reverse(old.id, on: scene.desk.today, reason: nil, expecting: nil, by: scene.boss, in: session)
        }
        #expect(try await scene.flaws() == [], "taken back: \(old.plan.kind)")
      }
      #expect(try await scene.outlines()[community.id] == before)
    }
  }

  @Test("a split to come starts from the outline that a redraw to come will have made", arguments: EngineKind.allCases)
  func ahead(_ engine: EngineKind) async throws {
    try await OutlineScene.with(engine) { scene in
      let grid = try #require(scene.places.tree.at(level: "grid").first)
      let houses = scene.places.buildings.filter { $0.area == grid.id }.map(\.id)
      let now = try #require(try await scene.outlines()[grid.id])
      let first = try await scene.database.write { session in
        try scene.desk.decide(
          .split(grid.id, [.init(name: "甲", buildings: [houses[0]])]), on: scene.desk.today.adding(days: 5), reason: nil, expecting: nil,
          by: scene.boss, in: session)
      }
      let second = try await scene.database.write { session in
        try scene.desk.decide(
          .split(grid.id, [.init(name: "乙", buildings: [houses[1]])]), on: scene.desk.today.adding(days: 9), reason: nil, expecting: nil,
          by: scene.boss, in: session)
      }
      #expect(try await scene.outlines()[grid.id] == now, "today nothing is drawn anew")
      #expect(second.plan.outlines.first { $0.area == grid.id }?.before == first.plan.outlines.first { $0.area == grid.id }?.after)
      scene.clock.advance(seconds: 86_400 * 10)
      #expect(try await scene.database.write { try scene.desk.enactDue(in: $0) } == 2)
      #expect(try await scene.flaws() == [])
    }
  }

  @Test("a grid that moves to a neighbouring community takes its land along, and brings it back", arguments: EngineKind.allCases)
  func moved(_ engine: EngineKind) async throws {
    try await OutlineScene.with(engine) { scene in
      let before = try await scene.outlines()
      let communities = scene.places.tree.at(level: "community")
      // A grid in a corner of its community, so that what is left hangs together.
      let found: (grid: AreaID, to: AreaID)? = communities.lazy.flatMap { own in scene.places.tree.areas.filter { $0.parent == own.id } }.compactMap {
        grid in
        guard let outline = before[grid.id], let from = grid.parent else { return nil }
        let rest = scene.places.tree.areas.filter { $0.parent == from && $0.id != grid.id }.compactMap { before[$0.id] }
        guard Polygon.united(rest)?.rings.count == 1 else { return nil }
        let to = communities.first { other in other.id != from && before[other.id].flatMap { Polygon.united([$0, outline]) }?.rings.count == 1 }
        return to.map { (grid.id, $0.id) }
      }.first
      let (grid, to) = try #require(found)
      let change = try await scene.database.write { session in
        try scene.desk.decide(.move(grid, to: to, code: nil), on: scene.desk.today, reason: nil, expecting: nil, by: scene.boss, in: session)
      }
      #expect(change.plan.outlines.count == 2)
      #expect(try await scene.flaws() == [])
      let drawn = try await scene.outlines()
      #expect(drawn[to]?.twiceArea == (before[to]?.twiceArea ?? 0) + (before[grid]?.twiceArea ?? 0))
      _ = try await scene.database.write { session in
        try scene.desk.reverse(change.id, on: scene.desk.today, reason: nil, expecting: nil, by: scene.boss, in: session)
      }
      #expect(try await scene.outlines() == before)
      #expect(try await scene.flaws() == [])
    }
  }
}
