import Ground
import Places
import SQL
import Testing
import Testkit

@testable import Organisations

@Suite("Ends of bodies and other changes ahead, and taking them back")
struct BodyEndingTests {
  @Test("a merger goes over on its day: areas, memberships and those below; seats end", arguments: EngineKind.allCases)
  func merge(_ engine: EngineKind) async throws {
    try await withBodies(engine) { town, database in
      try await database.write { session in
        let (old, new, group) = try chain(town, in: session)
        let commission = try town.make("commission", at: "220211", in: session)
        let task = try town.make("task_group", at: "220211", below: commission, in: session)
        _ = try town.desk.admit(
          old, to: task, as: .lead, from: BodyTown.today, expecting: try town.version(task, in: session), by: town.manager, in: session)
        _ = try town.desk.bind(
          old, to: try SmallTown.area("220211004002"), building: nil, from: BodyTown.today, expecting: try town.version(old, in: session),
          by: town.manager, in: session)
        let day: CivilDay = BodyTown.today.adding(days: 5)
        let ending = try dryRun(town, old, on: day, successor: new, in: session)
        #expect(ending.problems.isEmpty)
        #expect(
          ending.loads.map(\.word) == ["bodies.load.below", "bodies.load.seats", "bodies.load.bindings", "bodies.load.member_of"])
        #expect(ending.loads.map(\.count) == [1, 3, 1, 1])
        try end(town, old, on: day, successor: new, in: session)
        #expect(try BodyMemberRecords().members(of: task, on: day, in: session).map(\.member) == [old])
        town.town.clock.advance(seconds: 5 * 86_400)
        #expect(try town.desk.settleEndings(in: session) == 1)
        #expect(try BodyMemberRecords().members(of: task, on: day, in: session).map(\.member) == [new])
        let bound: [AreaID] = try BodyRecords().bindings(of: new, in: session).filter { $0.holds(on: day) }.map(\.area)
        #expect(bound == [try SmallTown.area("220211004002")])
        #expect(try town.above(group, on: 5, in: session) == [new])
        let open: Int = try session.value("SELECT COUNT(*) FROM post WHERE organisation_id = \(old) AND valid_until IS NULL")
        #expect(open == 0)
      }
    }
  }

  @Test("a dissolution is taken back whole until its day, and not afterwards", arguments: EngineKind.allCases)
  func withdraw(_ engine: EngineKind) async throws {
    try await withBodies(engine) { town, database in
      try await database.write { session in
        let (old, new, group) = try chain(town, in: session)
        let seat: PostID = try session.value("SELECT id FROM post WHERE organisation_id = \(old) AND type = 'body_secretary'")
        try town.town.hold(seat, by: try town.town.person("王敏", in: session), in: session)
        let before: [BodyStory] = try [old, new, group].map { try BodyRecords().story(of: $0, in: session) }
        let day: CivilDay = BodyTown.today.adding(days: 5)
        try end(town, old, on: day, successor: new, in: session)
        let twice = town.problem { try end(town, old, on: day.adding(days: 1), successor: new, in: session) }
        #expect(twice == "bodies.problem.ending")
        let heir = town.problem { try end(town, new, on: day, successor: nil, in: session) }
        #expect(heir == "bodies.problem.awaited")
        _ = try town.desk.withdrawDissolution(of: old, expecting: try town.version(old, in: session), by: town.manager, in: session)
        #expect(try [old, new, group].map { try BodyRecords().story(of: $0, in: session) } == before)
        let row: Organisation? = try OrganisationRecords().organisation(old, in: session)
        #expect(row?.validUntil == nil && row?.successor == nil)
        town.town.clock.advance(seconds: 6 * 86_400)
        #expect(try town.desk.settleEndings(in: session) == 0)
        let held: Int = try session.value("SELECT COUNT(*) FROM post_holding WHERE post_id = \(seat) AND valid_until IS NULL")
        #expect(held == 1)
        try end(town, old, on: town.desk.today, successor: new, in: session)
        let late = town.problem {
          _ = try town.desk.withdrawDissolution(of: old, expecting: try town.version(old, in: session), by: town.manager, in: session)
        }
        #expect(late == "conflict")
      }
    }
  }

  @Test("a body with changes planned beyond the day is not dissolved before them", arguments: EngineKind.allCases)
  func later(_ engine: EngineKind) async throws {
    try await withBodies(engine) { town, database in
      try await database.write { session in
        let (old, new, _) = try chain(town, in: session)
        let day: CivilDay = BodyTown.today.adding(days: 5)
        _ = try town.desk.rename(
          old, "新名", from: day.adding(days: 3), expecting: try town.version(old, in: session), by: town.manager, in: session)
        #expect(town.problem { try end(town, old, on: day, successor: new, in: session) } == "bodies.problem.plans")
        _ = try town.desk.withdrawPlan(
          for: day.adding(days: 3), of: old, expecting: try town.version(old, in: session), by: town.manager, in: session)
        #expect(town.problem { try end(town, old, on: day, successor: new, in: session) } == nil)
      }
    }
  }

  @Test("another kind that was planned is taken back with the seats it would have brought", arguments: EngineKind.allCases)
  func kind(_ engine: EngineKind) async throws {
    try await withBodies(engine) { town, database in
      try await database.write { session in
        let branch = try town.make("party_branch_community", at: "220211004001", in: session)
        let before: BodyStory = try BodyRecords().story(of: branch, in: session)
        let day: CivilDay = BodyTown.today.adding(days: 9)
        _ = try town.desk.reorganise(
          branch, as: "party_committee_community", from: day, expecting: try town.version(branch, in: session), by: town.manager, in: session)
        let seats: Query = "SELECT COUNT(*) FROM post p WHERE p.organisation_id = \(branch) AND \(Validity.condition("p", on: day))"
        #expect(try session.value(seats, as: Int.self) == 5)
        _ = try town.desk.withdrawPlan(for: day, of: branch, expecting: try town.version(branch, in: session), by: town.manager, in: session)
        #expect(try BodyRecords().story(of: branch, in: session) == before)
        #expect(try session.value(seats, as: Int.self) == 3)
        let none = town.problem {
          _ = try town.desk.withdrawPlan(for: day, of: branch, expecting: try town.version(branch, in: session), by: town.manager, in: session)
        }
        #expect(none == "conflict")
      }
    }
  }

  @Test("whatever is planned, what is left after taking one day back is what the other plans alone give", arguments: [31, 32, 33] as [UInt64])
  func plans(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let first = CivilDay(daysSince1970: 0)
    var taken: Int = 0
    for round in 0..<400 {
      let start = BodyStory([BodySpan(validFrom: first, validUntil: nil, kind: "k", name: "n", shortName: nil, parent: nil)])
      let plans: [(day: Int, fact: Int, value: String)] = (0..<Int.random(in: 1...7, using: &generator)).map {
        (Int.random(in: 1..<12, using: &generator), Int.random(in: 0..<3, using: &generator), "\(round)-\($0)")
      }
      var story: BodyStory = plan(plans, start)
      let day: Int = plans.randomElement(using: &generator)?.day ?? 1
      taken += story.withdraw(CivilDay(daysSince1970: day)) ? 1 : 0
      #expect(story == plan(plans.filter { $0.day != day }, start), "seed \(seed), round \(round), day \(day): \(plans)")
    }
    #expect(taken == 400, "seed \(seed)")
  }

  // MARK: Parts

  private func plan(_ plans: [(day: Int, fact: Int, value: String)], _ start: BodyStory) -> BodyStory {
    var out: BodyStory = start
    for plan in plans {
      let day = CivilDay(daysSince1970: plan.day)
      switch plan.fact {
      case 0: out.set(\.kind, to: plan.value, from: day)
      case 1: out.set(\.name, to: plan.value, from: day)
      default: out.set(\.shortName, to: plan.value, from: day)
      }
    }
    return out
  }

  @Test("a body cannot have ended before something of it began", arguments: EngineKind.allCases)
  func beganSince(_ engine: EngineKind) async throws {
    try await withBodies(engine) { town, database in
      try await database.write { session in
        let body = try town.make("social_organisation", at: "220211", in: session)
        town.town.clock.advance(seconds: 10 * 86_400)
        let since: CivilDay = BodyTown.today.adding(days: 8)
        _ = try town.desk.bind(
          body, to: try SmallTown.area("220211004002"), building: nil, from: since, expecting: try town.version(body, in: session),
          by: town.manager, in: session)
        let ending = try dryRun(town, body, on: BodyTown.today.adding(days: 5), successor: nil, in: session)
        #expect(ending.problems == [FieldProblem("from", "bodies.problem.began_since", ["from": since.description])])
        #expect(try dryRun(town, body, on: since.adding(days: 1), successor: nil, in: session).problems.isEmpty)
      }
    }
  }

  private func chain(_ town: BodyTown, in session: any Session) throws -> (old: OrganisationID, new: OrganisationID, group: OrganisationID) {
    let old = try town.make("general_branch_community", at: "220211004001", in: session)
    let new = try town.make("party_committee_community", at: "220211004001", in: session)
    return (old, new, try town.make("party_group_grid", at: "220211004001001", below: old, in: session))
  }

  private func dryRun(
    _ town: BodyTown, _ id: OrganisationID, on day: CivilDay, successor: OrganisationID?, in session: any Session
  ) throws -> BodyEnding {
    let organisation: Organisation = try town.desk.target(id, by: town.manager, in: session)
    return try town.desk.ending(of: organisation, on: day, successor: successor, by: town.manager, in: session)
  }

  private func end(_ town: BodyTown, _ id: OrganisationID, on day: CivilDay, successor: OrganisationID?, in session: any Session) throws {
    _ = try town.desk.dissolve(
      id, on: day, successor: successor, expecting: try town.version(id, in: session), by: town.manager, in: session)
  }
}
