import Ground
import SQL
import Sheets
import Testing
import Testkit

@testable import Organisations

@Suite("A sheet of posts") struct PostSheetTests {
  static let keys: [String] = ["area_code", "type", "building", "unit", "name", "phone", "from", "last_day"]
  static let rows: [[String]] = [
    [SheetTown.grid, "网格长", "", "", "王强", "13843200001", "2024-01-01", ""],
    [SheetTown.otherGrid, "grid_leader", "", "", "李梅", "", "2025年3月1日", ""],
    [SheetTown.grid, "楼栋长", "1号楼", "", "王强", "138-4320-0001", "", ""],
    [SheetTown.grid, "楼栋长", "2号楼", "", "", "", "", ""],
  ]

  private func file(_ rows: [[String]] = rows) -> [UInt8] { SheetTown.file(Self.keys, rows) }

  @Test("posts and people come in, one person with two posts, a vacant one; the same sheet again changes nothing", arguments: EngineKind.allCases)
  func first(engine: EngineKind) async throws {
    try await withSheets(engine) { town, database in
      try await database.write { session in
        let report: ImportReport = try town.bring(file(), in: session)
        #expect(report.added == 4 && report.problemCount == 0)
        #expect(try town.holders("grid_leader", in: session) == ["王强 2024-01-01..", "李梅 2025-03-01.."])
        #expect(try town.holders("building_chief", in: session) == ["王强 2026-03-02.."])
        // The clerk, 王强 and 李梅.
        #expect(try town.count("person", in: session) == 3)
        let entries: Int = try session.value("SELECT COUNT(*) FROM journal_entry WHERE verb = 'post.imported'")
        #expect(entries == 4)
        let whole: Int = try session.value("SELECT COUNT(*) FROM journal_entry WHERE verb = 'posts.imported'")
        #expect(whole == 1)
        let again: ImportReport = try town.bring(file(), in: session)
        #expect(again.changes == 0 && again.unchanged == 4 && again.problemCount == 0)
      }
    }
  }

  @Test("a corrected sheet changes what differs: a date, a telephone, a successor, an end", arguments: EngineKind.allCases)
  func corrected(engine: EngineKind) async throws {
    try await withSheets(engine) { town, database in
      try await database.write { session in
        try town.bring(file(), in: session)
        var rows: [[String]] = Self.rows
        rows[0][6] = "2023/7/1"
        rows[1][4] = "赵敏"
        rows[1][6] = "2026-04-01"
        rows[2][7] = "2026-06-30"
        rows[3][4] = "孙丽"
        let report: ImportReport = try town.bring(file(rows), in: session)
        #expect(report.changed == 1 && report.ended == 1 && report.added == 1 && report.problemCount == 1)
        // The post of 王强 began with him in 2024: an earlier day is a problem, and nothing at all was written.
        #expect(report.problems.first?.column == "from")
        #expect(try town.count("person", in: session) == 3)
        rows[0][6] = "2024-02-01"
        let good: ImportReport = try town.bring(file(rows), in: session)
        #expect(good.changed == 2 && good.ended == 1 && good.added == 1 && good.problemCount == 0)
        #expect(try town.holders("grid_leader", in: session) == ["王强 2024-02-01..", "李梅 2025-03-01..2026-03-31", "赵敏 2026-04-01.."])
        #expect(try town.holders("building_chief", in: session) == ["王强 2026-03-02..2026-06-30", "孙丽 2026-03-02.."])
        #expect(town.followers.successions.map(\.from) == [CivilDay(year: 2026, month: 4, day: 1), CivilDay(year: 2026, month: 3, day: 2)])
        #expect(try town.bring(file(rows), in: session).changes == 0)
      }
    }
  }

  @Test("every problem is told by row and column, and nothing is imported while there is one", arguments: EngineKind.allCases)
  func problems(engine: EngineKind) async throws {
    try await withSheets(engine) { town, database in
      try await database.write { session in
        let rows: [[String]] = [
          ["220299999", "网格长", "", "", "甲", "", "", ""], [SheetTown.foreign, "desk_subdistrict", "", "", "甲", "", "", ""],
          [SheetTown.grid, "厨师长", "", "", "甲", "123", "", ""], [SheetTown.grid, "楼栋长", "3号楼", "", "甲", "", "", ""],
          [SheetTown.grid, "楼栋长", "1号楼", "2", "甲", "", "", ""], [SheetTown.grid, "网格长", "1号楼", "", "甲", "", "", ""],
          ["220211004", "网格长", "", "", "甲", "", "", ""], [SheetTown.grid, "网格长", "", "", "甲", "", "2026-02-30", "昨天"],
          [SheetTown.grid, "网格长", "", "", "", "13843200001", "", ""], ["", "网格长", "", "", "甲", "", "", ""],
          [SheetTown.otherGrid, "网格长", "", "", "乙", "", "2026-03-05", "2026-03-01"],
          [SheetTown.grid, "网格长", "", "", "丙", "", "", ""], [SheetTown.grid, "网格长", "", "", "丁", "", "", ""],
        ]
        let report: ImportReport = try town.bring(file(rows), in: session)
        let found: [String] = report.problems.map {
          "\($0.row) \($0.column ?? "") \($0.text.word.split(separator: ".").suffix(2).joined(separator: "."))"
        }
        #expect(
          found == [
            "2 area_code problem.area", "3 area_code problem.area", "4 type problem.type", "4 phone problem.phone", "5 building problem.building",
            "6 unit problem.no_unit", "7 building problem.no_building", "8 area_code problem.level", "9 from problem.day", "9 last_day problem.day",
            "10 name problem.needs_name", "11 area_code problem.needs_area", "12 last_day problem.end_before_start", "14 from problem.held",
          ])
        #expect(try town.count("person", in: session) == 1)
        for locale in town.town.profile.locales {
          let words: Words = town.town.profile.words(locale)
          for problem in report.problems { #expect(words.has(problem.text.word) && !problem.text.said(words).contains("{")) }
        }
      }
    }
  }

  @Test("nobody gives a post to himself, and nobody hands out power over accounts that is not his", arguments: EngineKind.allCases)
  func gifts(engine: EngineKind) async throws {
    try await withSheets(engine) { town, database in
      try await database.write { session in
        // The clerk is known by name at the own post only.
        let export: [[String: ImportValue]] = try town.exported(in: session)
        guard case .text(let me)? = export.first?["person_ref"] else { throw Missing() }
        let oneself = SheetTown.file(["area_code", "type", "name", "person_ref"], [[SheetTown.grid, "网格长", "录入员", me]])
        #expect(try town.bring(oneself, in: session).problems.map(\.text.word) == ["posts.problem.oneself"])
        let power = SheetTown.file(["area_code", "type", "name"], [["2202", "administrator", "甲"]])
        #expect(try town.bring(power, in: session).problems.map(\.text.word) == ["imports.posts.problem.area"])
      }
    }
  }

  @Test("an export comes back without a change, telephones masked; with it names and numbers are corrected", arguments: EngineKind.allCases)
  func export(engine: EngineKind) async throws {
    try await withSheets(engine) { town, database in
      try await database.write { session in
        try town.bring(file(), in: session)
        var rows: [[String: ImportValue]] = try town.exported(in: session)
        #expect(rows.count == 5)
        let again: ImportReport = try town.bring(SheetTown.file(rows), in: session)
        #expect(again.changes == 0 && again.problemCount == 0 && again.unchanged == 5)
        let position: Int = try unwrap(rows.firstIndex { $0.said("name") == "王强" })
        #expect(rows[position].said("phone") == "138******01")
        let own: [Int] = rows.indices.filter { rows[$0].said("name") == "王强" }
        #expect(own.count == 2)
        rows[own[0]]["name"] = .text("王 强强")
        // One row says one name, the other another.
        #expect(try town.bring(SheetTown.file(rows), in: session).problems.map(\.text.word) == ["imports.posts.problem.two_names"])
        for index in own { rows[index]["name"] = .text("王强强") }
        rows[own[0]]["phone"] = .text("13999990000")
        let report: ImportReport = try town.bring(SheetTown.file(rows), in: session)
        #expect(report.changed == 1 && report.problemCount == 0)
        #expect(try town.holders("building_chief", in: session) == ["王强强 2026-03-02.."])
        #expect(try town.count("person", in: session) == 3)
        rows = try town.exported(in: session)
        #expect(rows.filter { $0.said("phone") == "139******00" }.count == 2)
        rows[own[0]]["phone"] = .text("177******00")
        #expect(try town.bring(SheetTown.file(rows), in: session).problems.map(\.text.word) == ["imports.posts.problem.masked"])
      }
    }
  }

  @Test("alternates come and change; a post ends, and what is in its hands is handed on", arguments: EngineKind.allCases)
  func alternates(engine: EngineKind) async throws {
    try await withSheets(engine) { town, database in
      try await database.write { session in
        let keys: [String] = ["area_code", "type", "name", "alternate", "post_last_day"]
        func bring(_ alternate: String, _ last: String) throws -> ImportReport {
          try town.bring(SheetTown.file(keys, [[SheetTown.grid, "网格长", "王强", alternate, last]]), in: session)
        }
        #expect(try bring("孙丽", "").added == 1)
        #expect(try bring("孙丽", "").changes == 0)
        let swapped: ImportReport = try bring("周杰", "")
        #expect(swapped.changed == 1 && swapped.lines[0].steps.count == 2)
        #expect(try bring("王强", "").problems.map(\.text.word) == ["posts.problem.stands_in_for_self"])
        #expect(try bring("", "2026-03-01").problemCount == 1)
        #expect(try bring("", "2026-12-31").ended == 1)
        #expect(try bring("", "2026-12-31").changes == 0)
        #expect(try town.holders("grid_leader", in: session) == ["王强 2026-03-02..2026-12-31"])
      }
    }
  }

  @Test("a post of an organisation is found by the organisation's name in any language", arguments: EngineKind.allCases)
  func organisations(engine: EngineKind) async throws {
    try await withSheets(engine) { town, database in
      try await database.write { session in
        try town.town.organisation("drainage", at: "220211004", in: session)
        let keys: [String] = ["organisation", "type", "name"]
        let name: String = town.town.profile.words("en")("organisation.drainage")
        #expect(
          try town.bring(SheetTown.file(keys, [[name, "department_handler", "甲"], [name, "department_handler", "乙"]]), in: session).added == 2)
        #expect(try town.holders("department_handler", in: session).count == 2)
        #expect(try town.count("post", in: session) == 2)
        let wrong: ImportReport = try town.bring(
          SheetTown.file(keys, [["无此单位", "department_handler", "甲"], ["", "department_handler", "甲"]]), in: session)
        #expect(wrong.problems.map(\.column) == ["organisation", "organisation"])
      }
    }
  }
}

extension SheetTown {
  func exported(in session: any Session) throws -> [[String: ImportValue]] {
    var out: [[String: ImportValue]] = []
    try subject.each(within: nil, by: caller(in: session), words: town.words, in: session) { out.append($0) }
    return out
  }

  static func file(_ rows: [[String: ImportValue]]) -> [UInt8] {
    let keys: [String] = PostSheetColumns.all.map(\.key)
    return file(keys, rows.map { row in keys.map { row.said($0) } })
  }
}

extension [String: ImportValue] {
  func said(_ key: String) -> String {
    switch self[key] {
    case .text(let text): text
    case .number(let number): Cell.number(number).text ?? ""
    case .day(let day): day.description
    case nil: ""
    }
  }
}
