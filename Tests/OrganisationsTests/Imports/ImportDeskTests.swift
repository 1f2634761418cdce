import Ground
import SQL
import Sheets
import Testing
import Testkit

@testable import Organisations

@Suite("The import desk") struct ImportDeskTests {
  private func file(_ name: String) -> [UInt8] { SheetTown.file(["area_code", "type", "name"], [[SheetTown.grid, "网格长", name]]) }

  private func keep(_ town: SheetTown, _ file: [UInt8], in session: any Session) throws -> (KeptImport, ImportTable) {
    let table: ImportTable = try town.desk.table(file, town.town.words)
    let caller: Caller = try town.caller(in: session)
    let plan = try town.subject.plan(table, by: caller, in: session)
    return (try town.desk.keep(file, table, plan, by: caller, at: town.town.clock.now, in: session), table)
  }

  @Test("what was uploaded waits sealed, is only its uploader's, and goes after a day", arguments: EngineKind.allCases)
  func kept(engine: EngineKind) async throws {
    try await withSheets(engine) { town, database in
      try await database.write { session in
        let (kept, _) = try keep(town, file("王强强强"), in: session)
        let caller: Caller = try town.caller(in: session)
        #expect(try town.desk.records.sheet(kept.id, in: session) == file("王强强强"))
        let blob: [UInt8] = try session.value("SELECT sheet_sealed FROM sheet_import")
        #expect(!String(decoding: blob, as: UTF8.self).contains("王强强强"))
        let stranger = Caller(account: AccountID(77), person: nil, name: "b", holdings: caller.holdings, request: "r")
        #expect(throws: Refusal.absent) { try town.desk.own(kept.id, by: stranger, at: town.town.clock.now, in: session) }
        let later: Moment = town.town.clock.now.adding(seconds: KeptImport.patience)
        #expect(throws: Refusal.absent) { try town.desk.own(kept.id, by: caller, at: later, in: session) }
        try town.desk.records.forget(at: later, in: session)
        #expect(try town.count("sheet_import", in: session) == 0)
      }
    }
  }

  @Test("only what was shown is imported: when something has changed since, it is refused, and a new look helps", arguments: EngineKind.allCases)
  func changed(engine: EngineKind) async throws {
    try await withSheets(engine) { town, database in
      let (kept, table): (KeptImport, ImportTable) = try await database.write { session in try keep(town, file("甲"), in: session) }
      let now: Moment = town.town.clock.now
      _ = try await database.write { session in
        // The same post is set up, vacant, by another sheet in between.
        try town.bring(file(""), in: session)
      }
      await #expect(throws: Refusal(.conflict, "imports.refusal.changed")) {
        try await database.write { session in
          try town.desk.confirm(kept.id, table, expecting: 1, by: town.caller(in: session), at: now, in: session)
        }
      }
      try await database.write { session in
        let caller: Caller = try town.caller(in: session)
        try town.desk.examineAgain(kept.id, table, expecting: 1, by: caller, at: now, in: session)
        let seen: KeptImport = try town.desk.own(kept.id, by: caller, at: now, in: session)
        #expect(seen.version == 2 && seen.report.isReady)
        #expect(throws: Refusal(.stale)) { try town.desk.confirm(kept.id, table, expecting: 1, by: caller, at: now, in: session) }
        try town.bring(file("乙"), in: session)
        // Both would begin today, so one cannot follow the other.
        #expect(throws: Refusal(.conflict, "imports.refusal.problems")) {
          try town.desk.confirm(kept.id, table, expecting: 2, by: caller, at: now, in: session)
        }
      }
    }
  }

  @Test("a sheet that had something to mend from the start is refused with how much that is", arguments: EngineKind.allCases)
  func unmended(engine: EngineKind) async throws {
    try await withSheets(engine) { town, database in
      let sheet: [UInt8] = SheetTown.file(
        ["area_code", "type", "name"], [["999999999999999", "网格长", "甲"], [SheetTown.grid, "厨师长", "乙"], [SheetTown.grid, "网格长", "丙"]])
      let (kept, table): (KeptImport, ImportTable) = try await database.write { session in try keep(town, sheet, in: session) }
      #expect(kept.report.problemCount == 2 && town.town.words.has("imports.refusal.unmended"))
      await #expect(throws: Refusal(.conflict, "imports.refusal.unmended", ["count": "2"])) {
        try await database.write { session in
          try town.desk.confirm(kept.id, table, expecting: 1, by: town.caller(in: session), at: town.town.clock.now, in: session)
        }
      }
    }
  }

  @Test("an import is done once; then its file is gone and its figures stay", arguments: EngineKind.allCases)
  func once(engine: EngineKind) async throws {
    try await withSheets(engine) { town, database in
      let now: Moment = town.town.clock.now
      let (kept, table): (KeptImport, ImportTable) = try await database.write { session in
        let (kept, table) = try keep(town, file("甲"), in: session)
        try town.desk.confirm(kept.id, table, expecting: 1, by: town.caller(in: session), at: now, in: session)
        return (kept, table)
      }
      try await database.write { session in
        let caller: Caller = try town.caller(in: session)
        let done: KeptImport = try town.desk.own(kept.id, by: caller, at: now, in: session)
        #expect(done.state == .done && done.report.added == 1)
        #expect(throws: Refusal(.conflict, "imports.refusal.done")) { try town.desk.records.sheet(kept.id, in: session) }
        #expect(throws: Refusal(.conflict, "imports.refusal.done")) {
          try town.desk.confirm(kept.id, table, expecting: nil, by: caller, at: now, in: session)
        }
      }
    }
  }

  @Test("a sheet that fails in the middle leaves nothing", arguments: EngineKind.allCases)
  func whole(engine: EngineKind) async throws {
    struct Fault: Error {}
    try await withSheets(engine) { town, database in
      let before: Int = try await database.read { try town.count("journal_entry", in: $0) }
      await #expect(throws: Fault.self) {
        try await database.write { session in
          try town.bring(SheetTown.file(PostSheetTests.keys, PostSheetTests.rows), in: session)
          throw Fault()
        }
      }
      let after: [Int] = try await database.read { session in
        [try town.count("post", in: session), try town.count("person", in: session), try town.count("journal_entry", in: session)]
      }
      #expect(after == [1, 1, before])
    }
  }

  @Test("headers are known in every language, in any order, below a title; what is missing, twice or unknown is told")
  func headers() throws {
    let town = try SmallTown()
    let header = ImportHeader(subject: "posts", columns: PostSheetColumns.all, profile: town.profile, words: town.words)
    func table(_ lines: [[String]]) throws -> ImportTable {
      var writer = CSVWriter()
      for line in lines { writer.add(line.map { .text($0) }) }
      return try ImportTable(writer.bytes, header)
    }
    let found: ImportTable = try table([["某区岗位表"], ["备注", "Name *", " 岗 位 ", "区划代码"], ["x", "甲", "网格长", "2202"], ["", "", "", ""]])
    #expect(found.rows.map { $0.text("name") } == ["甲"])
    #expect(found.rows[0].number == 3)
    #expect(found.ignored == ["备注"])
    #expect(throws: ImportTable.refusal("imports.refusal.twice", ["column": "Name"])) { try table([["姓名", "Name", "岗位"]]) }
    #expect(throws: ImportTable.refusal("imports.refusal.column", ["column": "岗位"])) { try table([["姓名", "区划代码"]]) }
    #expect(throws: Refusal.self) { try table([["a", "b"], ["c", "d"]]) }
    #expect(throws: ImportTable.refusal("sheets.refusal.oldExcel")) {
      try ImportTable([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], header)
    }
  }

  @Test("the template has titles, lists and instructions; every refusal of a sheet has words", arguments: ["zh-CN", "en"])
  func template(locale: String) async throws {
    let town = SheetTown(
      town: try SmallTown(), clerk: Account(id: AccountID(1), name: "a", person: PersonID(1), hash: "", created: Moment(milliseconds: 0)))
    let words: Words = town.town.profile.words(locale)
    let reader = try SheetReader(try ImportBook(subject: town.subject, words: words).template())
    #expect(reader.sheets.count == 3)
    let titles: [String] = try reader.rows(reader.sheets[0])[0].cells.compactMap(\.text)
    #expect(titles == PostSheetColumns.all.map { words("imports.posts.\($0.key)") })
    #expect(try reader.rows(reader.sheets[1]).count > 20)
    #expect(try reader.rows(reader.sheets[2]).count == town.town.profile.postTypes.count)
    for kind in SheetRefusal.Kind.allCases { #expect(words.has("sheets.refusal.\(kind.rawValue)"), "\(kind)") }
  }

  @Test("the marked sheet has what is wrong beside each row, and can be uploaded again")
  func marked() throws {
    let town = SheetTown(
      town: try SmallTown(), clerk: Account(id: AccountID(1), name: "a", person: PersonID(1), hash: "", created: Moment(milliseconds: 0)))
    let words: Words = town.town.words
    let header = ImportHeader(subject: "posts", columns: PostSheetColumns.all, profile: town.town.profile, words: words)
    let book = ImportBook(subject: town.subject, words: words)
    let problems: [ImportProblem] = [ImportProblem(row: 3, "name", "imports.problem.missing"), ImportProblem(row: 3, nil, "imports.problem.control")]
    let bytes: [UInt8] = try book.marked(SheetTown.file(["type", "name"], [["网格长", "=1"], ["楼栋长", ""]]), header, problems)
    let reader = try SheetReader(bytes)
    let rows: [SheetRow] = try reader.rows(reader.sheets[0])
    #expect(rows[0].cells.map(\.text) == ["type", "name", words("imports.marked.column")])
    #expect(rows[1].cells == [.text("网格长"), .text("=1")])
    #expect(rows[2][2].text?.contains(words("imports.problem.missing")) == true)
    let table = try ImportTable(bytes, header)
    #expect(table.ignored.isEmpty && table.rows.count == 2)
    let again = try SheetReader(try book.marked(bytes, header, []))
    #expect(try again.rows(again.sheets[0])[0].cells.count == 3)
  }
}
