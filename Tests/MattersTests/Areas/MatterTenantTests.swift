import Ground
import SQL
import Testing
import Testkit

@testable import Matters
@testable import Places

@Suite("Matters at a building that ends")
struct MatterTenantTests {
  @Test("open ones go to the building that takes over or stay with the grid; closed ones keep their building", arguments: EngineKind.allCases)
  func leaving(_ engine: EngineKind) async throws {
    try await withDatabase(engine, ChangingTown.migrations) { database in
      let town = try ChangingTown(database)
      try await town.found()
      let tenant = MatterTenant(desk: town.town.desk)
      let houses = try await database.read { try BuildingRecords().within(town.city, in: $0) }
      let (old, heir) = (houses[0], try #require(houses.dropFirst().first { $0.area == houses[0].area }))
      for _ in 0..<3 { try await report(at: old, town) }
      var dice = DemoGenerator(seed: 1)
      try await town.close(&dice)
      try await database.write { session in
        let ending = BuildingEnding(building: old, day: CivilDay(year: 2026, month: 3, day: 2), heir: heir)
        #expect(try tenant.load(of: ending, in: session) == [BuildingLoad(word: "building_load.matters", count: 2)])
        try tenant.leave(ending, by: town.boss, in: session)
        #expect(try matters(at: heir, in: session) == [true, true])
        #expect(try matters(at: old, in: session) == [false])
        let unit = BuildingEnding(building: heir, unit: 1, day: CivilDay(year: 2026, month: 3, day: 2))
        #expect(try tenant.load(of: unit, in: session).isEmpty)
        try tenant.leave(BuildingEnding(building: heir, day: CivilDay(year: 2026, month: 3, day: 2)), by: town.boss, in: session)
        #expect(try matters(at: heir, in: session) == [])
        let told: Int = try session.value("SELECT COUNT(*) FROM journal_entry WHERE verb = 'matter.rehomed'")
        #expect(told == 4)
      }
    }
  }

  private func report(at house: Building, _ town: ChangingTown) async throws {
    let location = Matter.Location(
      place: house.place, area: house.area, building: house.id, address: house.name, longitude: nil, latitude: nil)
    _ = try await town.town.report(IntakeDraft(location: location, category: "drain", body: "路灯不亮，晚上看不清路。", source: .code))
  }

  /// Whether each matter at a building is open.
  private func matters(at house: Building, in session: any Session) throws -> [Bool] {
    try session.rows("SELECT is_open FROM matter WHERE building_id = \(house.id) ORDER BY id") { try $0.at(0) }
  }
}
