import Ground
import SQL
import Testing
import Testkit

@testable import Careers
@testable import Organisations
@testable import Places

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

  @Test("a community moves away: figures on the areas of the day before are what they were", arguments: EngineKind.allCases)
  func asItWas(_ engine: EngineKind) async throws {
    try await withCareers(engine) { town in
      try await town.database.write { session in
        _ = try town.desk.enter(draft("grade", "junior", town.leader), by: town.street, in: session)
        _ = try town.desk.enter(draft("training", "grid_leader_basics", town.leader), by: town.street, in: session)
        guard let (street, community, other): (Area, Area, Area) = try areas(in: session) else { throw Missing() }
        let before: [Int] = try figures(Within(street), town, in: session)
        #expect(before.allSatisfy { $0 > 0 }, "\(before)")
        let followers = PlacesRoom.areaFollowers + OrganisationsRoom.areaFollowers + CareersRoom.areaFollowers
        let changes = AreaChangeDesk(profile: town.profile, ids: town.ids, timepiece: town.clock.timepiece, followers: followers)
        let move = AreaCommand.move(community.id, to: other.id, code: nil)
        _ = try changes.decide(move, on: CareerTown.today, reason: nil, expecting: nil, by: try boss(), in: session)
        let keeper = StructureKeeper()
        let then: CivilDay = CareerTown.today.adding(days: -1)
        #expect(try figures(try keeper.within(street.id, on: then, in: session), town, in: session) == before)
        #expect(try figures(try keeper.within(other.id, on: then, in: session), town, in: session).allSatisfy { $0 == 0 })
        #expect(try figures(try keeper.within(street.id, on: CareerTown.today, in: session), town, in: session).allSatisfy { $0 == 0 })
        #expect(try figures(try keeper.within(other.id, on: CareerTown.today, in: session), town, in: session) == before)
      }
    }
  }

  @Test("a course is completed on days that have come, and once on a day", arguments: EngineKind.allCases)
  func courses(_ engine: EngineKind) async throws {
    try await withCareers(engine) { town in
      try await town.database.write { session in
        func refused(_ from: Int) throws -> String? {
          do {
            _ = try town.desk.enter(draft("training", "grid_leader_basics", town.leader, from: from), by: town.street, in: session)
            return nil
          } catch let refusal as Refusal {
            return refusal.fields.first?.word
          }
        }
        let words: [String?] = [try refused(1), try refused(-1), try refused(0), try refused(0)]
        #expect(words == ["careers.problem.ahead", nil, nil, "careers.problem.already"])
      }
    }
  }

  /// Somebody who may do everything everywhere.
  private func boss() throws -> Caller {
    guard let city = AreaID("2202"), let range = PlaceRange(code: "2202") else { throw Missing() }
    let holding = Holding(post: PostID(1), title: "", area: city, range: range, organisation: nil, permissions: Set(Permission.allCases))
    return Caller(account: AccountID(1), person: PersonID(1), name: "", holdings: [holding], request: "test")
  }

  @Test("a filing counts where its post stood on the day", arguments: EngineKind.allCases)
  func filed(_ engine: EngineKind) async throws {
    try await withCareers(engine) { town in
      try await town.database.write { session in
        _ = try town.filings.submit(town.secretary, person: nil, note: nil, by: town.street, in: session)
        guard let (street, community, _): (Area, Area, Area) = try areas(in: session), let id = AreaID("220211004002"),
          let range = PlaceRange(code: "220211004002")
        else { throw Missing() }
        let other = Area(id: id, code: "220211004002", level: community.level, name: "另一社区", parent: street.id, range: range)
        try AreaRecords().insert(other, in: session)
        let followers = PlacesRoom.areaFollowers + OrganisationsRoom.areaFollowers + CareersRoom.areaFollowers
        let changes = AreaChangeDesk(profile: town.profile, ids: town.ids, timepiece: town.clock.timepiece, followers: followers)
        let merge = AreaCommand.merge([community.id], into: other.id)
        _ = try changes.decide(merge, on: CareerTown.today, reason: nil, expecting: nil, by: try boss(), in: session)
        let keeper = StructureKeeper()
        func count(_ area: Area, on day: CivilDay) throws -> Int {
          let within: Within = try keeper.within(area.id, on: day, in: session)
          let policy: Policy = town.county.policy(for: .careerRead)
          let rows: [Filing] = try FilingRecords().list(nil, within: within, of: policy, after: nil, limit: 9, in: session)
          #expect(try FilingRecords().count(nil, within: within, of: policy, in: session) == rows.count)
          return rows.count
        }
        let then: CivilDay = CareerTown.today.adding(days: -1)
        #expect(try [count(community, on: then), count(other, on: then)] == [1, 0])
        #expect(try [count(community, on: CareerTown.today), count(other, on: CareerTown.today)] == [0, 1])
      }
    }
  }

  private func areas(in session: any Session) throws -> (Area, Area, Area)? {
    let found: [Area] = try ["220211004", "220211004001", "220211005"].compactMap { try AreaRecords().find(code: $0, in: session) }
    return found.count == 3 ? (found[0], found[1], found[2]) : nil
  }

  /// Entries, whom courses are for and have reached, and who is not filed yet, each within an area.
  private func figures(_ within: Within, _ town: CareerTown, in session: any Session) throws -> [Int] {
    let records = CareerOverviewRecords(profile: town.profile, within: within)
    let policy: Policy = town.county.policy(for: .careerRead)
    let courses = try records.courses(policy, on: CareerTown.today, in: session)
    let entries: Int = try records.registers(policy, on: CareerTown.today, in: session).map(\.total).reduce(0, +)
    let rules = try #require(town.profile.careers.filing)
    let due: Int = try FilingRecords().countDue(rules, within: within, of: policy, on: CareerTown.today, in: session)
    return [entries, courses.map(\.audience).reduce(0, +), courses.map(\.reached).reduce(0, +), due]
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
