import Ground
import Organisations
import SQL
import Testing
import Testkit

@testable import Alliances

@Suite("Moving and swapping seats in one step") struct ReseatTests {
  private struct Seated: Sendable {
    let town: AllianceTown
    let keeper: Caller
    let alliance: OrganisationID
    let people: [PersonID]

    /// The seat of one of the people on a day.
    func seat(_ kind: AllianceSeat.Kind, of person: Int, on day: CivilDay, in session: any Session) throws -> AllianceSeat? {
      try SeatRecords().all(of: alliance, in: session).first { $0.kind == kind && $0.person == people[person] && $0.isThere(on: day) }
    }

    /// A day ahead.
    func day(_ days: Int) -> CivilDay { town.today.adding(days: days) }
  }

  /// Two members with their people, the first taking turns; and a standing chair from the community.
  private func seated(_ town: AllianceTown, in session: any Session) throws -> Seated {
    let keeper: Caller = try town.keeper()
    let since: CivilDay = town.today.adding(days: -30)
    let alliance: Alliance = try town.found(since: since, in: session)
    let units = try ["甲", "乙"].map { try town.staffed($0, at: "220211", in: session) }
    for (index, unit) in units.enumerated() {
      let admission = AllianceDesk.Admission(
        organisation: unit.unit, type: "organ", since: since, person: .known(unit.person), takesTurns: index == 0)
      _ = try town.desk.admit(admission, to: alliance.id, expecting: nil, by: keeper, in: session)
    }
    let chair: PersonID = try town.person("社区书记", in: session)
    try town.post("secretary_community", at: "220211004001", held: chair, in: session)
    _ = try town.desk.seatChair(.known(chair), from: since, of: alliance.id, expecting: nil, by: keeper, in: session)
    return Seated(town: town, keeper: keeper, alliance: alliance.id, people: units.map(\.person) + [chair])
  }

  private func withSeated(_ engine: EngineKind, _ check: @escaping @Sendable (Seated, any Session) throws -> Void) async throws {
    try await withAlliances(engine) { town, database in
      try await database.write { session in try check(seated(town, in: session), session) }
    }
  }

  @Test(
    "a member's person becomes a chair with turns: one seat ends where the other begins, and the schedule has both", arguments: EngineKind.allCases)
  func move(_ engine: EngineKind) async throws {
    try await withSeated(engine) { it, session in
      let day: CivilDay = it.day(10)
      let old: AllianceSeat = try unwrap(it.seat(.member, of: 1, on: it.town.today, in: session))
      _ = try it.town.desk.reseat(old.id, as: .rotating, from: day, of: it.alliance, expecting: nil, by: it.keeper, in: session)
      #expect(try it.seat(.member, of: 1, on: day.adding(days: -1), in: session) != nil)
      #expect(try it.seat(.member, of: 1, on: day, in: session) == nil)
      #expect(try it.seat(.rotating, of: 1, on: day, in: session)?.member == old.member)
      let turns: [AllianceTurn] = try SeatRecords().turns(of: it.alliance, in: session)
      #expect(Set(turns.map(\.person)) == [it.people[0], it.people[1]])
      #expect(throws: Refusal(.conflict, "alliances.problem.left_already")) {
        try it.town.desk.reseat(old.id, as: .standing, from: day, of: it.alliance, expecting: nil, by: it.keeper, in: session)
      }
      let verbs: [String] = try session.rows("SELECT verb FROM journal_entry WHERE verb = 'alliance.seat_moved'") { try $0.at(0) }
      #expect(verbs.count == 1)
    }
  }

  @Test("somebody who takes turns and has a seat of the unit too cannot have that seat twice", arguments: EngineKind.allCases)
  func twice(_ engine: EngineKind) async throws {
    try await withSeated(engine) { it, session in
      let turning: AllianceSeat = try unwrap(it.seat(.rotating, of: 0, on: it.town.today, in: session))
      #expect(throws: Refusal(.conflict, "alliances.problem.sits_already")) {
        try it.town.desk.reseat(turning.id, as: .member, from: it.town.today, of: it.alliance, expecting: nil, by: it.keeper, in: session)
      }
    }
  }

  @Test("two people swap: each has the other's kind of seat from the day on, for the own unit", arguments: EngineKind.allCases)
  func swap(_ engine: EngineKind) async throws {
    try await withSeated(engine) { it, session in
      let day: CivilDay = it.day(3)
      let chair: AllianceSeat = try unwrap(it.seat(.standing, of: 2, on: it.town.today, in: session))
      let member: AllianceSeat = try unwrap(it.seat(.member, of: 1, on: it.town.today, in: session))
      _ = try it.town.desk.swap(chair.id, with: member.id, from: day, of: it.alliance, expecting: nil, by: it.keeper, in: session)
      let new: AllianceSeat = try unwrap(it.seat(.standing, of: 1, on: day, in: session))
      #expect(new.member == member.member)
      #expect(try it.seat(.member, of: 2, on: day, in: session) != nil)
      #expect(try it.seat(.standing, of: 2, on: day, in: session) == nil)
      let holders = try SeatRecords().holders(of: [new.post], on: day, in: session)
      #expect(holders[new.post] == it.people[1])
    }
  }

  @Test("who has no unit takes no turns, nobody swaps with the same kind, and strangers find nothing", arguments: EngineKind.allCases)
  func refused(_ engine: EngineKind) async throws {
    try await withSeated(engine) { it, session in
      let day: CivilDay = it.day(3)
      let chair: AllianceSeat = try unwrap(it.seat(.standing, of: 2, on: it.town.today, in: session))
      let one: AllianceSeat = try unwrap(it.seat(.member, of: 0, on: it.town.today, in: session))
      let other: AllianceSeat = try unwrap(it.seat(.member, of: 1, on: it.town.today, in: session))
      #expect(throws: Refusal.invalid([FieldProblem("kind", "alliances.problem.member_missing")])) {
        try it.town.desk.reseat(chair.id, as: .rotating, from: day, of: it.alliance, expecting: nil, by: it.keeper, in: session)
      }
      #expect(throws: Refusal.invalid([FieldProblem("kind", "alliances.problem.takes_turns_already")])) {
        try it.town.desk.reseat(one.id, as: .rotating, from: day, of: it.alliance, expecting: nil, by: it.keeper, in: session)
      }
      #expect(throws: Refusal.invalid([FieldProblem("other", "alliances.problem.same_kind")])) {
        try it.town.desk.swap(one.id, with: other.id, from: day, of: it.alliance, expecting: nil, by: it.keeper, in: session)
      }
      let stranger: Caller = try it.town.keeper("220202001001")
      #expect(throws: Refusal.absent) {
        try it.town.desk.swap(one.id, with: chair.id, from: day, of: it.alliance, expecting: nil, by: stranger, in: session)
      }
    }
  }
}
