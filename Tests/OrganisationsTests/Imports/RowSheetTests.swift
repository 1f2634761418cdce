import Ground
import Places
import SQL
import Sheets
import Testing
import Testkit

@testable import Organisations

@Suite("Sheets carried out row by row") struct RowSheetTests {
  private func bodies(_ town: SmallTown) -> BodySheet {
    BodySheet(profile: town.profile, desk: BodyDesk(profile: town.profile, ids: town.ids, timepiece: town.clock.timepiece))
  }

  private func areas(_ town: SmallTown) -> AreaSheet {
    AreaSheet(
      profile: town.profile, desk: AreaChangeDesk(profile: town.profile, ids: town.ids, timepiece: town.clock.timepiece, followers: []),
      timepiece: town.clock.timepiece)
  }

  @Test("bodies come in with the chain above them; again, nothing changes; corrected, what differs does", arguments: EngineKind.allCases)
  func organisations(engine: EngineKind) async throws {
    try await withTown(engine) { town, database in
      try await database.write { session in
        let sheet: BodySheet = bodies(town)
        let keys: [String] = ["kind", "name", "area_code", "parent", "field", "credit_code", "last_day"]
        var rows: [[String]] = [
          ["街道党工委", "东站街道党工委", "220211004", "", "", "", ""],
          ["社区党委", "吉钢社区党委", "220211004001", "东站街道党工委", "城市", "", ""],
        ]
        rows[0][0] = town.words("organisation_kind.party_working_committee")
        rows[1][0] = town.words("organisation_kind.party_committee_community")
        rows[1][4] = town.words("organisation_field.urban")
        let first: ImportReport = try town.bring(sheet, SheetTown.file(keys, rows), in: session)
        #expect(first.added == 2 && first.problemCount == 0, "\(first.problems)")
        let count: Int = try session.value("SELECT COUNT(*) FROM organisation WHERE parent_id IS NOT NULL")
        #expect(count == 1)
        #expect(try town.bring(sheet, SheetTown.file(keys, rows), in: session).unchanged == 2)
        let back: ImportReport = try town.bring(sheet, town.exported(sheet, in: session), in: session)
        #expect(back.changes == 0 && back.problemCount == 0 && back.rows == 2, "\(back.lines) \(back.problems)")
        rows[1][5] = "91220200MA0000000X"
        #expect(try town.bring(sheet, SheetTown.file(keys, rows), in: session).changed == 1)
        rows.append(["无此类别", "甲", "220211004", "", "", "", ""])
        rows.append([rows[1][0], "乙社区党委", "220211005", "", "", "", ""])
        rows.append([rows[1][0], "丙社区党委", "220211004002", "无此单位", "", "", ""])
        let wrong: ImportReport = try town.bring(sheet, SheetTown.file(keys, rows), in: session)
        #expect(wrong.problems.map(\.column) == ["kind", "area_code", "parent"])
        let left: Int = try session.value("SELECT COUNT(*) FROM organisation")
        #expect(left == 2)
      }
    }
  }

  @Test(
    "communities and grids come in, one above the other in one sheet, and are renamed and recoded by their numbers", arguments: EngineKind.allCases)
  func areas(engine: EngineKind) async throws {
    try await withTown(engine) { town, database in
      try await database.write { session in
        let sheet: AreaSheet = areas(town)
        var rows: [[String]] = [["220211004009", "新城社区"], ["220211004009001", "第1网格"], ["220211004001003", "第3网格"]]
        let first: ImportReport = try town.bring(sheet, SheetTown.file(["code", "name"], rows), in: session)
        #expect(first.added == 3 && first.problemCount == 0, "\(first.problems)")
        #expect(try town.bring(sheet, SheetTown.file(["code", "name"], rows), in: session).unchanged == 3)
        rows[0][1] = "新城花园社区"
        #expect(try town.bring(sheet, SheetTown.file(["code", "name"], rows), in: session).changed == 1)
        let back: ImportReport = try town.bring(sheet, town.exported(sheet, in: session), in: session)
        #expect(back.changes == 0 && back.problemCount == 0, "\(back.lines) \(back.problems)")
        let id: AreaID = try unwrap(AreaRecords().find(code: "220211004001003", in: session)).id
        let recoded = SheetTown.file(["code", "name", "ref"], [["220211004001007", "", id.description]])
        #expect(try town.bring(sheet, recoded, in: session).changed == 1)
        #expect(try AreaRecords().find(id, in: session)?.code == "220211004001007")
        let wrong: ImportReport = try town.bring(
          sheet,
          SheetTown.file(
            ["code", "name", "level"], [["22021", "甲", ""], ["220202001", "乙", ""], ["220211004009002", "丙", "社区"], ["220211005001", "丁", ""]]),
          in: session)
        #expect(wrong.problems.map(\.column) == ["code", "code", "level", "code"])
      }
    }
  }
}
