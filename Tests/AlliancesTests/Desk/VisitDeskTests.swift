import Ground
import SQL
import Testing
import Testkit

@testable import Alliances

@Suite("Rounds of visits in the database") struct VisitDeskTests {
  private func tie(_ count: Int, _ town: AllianceTown, in session: any Session) throws -> Alliance {
    let alliance: Alliance = try town.found("220211004001", in: session)
    for index in 0..<count {
      let unit: OrganisationID = try town.unit("单位\(index)", at: "220211", in: session)
      let member = AllianceMember(id: town.ids.next(), alliance: alliance.id, organisation: unit, type: "organ", validFrom: town.today)
      try MemberRecords().insert(member, in: session)
    }
    for code in ["220211004001", "220211004002", "220211004003"] {
      let name: PersonID = try town.person("书记\(code)", in: session)
      try town.post("secretary_community", at: code, held: name, in: session)
    }
    return alliance
  }

  private func pairs(_ round: VisitRoundID, in session: any Session) throws -> [VisitPlan.Pair] {
    try VisitRecords().all(of: round, in: session).map(\.pair)
  }

  @Test(
    "a round covers every pair once; a unit that comes late is taken in and one that leaves let go, and nothing else moves",
    arguments: EngineKind.allCases)
  func rounds(_ engine: EngineKind) async throws {
    try await withAlliances(engine) { town, database in
      let keeper: Caller = try town.keeper()
      let quarter: Quarter = Quarter(town.today).next
      await #expect(throws: Refusal.invalid([FieldProblem("quarter", "alliances.problem.quarter_far")])) {
        try await database.write { session in
          _ = try town.visits.plan(try AllianceTown.area("220211004"), Quarter(year: 9999, number: 4), .every, by: keeper, in: session)
        }
      }
      let (alliance, round): (Alliance, VisitRound) = try await database.write { session in
        let alliance: Alliance = try tie(20, town, in: session)
        return (alliance, try town.visits.plan(try AllianceTown.area("220211004"), quarter, .every, by: keeper, in: session))
      }
      let before: [SecretaryVisit] = try await database.read { try VisitRecords().all(of: round.id, in: $0) }
      #expect(before.count == 60 && Set(before.map(\.pair)).count == 60)
      #expect(before.allSatisfy { quarter.first <= $0.planned && $0.planned < quarter.until && town.profile.calendar.isWorkingDay($0.planned) })
      town.clock.set(town.profile.calendar.start(of: quarter.first.adding(days: 40)))
      let gone: OrganisationID = try await database.write { session in
        let late: OrganisationID = try town.unit("迟到", at: "220211", in: session)
        try MemberRecords().insert(
          AllianceMember(id: town.ids.next(), alliance: alliance.id, organisation: late, type: "organ", validFrom: town.today), in: session)
        let leaver: AllianceMember = try unwrap(try MemberRecords().all(of: alliance.id, in: session).first)
        try MemberRecords().end(leaver.id, on: town.today, in: session)
        let change = try town.visits.replan(round.id, expecting: 1, by: keeper, in: session)
        #expect(change.added == 3)
        return leaver.organisation
      }
      let after: [SecretaryVisit] = try await database.read { try VisitRecords().all(of: round.id, in: $0) }
      #expect(Set(after.map(\.pair)).count == after.count)
      #expect(after.filter { $0.pair.unit == gone }.allSatisfy { $0.planned < town.today })
      let kept: [SecretaryVisitID: CivilDay] = Dictionary(before.map { ($0.id, $0.planned) }) { first, _ in first }
      #expect(after.allSatisfy { visit in kept[visit.id].map { $0 == visit.planned } ?? (visit.planned >= town.today) })
      await #expect(throws: Refusal(.stale)) {
        try await database.write { _ = try town.visits.replan(round.id, expecting: 1, by: keeper, in: $0) }
      }
    }
  }

  @Test("own units only; then what is recorded counts as done, the rest is overdue, and follow-ups are finished", arguments: EngineKind.allCases)
  func record(_ engine: EngineKind) async throws {
    try await withAlliances(engine) { town, database in
      let keeper: Caller = try town.keeper("220211004")
      let round: VisitRound = try await database.write { session in
        _ = try tie(6, town, in: session)
        return try town.visits.plan(try AllianceTown.area("220211004"), Quarter(town.today).next, .own, by: keeper, in: session)
      }
      #expect(try await database.read { try pairs(round.id, in: $0) }.count == 6)
      town.clock.set(town.profile.calendar.start(of: round.quarter.until.adding(days: -1)))
      try await database.write { session in
        let visits: [SecretaryVisit] = try VisitRecords().all(of: round.id, in: session)
        let first: SecretaryVisit = try unwrap(visits.first)
        let done: SecretaryVisit = try town.visits.record(first.id, done: first.planned, exchanged: "x", expecting: 1, by: keeper, in: session)
        #expect(throws: Refusal(.conflict, "alliances.visit.done_already")) {
          try town.visits.record(first.id, done: first.planned, exchanged: "x", expecting: nil, by: keeper, in: session)
        }
        let followUp = FollowUp(id: town.ids.next(), visit: first.id, what: "w", owner: "o", due: town.today)
        _ = try town.visits.follow(followUp, expecting: done.version, by: keeper, in: session)
        let count: (VisitFilter) throws -> Int = { try VisitRecords().count($0, of: VisitScope(keeper), on: town.today, in: session) }
        #expect(try count(VisitFilter(state: .done)) == 1)
        #expect(try count(VisitFilter(state: .overdue)) == visits.filter { $0.planned < town.today }.count - 1)
        #expect(try count(VisitFilter(hasOpenFollowUps: true)) == 1)
        _ = try town.visits.finish(followUp.id, of: first.id, expecting: nil, by: keeper, in: session)
        #expect(try count(VisitFilter(hasOpenFollowUps: true)) == 0)
      }
    }
  }
}
