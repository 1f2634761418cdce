import Ground
import SQL
import Testing

@testable import Places

@Suite("What areas were, are and will be")
struct AreaSpanTests {
  @Test("what is written has its span: the tree of any day is the tree of today while nothing changes", arguments: EngineKind.allCases)
  func standing(_ engine: EngineKind) async throws {
    try await withTown(engine) { database, places in
      try await database.read { session throws in
        for day in [CivilDay(year: 1949, month: 10, day: 1), CivilDay(year: 2026, month: 11, day: 21)] {
          #expect(try AreaRecords().tree(on: day, in: session).areas == places.tree.areas)
          let grids = try BuildingRecords().grids(on: day, in: session)
          #expect(grids == Dictionary(uniqueKeysWithValues: places.buildings.map { ($0.id, $0.area) }))
        }
      }
    }
  }

  @Test("an area with dates exists from the first day on and not on the last", arguments: EngineKind.allCases)
  func dated(_ engine: EngineKind) async throws {
    try await withTown(engine) { database, places in
      let community = try #require(places.tree.at(level: "community").first)
      let first = CivilDay(year: 2025, month: 1, day: 1)
      let range = try #require(PlaceRange(code: community.code + "777"))
      let area = Area(
        id: AreaID(5), code: community.code + "777", level: "grid", name: "临时", parent: community.id, range: range, validFrom: first,
        validUntil: first.adding(days: 30))
      try await database.write { try AreaRecords().insert(area, in: $0) }
      try await database.read { session throws in
        for (day, isThere) in [(-1, false), (0, true), (29, true), (30, false)] {
          #expect(try (AreaRecords().find(area.id, on: first.adding(days: day), in: session) == area) == isThere)
          #expect(try (AreaRecords().find(code: area.code, on: first.adding(days: day), in: session) == area) == isThere)
        }
      }
    }
  }
}
