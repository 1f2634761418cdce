import Ground
import SQL
import Testing
import Testkit

@testable import Careers

@Suite("Registers about those who serve") struct CareerDeskTests {
  private func draft(_ register: String, _ item: String, _ person: PersonID, from: Int = 0) -> CareerDesk.Draft {
    CareerDesk.Draft(register: register, item: item, person: person, from: CareerTown.today.adding(days: from))
  }

  @Test("an entry lies where the person works, is seen from above and nowhere else", arguments: EngineKind.allCases)
  func scope(_ engine: EngineKind) async throws {
    try await withCareers(engine) { town in
      let entry: CareerEntry = try await town.database.write { session in
        try town.desk.enter(draft("reserve", "community_secretary", town.leader), by: town.street, in: session)
      }
      #expect(entry.place == PlaceRange(code: "220211004001001")?.first)
      let hidden: Refusal? = try await town.refusal { _ = try town.desk.records.visible(entry.id, to: town.elsewhere, in: $0) }
      #expect(hidden == .absent)
      let seen: CareerEntry = try await town.database.read { try town.desk.records.visible(entry.id, to: town.county, in: $0) }
      #expect(seen == entry)
    }
  }

  @Test("a new grade ends the one before on its day; an earlier one is refused", arguments: EngineKind.allCases)
  func grades(_ engine: EngineKind) async throws {
    try await withCareers(engine) { town in
      try await town.database.write { session in
        _ = try town.desk.enter(draft("grade", "junior", town.leader, from: -400), by: town.street, in: session)
        _ = try town.desk.enter(draft("grade", "intermediate", town.leader, from: -10), by: town.street, in: session)
      }
      let all: [CareerEntry] = try await town.database.read { session in
        try town.desk.records.all(of: town.leader, policy: town.street.policy(for: .careerRead), in: session)
      }
      #expect(all.map(\.item) == ["intermediate", "junior"])
      #expect(all.last?.validUntil == CareerTown.today.adding(days: -10))
      let early: Refusal? = try await town.refusal {
        _ = try town.desk.enter(draft("grade", "senior", town.leader, from: -10), by: town.street, in: $0)
      }
      #expect(early?.fields.map(\.field) == ["from"])
    }
  }

  @Test("a pair needs a mentor who is another, and ends with a reason and an evaluation", arguments: EngineKind.allCases)
  func mentoring(_ engine: EngineKind) async throws {
    try await withCareers(engine) { town in
      let alone: Refusal? = try await town.refusal {
        _ = try town.desk.enter(draft("mentoring", "grid_leader", town.leader), by: town.street, in: $0)
      }
      #expect(alone?.fields.map(\.field) == ["partner"])
      let pair: CareerEntry = try await town.database.write { session in
        var wanted = draft("mentoring", "grid_leader", town.leader, from: -100)
        wanted.partner = town.person
        wanted.plan = "每周一次"
        return try town.desk.enter(wanted, by: town.street, in: session)
      }
      func end(_ reason: String?) async throws -> Refusal? {
        try await town.refusal { session in
          _ = try town.desk.end(
            pair.id, until: CareerTown.today, ending: reason, evaluation: "出师", expecting: 1, by: town.street, in: session)
        }
      }
      let wrong: Refusal? = try await end("nonsense")
      #expect(wrong?.fields.map(\.field) == ["ending"])
      #expect(try await end("completed") == nil)
      #expect(try await end("completed")?.kind == .stale)
    }
  }

  @Test("who has an item of each group of the skills counts once, and figures are the lengths of their lists", arguments: EngineKind.allCases)
  func both(_ engine: EngineKind) async throws {
    try await withCareers(engine) { town in
      try await town.database.write { session in
        for item in ["all_round", "mediation", "service"] {
          _ = try town.desk.enter(draft("skill", item, town.leader), by: town.street, in: session)
        }
        _ = try town.desk.enter(draft("skill", "all_round", town.person), by: town.street, in: session)
        for person in [town.leader, town.person] { _ = try town.desk.enter(draft("grade", "junior", person), by: town.street, in: session) }
        _ = try town.desk.enter(draft("training", "grid_leader_basics", town.leader), by: town.street, in: session)
      }
      let policy: Policy = town.county.policy(for: .careerRead)
      try await town.database.read { session in
        let records = CareerOverviewRecords(profile: town.profile, within: nil)
        let both = try records.both(policy, on: CareerTown.today, in: session)
        #expect(both?.of == 2 && both?.both == 1)
        let filter = CareerFilter(register: "grade", isBoth: true)
        let rows: [CareerEntry] = try town.desk.records.list(
          filter, of: policy, rules: town.profile.careers, on: CareerTown.today, after: nil, limit: 9, in: session)
        #expect(rows.map(\.person) == [town.leader])
        for course in try records.courses(policy, on: CareerTown.today, in: session) {
          let item = try #require(town.profile.careers.register(course.register)?.item(course.item))
          let all = try records.audience(course.register, item, isDone: nil, of: policy, on: CareerTown.today, after: nil, limit: 9, in: session)
          let done = try records.audience(course.register, item, isDone: true, of: policy, on: CareerTown.today, after: nil, limit: 9, in: session)
          #expect(all.count == course.audience && done.count == course.reached)
        }
        #expect(try records.courses(policy, on: CareerTown.today, in: session).map(\.reached).reduce(0, +) == 1)
      }
    }
  }

  @Test("what is out of reach, unknown or there already is refused", arguments: EngineKind.allCases)
  func refusals(_ engine: EngineKind) async throws {
    try await withCareers(engine) { town in
      func field(_ register: String, _ item: String) async throws -> String? {
        try await town.refusal { _ = try town.desk.enter(draft(register, item, town.leader), by: town.street, in: $0) }?.fields.first?.field
      }
      let unknown: String? = try await field("reserve", "nothing")
      #expect(unknown == "item")
      #expect(try await field("delegate", "party_delegate") == nil)
      #expect(try await field("delegate", "party_delegate") == "item")
      let absent: Refusal? = try await town.refusal { _ = try town.desk.enter(draft("none", "x", town.leader), by: town.street, in: $0) }
      #expect(absent == .absent)
    }
  }
}
