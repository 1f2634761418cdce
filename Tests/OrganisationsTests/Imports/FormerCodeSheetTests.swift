import Ground
import Places
import SQL
import Testing
import Testkit

@testable import Organisations

@Suite("Sheets that were written before an area got another code") struct FormerCodeSheetTests {
  private static let recoded: String = "220211004001088"

  private func decide(_ command: AreaCommand, _ town: SheetTown, _ database: any Database, in session: any Session) throws {
    let holding = Holding(
      post: PostID(1), title: "", area: try SmallTown.area("2202"), range: try SmallTown.range("2202"), organisation: nil,
      permissions: [.areaManage])
    let caller = Caller(account: AccountID(1), person: PersonID(1), name: "clerk", holdings: [holding], request: "test")
    let room = PlacesRoom(database: database, profile: town.town.profile, ids: town.town.ids, timepiece: town.town.clock.timepiece)
    let changes: AreaChangeDesk = room.following(OrganisationsRoom.areaFollowers).changes
    _ = try changes.decide(command, on: SmallTown.today, reason: nil, expecting: nil, by: caller, in: session)
  }

  private func row(_ code: String) -> [UInt8] {
    SheetTown.file(["area_code", "type", "name", "from"], [[code, "网格长", "王强", "2026-01-05"]])
  }

  @Test("an old sheet of posts still means the area, with and without numbers; another area's code is refused", arguments: EngineKind.allCases)
  func posts(engine: EngineKind) async throws {
    try await withSheets(engine) { town, database in
      try await database.write { session in
        #expect(try town.bring(row(SheetTown.grid), in: session).added == 1)
        let exported: [UInt8] = SheetTown.file(try town.exported(in: session))
        try decide(.recode([SmallTown.area(SheetTown.grid): Self.recoded]), town, database, in: session)
        let again: ImportReport = try town.bring(row(SheetTown.grid), in: session)
        #expect(again.unchanged == 1, "\(again.lines) \(again.problems)")
        let numbered: ImportReport = try town.bring(exported, in: session)
        #expect(numbered.rows > 1 && numbered.unchanged == numbered.rows, "\(numbered.lines) \(numbered.problems)")
        let other: ImportReport = try town.bring(row(SheetTown.otherGrid), in: session)
        #expect(other.added == 1)
        try decide(.recode([SmallTown.area(SheetTown.otherGrid): SheetTown.grid]), town, database, in: session)
        // Today's code means today's area, whoever had it before.
        let taken: ImportReport = try town.bring(exported, in: session)
        #expect(taken.problems.map(\.column) == ["area_code"], "\(taken.lines) \(taken.problems)")
      }
    }
  }

  @Test("after a merger an old sheet leads to the area that took over", arguments: EngineKind.allCases)
  func merged(engine: EngineKind) async throws {
    try await withSheets(engine) { town, database in
      try await database.write { session in
        try decide(.merge([SmallTown.area(SheetTown.grid)], into: SmallTown.area(SheetTown.otherGrid)), town, database, in: session)
        #expect(try town.bring(row(SheetTown.grid), in: session).added == 1)
        #expect(try town.bring(row(SheetTown.otherGrid), in: session).unchanged == 1)
        #expect(try town.bring(row("220211004001777"), in: session).problems.map(\.column) == ["area_code"])
      }
    }
  }
}
