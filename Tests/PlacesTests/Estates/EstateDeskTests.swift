import Ground
import SQL
import Testing
import Testkit

@testable import Places

@Suite("Estates are registered, managed and ended")
struct EstateDeskTests {
  @Test(
    "an estate is registered in a community within reach, under a name that is free there, with one entry in the journal",
    arguments: EngineKind.allCases)
  func created(_ engine: EngineKind) async throws {
    try await withEstates(engine) { town, session in
      let draft = EstateDraft(name: "新苑", area: town.community.id, flags: ["old", "no_company"], households: 120, mode: "none")
      let made = try town.desk.create(draft, by: town.boss, in: session)
      #expect(made.flags == ["old", "no_company"] && made.mode == "none" && made.place == town.community.place && made.version == 1)
      #expect(try town.verbs(of: made.id, in: session) == ["estate.created"])
      #expect(fields { try town.desk.create(draft, by: town.boss, in: session) } == ["name"])
      for area in [nil, town.grid.id, town.elsewhere.id, AreaID(1)] {
        let other = EstateDraft(name: "别处", area: area)
        #expect(fields { try town.desk.create(other, by: town.boss, in: session) } == ["area"])
      }
      for day in [CivilDay(year: 1900, month: 1, day: 1), town.today.adding(days: 1)] {
        let other = EstateDraft(name: "早晚", area: town.community.id, from: day)
        #expect(fields { try town.desk.create(other, by: town.boss, in: session) } == ["from"])
        #expect(fields { try town.desk.describe(made.id, other, expecting: 1, by: town.boss, in: session) } == ["from"])
      }
    }
  }

  @Test("it is put right by whoever saw it as it is, and by nobody whose reach it is not in", arguments: EngineKind.allCases)
  func described(_ engine: EngineKind) async throws {
    try await withEstates(engine) { town, session in
      let before = try town.desk.create(EstateDraft(name: "新苑", area: town.community.id, flags: ["old"]), by: town.boss, in: session)
      let draft = EstateDraft(name: "新苑一期", flags: ["resettlement"], households: 9)
      #expect(throws: Refusal.absent) { try town.desk.describe(before.id, draft, expecting: 1, by: town.stranger, in: session) }
      #expect(throws: Refusal(.stale)) { try town.desk.describe(before.id, draft, expecting: 7, by: town.boss, in: session) }
      let after = try town.desk.describe(before.id, draft, expecting: 1, by: town.boss, in: session)
      let namesake = try town.desk.create(EstateDraft(name: "新苑", area: town.community.id), by: town.boss, in: session)
      #expect(fields { try town.desk.describe(after.id, EstateDraft(name: "新苑"), expecting: 2, by: town.boss, in: session) } == ["name"])
      // As after a merge of their communities.
      try session.run("UPDATE estate SET name = '新苑一期' WHERE id = \(namesake.id)")
      let counted = EstateDraft(name: "新苑一期", households: 10)
      #expect(try town.desk.describe(namesake.id, counted, expecting: 1, by: town.boss, in: session).households == 10)
      #expect(after.name == "新苑一期" && after.flags == ["resettlement"] && after.households == 9 && after.version == 2)
    }
  }

  @Test(
    "a mode decided for next month does not hold today, holds then, and is forgotten when another is decided before it",
    arguments: EngineKind.allCases)
  func managed(_ engine: EngineKind) async throws {
    try await withEstates(engine) { town, session in
      let estate = try town.desk.create(EstateDraft(name: "新苑", area: town.community.id, mode: "none"), by: town.boss, in: session)
      let next = town.today.adding(days: 30)
      let planned = try town.desk.manage(estate.id, as: "company", from: next, expecting: 1, by: town.boss, in: session)
      #expect(planned.mode == "none" && planned.version == 2)
      #expect(try town.desk.records.find(estate.id, on: next, in: session)?.mode == "company")
      let companies = EstateFilter(mode: "company", text: "新苑")
      let policy = town.boss.policy(for: .areaRead)
      #expect(try town.desk.records.count(companies, of: policy, on: town.today, in: session) == 0)
      #expect(try town.desk.records.count(companies, of: policy, on: next, in: session) == 1)
      #expect(
        fields { try town.desk.manage(estate.id, as: "company", from: next.adding(days: 3), expecting: 2, by: town.boss, in: session) } == ["mode"])
      let yesterday = town.today.adding(days: -1)
      #expect(fields { try town.desk.manage(estate.id, as: "company", from: yesterday, expecting: 2, by: town.boss, in: session) } == ["from"])
      _ = try town.desk.manage(estate.id, as: "embedded", from: town.today.adding(days: 10), expecting: 2, by: town.boss, in: session)
      let modes = try town.desk.records.modes(of: estate.id, in: session)
      #expect(modes.map(\.mode) == ["embedded", "none"] && modes.map(\.validUntil) == [nil, town.today.adding(days: 10)])
    }
  }

  @Test(
    "an estate with buildings does not end until somebody says where they go, and then it cannot be changed any more", arguments: EngineKind.allCases)
  func ended(_ engine: EngineKind) async throws {
    try await withEstates(engine) { town, session in
      let (estate, other) = (town.estates[0], town.estates[1])
      let houses = try town.desk.records.buildings(of: [estate.id, other.id], in: session)
      func end(_ day: CivilDay, _ heir: EstateDesk.Heir?) throws -> Estate {
        try town.desk.end(estate.id, on: day, heir: heir, expecting: estate.version, by: town.boss, in: session)
      }
      #expect(fields { try end(town.today.adding(days: 4_000), .nobody) } == ["day"])
      #expect(fields { try end(town.today, nil) } == ["buildings_to"])
      #expect(fields { try end(town.today, .estate(estate.id)) } == ["buildings_to"])
      #expect(fields { try end(town.today, .estate(town.estateElsewhere.id)) } == ["buildings_to"])
      let ended = try end(town.today, .estate(other.id))
      #expect(ended.validUntil == town.today && ended.mode == nil)
      let moved = try town.desk.records.buildings(of: [estate.id, other.id], in: session)
      #expect(moved[estate.id] == nil && moved[other.id] == (houses[estate.id] ?? 0) + (houses[other.id] ?? 0))
      #expect(throws: Refusal(.conflict, "estates.refusal.ended")) {
        try town.desk.describe(estate.id, EstateDraft(name: "再来"), expecting: ended.version, by: town.boss, in: session)
      }
      _ = try town.desk.create(EstateDraft(name: estate.name, area: estate.area), by: town.boss, in: session)
    }
  }

  @Test("the list shows only what is in reach, its counts are those of its rows, and its pages miss none", arguments: EngineKind.allCases)
  func listed(_ engine: EngineKind) async throws {
    try await withEstates(engine) { town, session in
      let words = town.desk.profile.words("zh-CN")
      func page(_ filter: EstateFilter, _ cursor: RowCursor?, limit: Int = 2, by caller: Caller) throws -> EstateList {
        try town.desk.list(filter, after: cursor, limit: limit, by: caller, words: words, in: session)
      }
      #expect(try page(EstateFilter(), nil, limit: 100, by: town.stranger).rows.allSatisfy { $0.estate.area == town.elsewhere.id })
      var seen: [EstateID] = []
      var cursor: RowCursor?
      repeat {
        let found = try page(EstateFilter(), cursor, by: town.boss)
        seen += found.rows.map(\.estate.id)
        cursor = found.next
        #expect(found.count == town.estates.count)
      } while cursor != nil
      #expect(seen == town.estates.map(\.id))
      let flags = try page(EstateFilter(), nil, by: town.boss).flags
      #expect(!flags.isEmpty)
      for (flag, count) in flags {
        let found = try page(EstateFilter(flag: flag), nil, limit: 100, by: town.boss)
        #expect(found.rows.count == count && found.rows.allSatisfy { $0.estate.flags.contains(flag) })
        #expect(found.flags == flags, "the other figures stay while one is chosen")
      }
    }
  }

  @Test("an estate without a company is not managed by one today, and may be from a later day on", arguments: EngineKind.allCases)
  func contradiction(_ engine: EngineKind) async throws {
    try await withEstates(engine) { town, session in
      let both = EstateDraft(name: "新苑", area: town.community.id, flags: ["abandoned"], mode: "company")
      #expect(fields { try town.desk.create(both, by: town.boss, in: session) } == ["flags"])
      let estate = try town.desk.create(EstateDraft(name: "新苑", area: town.community.id, mode: "company"), by: town.boss, in: session)
      let marked = EstateDraft(name: "新苑", flags: ["no_company"])
      #expect(fields { try town.desk.describe(estate.id, marked, expecting: 1, by: town.boss, in: session) } == ["flags"])
      _ = try town.desk.manage(estate.id, as: "none", from: town.today, expecting: 1, by: town.boss, in: session)
      _ = try town.desk.describe(estate.id, marked, expecting: 2, by: town.boss, in: session)
      #expect(fields { try town.desk.manage(estate.id, as: "embedded", from: town.today, expecting: 3, by: town.boss, in: session) } == ["mode"])
      let next = town.today.adding(days: 30)
      #expect(try town.desk.manage(estate.id, as: "embedded", from: next, expecting: 3, by: town.boss, in: session).mode == "none")
    }
  }
}
