import Ground
import SQL
import Testing
import Testkit

@testable import Organisations

@Suite("A sheet gives what the post's page would give") struct PostSheetGiftTests {
  /// Somebody whose posts give these permissions over the whole city.
  private func caller(_ permissions: Set<Permission>) throws -> Caller {
    let holding = Holding(
      post: PostID(7), title: "", area: try SmallTown.area("2202"), range: try SmallTown.range("2202"), organisation: nil, permissions: permissions)
    return Caller(account: AccountID(7), person: PersonID(7), name: "office", holdings: [holding], request: "test")
  }

  private func problems(_ town: SheetTown, _ rows: [[String]], by caller: Caller, in session: any Session) throws -> [String] {
    let table: ImportTable = try town.desk.table(SheetTown.file(["area_code", "type", "name", "person_ref"], rows), town.town.words)
    let plan: ImportPlan<PostSheetChange> = try town.subject.plan(table, by: caller, in: session)
    return plan.problems.map { "\($0.row) \($0.column ?? "") \($0.text.word)" }
  }

  @Test("power over others only by whoever grants it, and never together with what is kept apart", arguments: EngineKind.allCases)
  func gifts(_ engine: EngineKind) async throws {
    try await withSheets(engine) { town, database in
      try await database.write { session in
        let all = try Administrators(town.town, in: session)
        for type in ["auditor", "grid_leader"] { try town.town.post(type, at: type == "auditor" ? "2202" : SheetTown.grid, in: session) }
        let free: PostID = try town.town.post("audit_administrator", at: "220211", in: session)
        try session.run("UPDATE post SET area_id = \(try SmallTown.area("2202")), name = 'second' WHERE id = \(free)")
        let office: Caller = try caller([.peopleManage, .peopleRead])
        let both: Caller = try caller([.peopleManage, .peopleRead, .roleManage])
        let security: String = try all.person("security_administrator").description
        // An office that manages people changes nothing of an administrator's post.
        let power: [String] = ["2202", "administrator", "甲", ""]
        #expect(try problems(town, [power], by: office, in: session) == ["2 type access.duty_post"])
        #expect(try problems(town, [power], by: both, in: session) == [])
        // Nor does it give the security administrator what he must not have.
        let apart: [String] = ["2202", "organisation_department", "security_administrator", security]
        #expect(try problems(town, [apart], by: office, in: session) == ["2 name access.separation_breach"])
        #expect(try problems(town, [["2202", "auditor", "乙", ""]], by: office, in: session) == [])
      }
    }
  }

  @Test("two rows of one sheet do not bring together what one by one would be refused, in either order", arguments: EngineKind.allCases)
  func together(_ engine: EngineKind) async throws {
    try await withSheets(engine) { town, database in
      try await database.write { session in
        let both: Caller = try caller([.peopleManage, .peopleRead, .roleManage])
        for type in ["administrator", "audit_administrator", "auditor"] { try town.town.post(type, at: "2202", in: session) }
        let person: PersonID = try town.town.person("丙", phone: "13843200009", in: session)
        try town.town.hold(try town.town.post("grid_leader", at: SheetTown.otherGrid, until: -1, in: session), by: person, until: -1, in: session)
        let rows: [[String]] = [
          ["2202", "administrator", "丙", person.description], ["2202", "auditor", "丙", person.description],
        ]
        // Whoever opens accounts does not read the journal, which the auditor does.
        #expect(try problems(town, rows, by: both, in: session) == ["3 name access.separation_breach"])
        #expect(try problems(town, rows.reversed(), by: both, in: session) == ["3 name access.separation_breach"])
        for locale in town.town.profile.locales {
          let words: Words = town.town.profile.words(locale)
          let table: ImportTable = try town.desk.table(SheetTown.file(["area_code", "type", "name", "person_ref"], rows), words)
          let said: String? = try town.subject.plan(table, by: both, in: session).problems.first?.text.said(words)
          #expect(said?.contains(words("duty.system")) == true && said?.contains("@") == false)
        }
      }
    }
  }

  @Test("a sheet ends nobody's time, and no post, that leaves nobody who may edit roles, and says from which day", arguments: EngineKind.allCases)
  func left(_ engine: EngineKind) async throws {
    try await withSheets(engine) { town, database in
      try await database.write { session in
        let all = try Administrators(town.town, in: session)
        let both: Caller = try caller([.peopleManage, .peopleRead, .roleManage])
        let security: PersonID = try all.person("security_administrator")
        let keys: [String] = ["area_code", "type", "name", "person_ref", "last_day", "post_last_day"]
        // Within reach of the sheet: he led a grid.
        try town.town.hold(try town.town.post("grid_leader", at: SheetTown.otherGrid, until: -1, in: session), by: all.nobody, until: -1, in: session)
        let day: String = SmallTown.today.adding(days: 9).description
        func problems(_ rows: [[String]]) throws -> [ImportProblem] {
          let table: ImportTable = try town.desk.table(SheetTown.file(keys, rows), town.town.words)
          return try town.subject.plan(table, by: both, in: session).problems
        }
        let ending: [String] = ["2202", "security_administrator", "security_administrator", security.description, day, ""]
        let retiring: [String] = ["2202", "security_administrator", "", "", "", day]
        let following: [String] = ["2202", "security_administrator", "新人", all.nobody.description, "", ""]
        for row in [ending, retiring, following] {
          let found: [ImportProblem] = try problems([row])
          #expect(found.map(\.text.word) == ["access.nobody_left"])
          let first: CivilDay = row == following ? SmallTown.today : SmallTown.today.adding(days: 10)
          for locale in town.town.profile.locales {
            let said: String? = found.first?.text.said(town.town.profile.words(locale))
            #expect(said?.contains(first.description) == true && said?.contains("@") == false)
          }
        }
        try town.town.account("second", all.nobody, in: session)
        #expect(try problems([following]).isEmpty)
      }
    }
  }
}
