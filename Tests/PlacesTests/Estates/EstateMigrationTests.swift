import Ground
import SQL
import Testing
import Testkit

@testable import Places

@Suite("Estates out of names")
struct EstateMigrationTests {
  @Test("names written on buildings become one estate for each name in a community, and buildings their units", arguments: EngineKind.allCases)
  func migrated(_ engine: EngineKind) async throws {
    let old = PlacesSchema.migrations.filter { !$0.name.hasPrefix("places.estate") && !$0.name.hasPrefix("places.venue") }
    try await withDatabase(engine, old) { database in
      try await database.write { session in
        for (id, code, parent) in [
          (1, "220211004001", nil), (2, "220211004002", nil), (11, "220211004001001", 1), (12, "220211004001002", 1), (21, "220211004002001", 2),
        ] as [(Int, String, Int?)] {
          let range = try #require(PlaceRange(code: code))
          try session.run(
            """
            INSERT INTO area (id, code, level, name, parent_id, place, place_last)
            VALUES (\(id), \(code), \(parent == nil ? "community" : "grid"), 'a', \(parent), \(range.first), \(range.last))
            """)
        }
        for (id, area, estate) in [(101, 11, "春晖里"), (102, 12, "春晖里"), (103, 21, "春晖里"), (104, 21, nil), (105, 11, "")] as [(Int, Int, String?)] {
          try session.run(
            """
            INSERT INTO building (id, area_id, place, name, estate, units, longitude, latitude) VALUES (\(id), \(area), 1, 'b', \(estate), 3, 126.5, 43.8)
            """)
        }
      }
      try await database.migrate(PlacesSchema.migrations)
      try await database.read { session in
        let estates: [[Int64]] = try session.rows(
          "SELECT e.area_id, COUNT(b.id) FROM estate e JOIN building b ON b.estate_id = e.id GROUP BY e.id, e.area_id ORDER BY e.area_id"
        ) {
          [try $0.at(0), try $0.at(1)]
        }
        #expect(estates == [[1, 2], [2, 1]])
        let without: Int = try session.value("SELECT COUNT(*) FROM building WHERE estate_id IS NULL")
        #expect(without == 2)
        #expect(try UnitRecords().units(of: BuildingID(104), in: session).map(\.number) == [1, 2, 3])
      }
    }
  }
}
