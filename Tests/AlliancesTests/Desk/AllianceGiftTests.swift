import Ground
import Organisations
import SQL
import Testing
import Testkit

@testable import Alliances

@Suite("Seats of alliances are given as posts are") struct AllianceGiftTests {
  /// Somebody who runs alliances in the city and manages no people.
  private func keeper(_ town: AllianceTown, person: PersonID) throws -> Caller {
    Caller(account: AccountID(9), person: person, name: "keeper", holdings: [try town.holding("2202")], request: "test")
  }

  @Test("whoever runs an alliance seats others, and each seat is an appointment in the journal", arguments: EngineKind.allCases)
  func seated(_ engine: EngineKind) async throws {
    try await withAlliances(engine) { town, database in
      try await database.write { session in
        let alliance: Alliance = try town.found(in: session)
        let unit = try town.staffed("甲", at: "220211", in: session)
        let admission = AllianceDesk.Admission(
          organisation: unit.unit, type: "organ", since: town.today, person: .known(unit.person), takesTurns: true)
        let keeper: Caller = try keeper(town, person: PersonID(55))
        _ = try town.desk.admit(admission, to: alliance.id, expecting: nil, by: keeper, in: session)
        let appointed: Int = try session.value(
          "SELECT COUNT(*) FROM journal_entry WHERE verb = 'post.appointed' AND acting_post_id = \(keeper.holdings[0].post)")
        #expect(appointed == 1)
        let post: PostID = try unwrap(try AllianceRecords().find(alliance.id, in: session)?.rotatingPost)
        #expect(try SeatRecords().holders(of: [post], on: town.today, in: session)[post] == unit.person)
      }
    }
  }

  @Test("nobody seats himself, standing or in turn", arguments: EngineKind.allCases)
  func oneself(_ engine: EngineKind) async throws {
    try await withAlliances(engine) { town, database in
      try await database.write { session in
        let alliance: Alliance = try town.found(in: session)
        let unit = try town.staffed("甲", at: "220211", in: session)
        let member: AllianceMember = try admitted(unit.unit, alliance, town, in: session)
        let oneself: Caller = try keeper(town, person: unit.person)
        let seats: Int = try session.value("SELECT COUNT(*) FROM alliance_seat")
        #expect(throws: Refusal.invalid([FieldProblem("person", "posts.problem.oneself")])) {
          _ = try town.desk.seatRotating(
            .known(unit.person), for: member.id, from: town.today, of: alliance.id, expecting: nil, by: oneself, in: session)
        }
        try town.post("department_handler", at: "220211", of: alliance.id, held: unit.person, in: session)
        #expect(throws: Refusal.invalid([FieldProblem("person", "posts.problem.oneself")])) {
          _ = try town.desk.seatChair(.known(unit.person), from: town.today, of: alliance.id, expecting: nil, by: oneself, in: session)
        }
        #expect(try session.value("SELECT COUNT(*) FROM alliance_seat") == seats)
      }
    }
  }

  @Test("a seat that would bring together what the city keeps apart is refused, also in turn", arguments: EngineKind.allCases)
  func apart(_ engine: EngineKind) async throws {
    try await withAlliances(engine) { town, database in
      try await database.write { session in
        // From today on whoever sits in an alliance also manages organisations: that does not go with auditing.
        for role in ["alliance_chair", "alliance_member"] { try widen(role, town, in: session) }
        let alliance: Alliance = try town.found(in: session)
        let unit = try town.staffed("甲", at: "220211", in: session)
        let member: AllianceMember = try admitted(unit.unit, alliance, town, in: session)
        try town.post("audit_administrator", at: "2202", held: unit.person, in: session)
        let keeper: Caller = try keeper(town, person: PersonID(55))
        let breach: [String] = ["access.separation_breach"]
        let rotating: Refusal? = refusal {
          _ = try town.desk.seatRotating(
            .known(unit.person), for: member.id, from: town.today, of: alliance.id, expecting: nil, by: keeper, in: session)
        }
        #expect(rotating?.fields.map(\.word) == breach)
        try town.post("department_handler", at: "220211", of: alliance.id, held: unit.person, in: session)
        let standing: Refusal? = refusal {
          _ = try town.desk.seatChair(.known(unit.person), from: town.today, of: alliance.id, expecting: nil, by: keeper, in: session)
        }
        #expect(standing?.fields.map(\.word) == breach)
      }
    }
  }

  private func admitted(_ unit: OrganisationID, _ alliance: Alliance, _ town: AllianceTown, in session: any Session) throws -> AllianceMember {
    let admission = AllianceDesk.Admission(organisation: unit, type: "organ", since: town.today, person: nil, takesTurns: false)
    _ = try town.desk.admit(admission, to: alliance.id, expecting: nil, by: try town.keeper(), in: session)
    return try unwrap(try MemberRecords().all(of: alliance.id, in: session).first)
  }

  private func widen(_ role: String, _ town: AllianceTown, in session: any Session) throws {
    let edit = RoleEdit.permissions(role: role, added: [.organisationManage], removed: [])
    let change = RoleChange(id: town.ids.next(), edit: edit, validFrom: town.today, made: town.clock.now, by: nil, reason: "test")
    try RoleBookRecords.append(change, expected: RoleBookRecords.edition(in: session).number, in: session)
  }

  private func refusal(_ body: () throws -> Void) -> Refusal? {
    do {
      try body()
      return nil
    } catch {
      return error as? Refusal
    }
  }
}
