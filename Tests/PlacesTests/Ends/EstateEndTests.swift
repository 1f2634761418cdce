import Ground
import SQL
import Testing
import Testkit

@testable import Places

@Suite("The planned end of an estate")
struct EstateEndTests {
  private func plan(_ town: EstateTown, _ heir: EstateDesk.Heir?, in session: any Session) throws -> Estate {
    let estate = town.estates[0]
    return try town.desk.end(
      estate.id, on: town.today.adding(days: 3), heir: heir, expecting: estate.version, by: town.boss, in: session)
  }

  private func houses(_ town: EstateTown, in session: any Session) throws -> [EstateID: Int] {
    try town.desk.records.buildings(of: town.estates.map(\.id), in: session)
  }

  @Test("it stands as it is until the day; then its buildings go where somebody said", arguments: EngineKind.allCases)
  func carriedOut(_ engine: EngineKind) async throws {
    try await withEstates(engine) { town, session in
      let (estate, heir) = (town.estates[0], town.estates[1])
      let before = try houses(town, in: session)
      #expect(fields { try plan(town, nil, in: session) } == ["buildings_to"])
      let planned = try plan(town, .estate(heir.id), in: session)
      #expect(planned.validUntil == nil && planned.mode == estate.mode && planned.version == estate.version + 1)
      let view = try town.desk.view(estate.id, by: town.boss, rooms: [], words: town.desk.profile.words("en"), in: session)
      #expect(view.end?.day == town.today.adding(days: 3) && view.heir?.id == heir.id)
      #expect(throws: Refusal(.conflict, "places.refusal.end_planned")) {
        try town.desk.end(estate.id, on: town.today, heir: .nobody, expecting: planned.version, by: town.boss, in: session)
      }
      try town.wait(days: 2, in: session)
      #expect(try houses(town, in: session) == before)
      let policy = town.boss.policy(for: .areaRead)
      let named = EstateFilter(text: estate.name)
      #expect(try town.desk.records.count(named, of: policy, on: town.today.adding(days: 2), in: session) == 1)
      #expect(try town.desk.records.count(named, of: policy, on: town.today.adding(days: 3), in: session) == 0)
      try town.wait(days: 1, in: session)
      let ended = try town.desk.records.find(estate.id, on: town.desk.today, in: session).needed
      #expect(ended.validUntil == town.today.adding(days: 3) && ended.mode == nil)
      let after = try houses(town, in: session)
      #expect(after[estate.id] == nil && after[heir.id] == (before[estate.id] ?? 0) + (before[heir.id] ?? 0))
      #expect(try town.verbs(of: estate.id, in: session) == ["estate.end_planned", "estate.ended"])
      #expect(try town.desk.plannedEnd(of: estate.id, in: session) == nil)
    }
  }

  @Test("it is taken back by whoever may change the estate, once, and then nothing comes", arguments: EngineKind.allCases)
  func withdrawn(_ engine: EngineKind) async throws {
    try await withEstates(engine) { town, session in
      let planned = try plan(town, .nobody, in: session)
      func withdraw(_ version: Int64, by caller: Caller) throws -> Estate {
        try town.desk.withdrawEnd(of: planned.id, expecting: version, by: caller, in: session)
      }
      #expect(throws: Refusal.absent) { try withdraw(planned.version, by: town.stranger) }
      #expect(throws: Refusal(.stale)) { try withdraw(planned.version - 1, by: town.boss) }
      let kept = try withdraw(planned.version, by: town.boss)
      #expect(throws: Refusal(.conflict, "places.refusal.not_planned")) { try withdraw(kept.version, by: town.boss) }
      let before = try houses(town, in: session)
      try town.wait(days: 5, in: session)
      #expect(try houses(town, in: session) == before)
      #expect(try town.desk.records.find(planned.id, on: town.desk.today, in: session)?.validUntil == nil)
      #expect(try town.verbs(of: planned.id, in: session) == ["estate.end_planned", "estate.end_withdrawn"])
    }
  }

  @Test("where the estate that was to take over is gone by then, its buildings belong to none", arguments: EngineKind.allCases)
  func orphaned(_ engine: EngineKind) async throws {
    try await withEstates(engine) { town, session in
      let heir = town.estates[1]
      _ = try plan(town, .estate(heir.id), in: session)
      #expect(
        fields {
          let draft = EstateDraft(name: town.estates[0].name, from: town.today.adding(days: 3))
          return try town.desk.describe(town.estates[0].id, draft, expecting: town.estates[0].version + 1, by: town.boss, in: session)
        } == ["from"])
      let buildings = try town.room.buildingDesk.records.list(
        BuildingFilter(estate: town.estates[0].id), of: town.boss.policy(for: .areaRead), limit: 500, in: session)
      _ = try town.desk.end(heir.id, on: town.today, heir: .nobody, expecting: heir.version, by: town.boss, in: session)
      try town.wait(days: 3, in: session)
      let after = try BuildingRecords().find(buildings.map(\.id), in: session)
      #expect(!after.isEmpty && after.values.allSatisfy { $0.estate == nil && $0.validUntil == nil })
    }
  }
}
