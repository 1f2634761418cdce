import Ground
import Places
import SQL
import Testing
import Testkit

@testable import Organisations

@Suite("Members and duties")
struct DutyTests {
  @Test("a task group has a leading unit and members, each with its days", arguments: EngineKind.allCases)
  func members(_ engine: EngineKind) async throws {
    try await withBodies(engine) { town, database in
      try await database.write { session in
        let group = try town.make("task_group", at: "220211", in: session)
        let lead = try town.make("department", at: "220211", name: "住建局", in: session)
        let unit = try town.make("department", at: "220211", name: "民政局", in: session)
        func admit(_ id: OrganisationID, _ part: BodyMember.Part, _ day: Int) throws {
          _ = try town.desk.admit(
            id, to: group, as: part, from: BodyTown.today.adding(days: day), expecting: try town.version(group, in: session), by: town.manager,
            in: session)
        }
        try admit(unit, .member, -20)
        try admit(lead, .lead, -10)
        let twice: String? = town.problem { try admit(unit, .member, 0) }
        let itself: String? = town.problem { try admit(group, .member, 0) }
        #expect(twice == "bodies.problem.member" && itself == "bodies.problem.member")
        let records = BodyMemberRecords()
        #expect(try records.members(of: group, on: BodyTown.today, in: session).map(\.member) == [lead, unit])
        #expect(try records.members(of: group, on: BodyTown.today.adding(days: -15), in: session).map(\.member) == [unit])
        let membership = try unwrap(try records.members(of: group, on: BodyTown.today, in: session).last).id
        _ = try town.desk.release(
          membership, from: group, on: BodyTown.today.adding(days: 3), expecting: try town.version(group, in: session), by: town.manager, in: session)
        #expect(try records.members(of: group, on: BodyTown.today.adding(days: 3), in: session).map(\.member) == [lead])
        #expect(try records.bodies(of: unit, on: BodyTown.today, in: session).map(\.body) == [group])
      }
    }
  }

  @Test("a duty that is worded anew keeps the old wording for the days before; a slip of the same day is put right", arguments: EngineKind.allCases)
  func wordings(_ engine: EngineKind) async throws {
    try await withBodies(engine) { town, database in
      try await database.write { session in
        let group = try town.make("task_group", at: "220211", in: session)
        let today = BodyTown.today
        _ = try town.desk.addDuty(
          to: group, text: "一", basis: "文件", member: nil, from: today.adding(days: -10), expecting: try town.version(group, in: session),
          by: town.manager, in: session)
        _ = try town.desk.addDuty(
          to: group, text: "二", basis: nil, member: nil, from: today, expecting: try town.version(group, in: session), by: town.manager, in: session)
        let records = DutyRecords()
        let first = try unwrap(try records.duties(of: group, on: today, in: session).first)
        func revise(_ id: DutyID, _ text: String, _ day: Int) throws {
          _ = try town.desk.reviseDuty(
            id, of: group, text: text, basis: nil, from: today.adding(days: day), expecting: try town.version(group, in: session), by: town.manager,
            in: session)
        }
        try revise(first.id, "一改", 0)
        #expect(try records.duties(of: group, on: today, in: session).map(\.text) == ["一改", "二"])
        #expect(try records.duties(of: group, on: today.adding(days: -1), in: session).map(\.text) == ["一"])
        let second = try unwrap(try records.duties(of: group, on: today, in: session).last)
        try revise(second.id, "二改", 0)
        #expect(try records.wordings(of: second.thread, in: session).map(\.text) == ["二改"])
        #expect(try records.wordings(of: first.thread, in: session).map(\.text) == ["一改", "一"])
        let gone: String? = town.problem { try revise(first.id, "再改", 0) }
        #expect(gone == "absent")
        _ = try town.desk.endDuty(
          second.id, of: group, on: today.adding(days: 1), expecting: try town.version(group, in: session), by: town.manager, in: session)
        #expect(try records.duties(of: group, on: today.adding(days: 1), in: session).map(\.text) == ["一改"])
      }
    }
  }
}

@Suite("Duties of the levels")
struct LevelDutyTests {
  @Test("only who manages at the top writes them; wordings keep their days; versions are asked for", arguments: EngineKind.allCases)
  func levels(_ engine: EngineKind) async throws {
    try await withBodies(engine) { town, database in
      try await database.write { session in
        let today = BodyTown.today
        let district = try BodyTown.caller(at: "220211")
        func add(_ level: String, _ text: String, _ caller: Caller) throws -> Duty {
          try town.desk.addLevelDuty(level, text: text, basis: nil, from: today.adding(days: -9), by: caller, in: session)
        }
        let refused: [String?] = [
          town.problem { _ = try add("city", "x", district) }, town.problem { _ = try add("moon", "x", town.manager) },
        ]
        #expect(refused == ["notAllowed", "bodies.problem.level"])
        let first = try add("community", "具体落实", town.manager)
        _ = try add(BodyDesk.departments, "密切配合", town.manager)
        let stale: String? = town.problem {
          _ = try town.desk.reviseLevelDuty(first.id, text: "y", basis: nil, from: today, expecting: 7, by: town.manager, in: session)
        }
        #expect(stale == "stale")
        let revised = try town.desk.reviseLevelDuty(
          first.id, text: "落实到户", basis: "文件", from: today, expecting: first.version, by: town.manager, in: session)
        #expect(revised.text == "落实到户" && revised.thread == first.id)
        func texts(_ day: Int) throws -> Set<String> {
          Set(try DutyRecords().ofLevels(on: today.adding(days: day), in: session).map(\.text))
        }
        #expect(try texts(-1) == ["具体落实", "密切配合"])
        #expect(try texts(0) == ["落实到户", "密切配合"])
        _ = try town.desk.endLevelDuty(revised.id, on: today.adding(days: 2), expecting: revised.version, by: town.manager, in: session)
        #expect(try texts(2) == ["密切配合"])
      }
    }
  }
}
