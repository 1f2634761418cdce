import Ground
import SQL
import Testing

@testable import Places

@Suite("Areas as they are kept")
struct AreaRecordsTests {
  let records = AreaRecords()

  @Test("what was written is read again, by id and by code", arguments: EngineKind.allCases)
  func readAgain(_ engine: EngineKind) async throws {
    try await withTown(engine) { database, places in
      try await database.read { session throws in
        #expect(try records.tree(in: session).areas == places.tree.areas)
        for area in places.tree.areas.prefix(3) + places.tree.areas.suffix(3) {
          #expect(try records.find(area.id, in: session) == area)
          #expect(try records.find(code: area.code, in: session) == area)
        }
        #expect(try records.find(AreaID(7), in: session) == nil)
        #expect(try records.find(code: "2202'; DROP TABLE area; --", in: session) == nil)
      }
    }
  }

  @Test("dates, and a code that serves another area after its own has ended", arguments: EngineKind.allCases)
  func dates(_ engine: EngineKind) async throws {
    try await withTown(engine) { database, places in
      let grid = try #require(places.tree.at(level: "grid").first)
      let old = Area(
        id: AreaID(5), code: grid.code, level: "grid", name: "第1网格（撤销）", parent: grid.parent, range: grid.range,
        validFrom: CivilDay(year: 2020, month: 1, day: 1), validUntil: CivilDay(year: 2023, month: 12, day: 31), version: 3)
      try await database.write { try records.insert(old, in: $0) }
      try await database.read { session throws in
        #expect(try records.find(old.id, in: session) == old)
        #expect(try records.find(code: grid.code, in: session) == grid)
        #expect(try records.within(grid.range, in: session) == [grid])
      }
      let twice = Area(id: AreaID(6), code: grid.code, level: "grid", name: "又一个", parent: grid.parent, range: grid.range)
      await #expect(throws: DatabaseRefusal.self) { try await database.write { try records.insert(twice, in: $0) } }
    }
  }

  @Test("chain, children, subtree and counts agree with the tree in memory", arguments: EngineKind.allCases)
  func around(_ engine: EngineKind) async throws {
    try await withTown(engine) { database, places in
      let tree = places.tree
      try await database.read { session throws in
        for area in [tree.areas[0]] + tree.at(level: "community") + tree.at(level: "grid").suffix(2) {
          #expect(try records.chain(to: area.id, in: session) == tree.chain(of: area.id))
          #expect(try records.children(of: area.id, in: session) == tree.children(of: area.id))
          #expect(try records.within(area.range, in: session) == [area] + tree.descendants(of: area))
          let grids = tree.descendants(of: area).filter { $0.level == "grid" }
          if area.level != "grid" { #expect(try records.counts(within: area.range, in: session)["grid"] == grids.count) }
        }
        #expect(try records.chain(to: AreaID(7), in: session).isEmpty)
      }
    }
  }

  @Test("absent and forbidden are the same refusal", arguments: EngineKind.allCases)
  func scope(_ engine: EngineKind) async throws {
    try await withTown(engine) { database, places in
      let communities = places.tree.at(level: "community")
      let own = caller(over: communities[0])
      try await database.read { session throws in
        #expect(try records.visible(communities[0].id, to: own, in: session) == communities[0])
        let inside = try #require(places.tree.children(of: communities[0].id).first)
        #expect(try records.visible(inside.id, to: own, in: session) == inside)
        for id in [communities[1].id, places.tree.areas[0].id, AreaID(7)] {
          #expect(throws: Refusal.absent) { try records.visible(id, to: own, in: session) }
        }
        #expect(throws: Refusal.absent) { try records.visible(communities[0].id, to: .visitor(request: "test"), in: session) }
        let powerless = caller(over: communities[0], [.matterRead])
        #expect(throws: Refusal.absent) { try records.visible(communities[0].id, to: powerless, in: session) }
      }
    }
  }

  @Test("a list holds exactly what the point check allows, page by page, each once", arguments: EngineKind.allCases)
  func list(_ engine: EngineKind) async throws {
    try await withTown(engine) { database, places in
      for area in [places.tree.areas[0], places.tree.at(level: "district")[3], places.tree.at(level: "community")[2]] {
        let policy = caller(over: area).policy(for: .areaRead)
        let expected = places.tree.areas.filter { policy.allows(place: $0.place) }
        let found = try await database.read { session throws in
          var found: [Area] = []
          while true {
            let page = try records.list(AreaFilter(), of: policy, after: found.last.map { RowCursor($0) }, limit: 7, in: session)
            if page.isEmpty { return found }
            found += page
          }
        }
        #expect(found == expected)
      }
      let nothing = try await database.read { try records.list(AreaFilter(), of: .nothing, limit: 7, in: $0) }
      #expect(nothing.isEmpty)
    }
  }

  @Test("filters by level, parent, piece of the name and beginning of the code; signs of LIKE are only signs", arguments: EngineKind.allCases)
  func filters(_ engine: EngineKind) async throws {
    try await withTown(engine) { database, places in
      let policy = caller(over: places.tree.areas[0]).policy(for: .areaRead)
      let community = try #require(places.tree.at(level: "community").first)
      try await database.read { session throws in
        func find(_ filter: AreaFilter) throws -> [Area] { try records.list(filter, of: policy, limit: 500, in: session) }
        #expect(try find(AreaFilter(level: "grid")).count == 60)
        #expect(try find(AreaFilter(parent: community.id)) == places.tree.children(of: community.id))
        #expect(try find(AreaFilter(text: "吉钢")) == [community])
        #expect(try find(AreaFilter(level: "community", text: "220211004")).count == 5)
        for text in ["%", "_", "!", "'", "\\", "𠮷", "🏠", "<b>", "nothing of the kind"] { #expect(try find(AreaFilter(text: text)).isEmpty) }
      }
    }
  }

  @Test("for 60 random posts the list, the outlines and the look-up agree with the point check", arguments: EngineKind.allCases)
  func randomPolicies(_ engine: EngineKind) async throws {
    let seed: UInt64 = 60_2
    try await withTown(engine) { database, places in
      var generator = DemoGenerator(seed: seed)
      for _ in 0..<60 {
        let holdings = (0..<Int.random(in: 0...3, using: &generator)).compactMap { _ in places.tree.areas.randomElement(using: &generator) }
        let who = caller(over: holdings, isHolding: Bool.random(using: &generator))
        let policy = who.policy(for: .areaRead)
        let sample = (0..<20).compactMap { _ in places.tree.areas.randomElement(using: &generator) }
        try await database.read { session throws in
          let listed = try records.list(AreaFilter(), of: policy, limit: 1_000, in: session)
          #expect(listed == places.tree.areas.filter { policy.allows(place: $0.place) }, "seed \(seed)")
          let city = places.tree.areas[0].range
          let outlined = try BoundaryRecords().within(city, level: "grid", of: policy, in: session)
          #expect(outlined.map(\.id) == listed.filter { $0.level == "grid" }.map(\.id), "seed \(seed)")
          for area in sample {
            let seen = try? records.visible(area.id, to: who, in: session)
            #expect((seen != nil) == policy.allows(place: area.place), "seed \(seed), \(area.name)")
          }
        }
      }
    }
  }
}
