import Ground
import Places
import SQL
import Testing
import Testkit

@testable import Organisations

@Suite("A sheet that was brought in is at rest: the same one again changes nothing") struct SheetsAtRestTests {
  /// Brings a sheet in, and the same one again.
  private func settle<Subject: ImportSubject>(
    _ subject: Subject, _ keys: [String], _ rows: [[String]], _ town: SmallTown, in session: any Session
  ) throws -> ImportReport {
    let first: ImportReport = try town.bring(subject, SheetTown.file(keys, rows), in: session)
    #expect(first.problemCount == 0 && first.changes == rows.count, "\(first.lines) \(first.problems)")
    let again: ImportReport = try town.bring(subject, SheetTown.file(keys, rows), in: session)
    #expect(again.unchanged == rows.count, "\(again.lines) \(again.problems)")
    return first
  }

  @Test("estates and venues that it has ended, at once or later", arguments: EngineKind.allCases)
  func places(engine: EngineKind) async throws {
    try await withTown(engine) { town, database in
      let room = PlacesRoom(database: database, profile: town.profile, ids: town.ids, timepiece: town.clock.timepiece)
      try await database.write { session in
        let estates = EstateSheet(profile: town.profile, desk: room.estateDesk)
        let keys: [String] = ["name", "area_code", "last_day"]
        _ = try settle(estates, keys, [["春晖里", "220211004001", ""], ["向阳里", "220211004001", "2026-02-27"]], town, in: session)
        #expect(try settle(estates, keys, [["春晖里", "220211004001", "2026-03-01"]], town, in: session).ended == 1)
        let venues = VenueSheet(profile: town.profile, desk: room.venueDesk)
        var station: [String] = [town.words("venue_kind.red_station"), "驿站", "220211004001", "1 号楼", "126.55", "43.82", ""]
        let columns: [String] = ["kind", "name", "area_code", "address", "longitude", "latitude", "last_day"]
        _ = try settle(venues, columns, [station], town, in: session)
        town.clock.advance(seconds: 86_400 * 3)
        station[6] = "2026-03-03"
        #expect(try settle(venues, columns, [station], town, in: session).ended == 1)
      }
    }
  }

  @Test("a building whose units have a gap", arguments: EngineKind.allCases)
  func units(engine: EngineKind) async throws {
    try await withTown(engine) { town, database in
      let room = PlacesRoom(database: database, profile: town.profile, ids: town.ids, timepiece: town.clock.timepiece)
      let sheet = BuildingSheet(profile: town.profile, desk: room.buildingDesk, estates: room.estateDesk)
      let keys: [String] = ["name", "grid_code", "units", "longitude", "latitude"]
      try await database.write { session in
        _ = try settle(sheet, keys, [["1 号楼", SheetTown.grid, "3", "126.55", "43.82"]], town, in: session)
        let area: AreaID = try SmallTown.area(SheetTown.grid)
        let house: Building = try unwrap(sheet.desk.find(named: "1 号楼", in: area, endedOn: nil, in: session))
        let ended: Building = try sheet.desk.endUnit(
          2, of: house.id, on: SmallTown.today, heir: nil, expecting: house.version, by: SmallTown.manager(), in: session)
        let back: ImportReport = try town.bring(sheet, town.exported(sheet, in: session), in: session)
        #expect(back.unchanged == 1, "\(back.lines) \(back.problems)")
        _ = try settle(sheet, keys, [["1 号楼", SheetTown.grid, "4", "126.55", "43.82"]], town, in: session)
        let standing: [Int] = try UnitRecords().units(of: ended.id, in: session).filter { $0.validUntil == nil }.map(\.number)
        #expect(standing == [1, 2, 3, 4])
      }
    }
  }

  @Test("bodies that it has ended, and one below a body whose name another has too", arguments: EngineKind.allCases)
  func bodies(engine: EngineKind) async throws {
    try await withTown(engine) { town, database in
      let sheet = BodySheet(profile: town.profile, desk: BodyDesk(profile: town.profile, ids: town.ids, timepiece: town.clock.timepiece))
      let keys: [String] = ["kind", "name", "area_code", "parent", "from", "last_day"]
      @Sendable func row(_ kind: String, _ name: String, _ parent: String = "", ends: String = "") -> [String] {
        [town.words("organisation_kind.\(kind)"), name, "220211004001", parent, "2026-01-05", ends]
      }
      try await database.write { session in
        let committee: String = "吉钢社区党组织"
        _ = try settle(
          sheet, keys, [row("party_committee_community", committee), row("party_branch_grid", "第1网格党支部", committee)], town, in: session)
        _ = try settle(sheet, keys, [row("general_branch_community", committee)], town, in: session)
        let back: ImportReport = try town.bring(sheet, town.exported(sheet, in: session), in: session)
        #expect(back.unchanged == 3, "\(back.lines) \(back.problems)")
        let ends: [[String]] = [
          row("party_branch_grid", "第1网格党支部", committee, ends: "2026-03-01"), row("party_committee_community", committee, ends: "2026-03-01"),
        ]
        #expect(try settle(sheet, keys, ends, town, in: session).ended == 2)
      }
    }
  }

  @Test("areas that it has planned, planned to end and ended", arguments: EngineKind.allCases)
  func areas(engine: EngineKind) async throws {
    try await withTown(engine) { town, database in
      let changes = AreaChangeDesk(profile: town.profile, ids: town.ids, timepiece: town.clock.timepiece, followers: [])
      let sheet = AreaSheet(profile: town.profile, desk: changes, timepiece: town.clock.timepiece)
      let keys: [String] = ["code", "name", "from", "last_day"]
      try await database.write { session in
        _ = try settle(sheet, keys, [["220211004009", "新城社区", "2026-04-01", ""]], town, in: session)
        let name: String = "区域220211004002"
        #expect(try settle(sheet, keys, [["220211004002", name, "", "2026-04-30"]], town, in: session).ended == 1)
        #expect(try settle(sheet, keys, [["220211004001002", "区域220211004001002", "", "2026-03-01"]], town, in: session).ended == 1)
      }
    }
  }

  @Test("posts that it has ended, with and without their numbers", arguments: EngineKind.allCases)
  func posts(engine: EngineKind) async throws {
    try await withSheets(engine) { town, database in
      try await database.write { session in
        let keys: [String] = ["area_code", "type", "name", "from", "alternate", "post_last_day"]
        func sheet(_ grid: String, ends: String) -> [UInt8] { SheetTown.file(keys, [[grid, "网格长", "王强", "2026-01-05", "李丽", ends]]) }
        #expect(try town.bring(sheet(SheetTown.grid, ends: ""), in: session).added == 1)
        #expect(try town.bring(sheet(SheetTown.otherGrid, ends: ""), in: session).added == 1)
        let post: PostID = try session.value("SELECT id FROM post WHERE area_id = \(SmallTown.area(SheetTown.otherGrid))")
        let numbered: [UInt8] = SheetTown.file(["post_ref", "type", "name", "post_last_day"], [[post.description, "网格长", "王强", "2026-03-01"]])
        for ending in [sheet(SheetTown.grid, ends: "2026-03-01"), numbered] {
          #expect(try town.bring(ending, in: session).ended == 1)
          let again: ImportReport = try town.bring(ending, in: session)
          #expect(again.unchanged == 1, "\(again.lines) \(again.problems)")
        }
      }
    }
  }
}
