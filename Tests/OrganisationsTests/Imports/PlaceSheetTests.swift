import Ground
import Places
import SQL
import Sheets
import Testing
import Testkit

@testable import Organisations

@Suite("Sheets of estates, buildings and venues") struct PlaceSheetTests {
  private struct Sheets: Sendable {
    let estates: EstateSheet
    let buildings: BuildingSheet
    let venues: VenueSheet

    init(_ town: SmallTown, _ database: any Database) {
      let room = PlacesRoom(database: database, profile: town.profile, ids: town.ids, timepiece: town.clock.timepiece)
      estates = EstateSheet(profile: town.profile, desk: room.estateDesk)
      buildings = BuildingSheet(profile: town.profile, desk: room.buildingDesk, estates: room.estateDesk)
      venues = VenueSheet(profile: town.profile, desk: room.venueDesk)
    }
  }

  private func bring<Subject: ImportSubject>(
    _ subject: Subject, _ keys: [String], _ rows: [[String]], _ town: SmallTown, in session: any Session
  ) throws -> ImportReport {
    try town.bring(subject, SheetTown.file(keys, rows), in: session)
  }

  /// What is exported, brought in again.
  private func again<Subject: ImportSubject>(_ subject: Subject, _ town: SmallTown, in session: any Session) throws -> ImportReport {
    try town.bring(subject, town.exported(subject, in: session), in: session)
  }

  /// The cells of the first row of an export, by the keys of their columns.
  private func cells<Subject: ImportSubject>(_ subject: Subject, _ town: SmallTown, in session: any Session) throws -> [String: Cell] {
    let reader = try SheetReader(town.exported(subject, in: session))
    let row: SheetRow = try unwrap(reader.rows(reader.sheets[0]).dropFirst().first)
    return Dictionary(uniqueKeysWithValues: subject.columns.enumerated().map { ($1.key, row[$0]) })
  }

  private static let estateKeys: [String] = ["name", "area_code", "flags", "mode", "mode_from", "households", "last_day", "buildings_to"]
  private static let buildingKeys: [String] = [
    "name", "grid_code", "estate", "units", "households", "longitude", "latitude", "from", "last_day", "goes_to",
  ]

  @Test("estates come in with marks and management; again nothing changes; bad rows are named by row and column", arguments: EngineKind.allCases)
  func estates(engine: EngineKind) async throws {
    try await withTown(engine) { town, database in
      let sheet: EstateSheet = Sheets(town, database).estates
      try await database.write { session in
        let words: Words = town.words
        let company: String = words("estate_mode.company")
        var rows: [[String]] = [
          ["春晖里", "220211004001", "\(words("estate_flag.old"))、\(words("estate_flag.resettlement"))", company, "", "320", "", ""],
          ["向阳里", "220211004001", "", "", "", "", "", ""],
        ]
        let first: ImportReport = try bring(sheet, Self.estateKeys, rows, town, in: session)
        #expect(first.added == 2 && first.problemCount == 0, "\(first.problems)")
        #expect(try bring(sheet, Self.estateKeys, rows, town, in: session).unchanged == 2)
        let back: ImportReport = try again(sheet, town, in: session)
        #expect(back.rows == 2 && back.changes == 0 && back.problemCount == 0, "\(back.lines) \(back.problems)")
        rows[0][5] = "321"
        rows[1][3] = company
        rows[1][4] = "2026-04-01"
        #expect(try bring(sheet, Self.estateKeys, rows, town, in: session).changed == 2)
        let later: Estate? = try sheet.desk.find(named: "向阳里", in: SmallTown.area("220211004001"), in: session)
        #expect(later?.mode == nil, "a mode from next month on does not hold today")
        let wrong: ImportReport = try bring(
          sheet, Self.estateKeys,
          [
            ["新一里", "220211004001", "无此标签", "", "", "", "", ""], ["新二里", "220211005", "", "", "", "", "", ""],
            ["新三里", "220211004001", words("estate_flag.no_company"), company, "", "", "", ""],
            ["新四里", "220211004001", "", "", "", "many", "", ""], ["春晖里", "220211004001", "", "", "", "", "2099-01-01", ""],
          ], town, in: session)
        #expect(wrong.problems.map(\.column) == ["flags", "area_code", "mode", "households", "last_day"])
        #expect(wrong.problems.map(\.row) == [2, 3, 4, 5, 6])
        let kept: Int = try session.value("SELECT COUNT(*) FROM estate")
        #expect(kept == 2)
      }
    }
  }

  @Test(
    "buildings come in with their units, and end; the same sheet changes nothing; bad rows are named by row and column",
    arguments: EngineKind.allCases)
  func buildings(engine: EngineKind) async throws {
    try await withTown(engine) { town, database in
      let sheets = Sheets(town, database)
      try await database.write { session in
        _ = try bring(sheets.estates, ["name", "area_code"], [["春晖里", "220211004001"]], town, in: session)
        let grid: String = SheetTown.grid
        var rows: [[String]] = [
          ["春晖里 1 号楼", grid, "春晖里", "3", "36", "126.5513", "43.8268", "2026-01-05", "", ""],
          ["春晖里 2 号楼", grid, "", "", "", "126.5514", "43.8269", "", "", ""],
        ]
        let first: ImportReport = try bring(sheets.buildings, Self.buildingKeys, rows, town, in: session)
        #expect(first.added == 2 && first.problemCount == 0, "\(first.problems)")
        #expect(try bring(sheets.buildings, Self.buildingKeys, rows, town, in: session).unchanged == 2)
        let back: ImportReport = try again(sheets.buildings, town, in: session)
        #expect(back.rows == 2 && back.changes == 0 && back.problemCount == 0, "\(back.lines) \(back.problems)")
        rows[0][3] = "2"
        rows[1][1] = SheetTown.otherGrid
        rows[1][8] = "2026-03-01"
        rows[1][1] = grid
        let second: ImportReport = try bring(sheets.buildings, Self.buildingKeys, rows, town, in: session)
        #expect(second.changed == 1 && second.ended == 1 && second.problemCount == 0, "\(second.problems)")
        #expect(try bring(sheets.buildings, Self.buildingKeys, rows, town, in: session).unchanged == 2)
        let area: AreaID = try SmallTown.area(grid)
        let house: Building = try unwrap(sheets.buildings.desk.find(named: "春晖里 1 号楼", in: area, endedOn: nil, in: session))
        #expect(house.units == 2)
        let standing: [BuildingUnit] = try UnitRecords().units(of: house.id, in: session).filter { $0.validUntil == nil }
        #expect(standing.map(\.number) == [1, 2])
        rows[0][8] = "2026-09-30"
        #expect(try bring(sheets.buildings, Self.buildingKeys, rows, town, in: session).ended == 1)
        #expect(try sheets.buildings.desk.plannedEnd(of: house.id, in: session) == CivilDay(year: 2026, month: 10, day: 1))
        #expect(try bring(sheets.buildings, Self.buildingKeys, rows, town, in: session).unchanged == 2)
        let wrong: ImportReport = try bring(
          sheets.buildings, Self.buildingKeys,
          [
            ["甲楼", "", "", "", "", "", "", "", "", ""], ["乙楼", grid, "无此小区", "", "", "126.5", "43.8", "", "", ""],
            ["丙楼", grid, "", "300", "", "126.5", "43.8", "", "", ""], ["丁楼", grid, "", "", "", "east", "43.8", "", "", ""],
            ["戊楼", grid, "", "", "", "126.5", "43.8", "2026-05-01", "", ""], ["己楼", "220211005001001", "", "", "", "126.5", "43.8", "", "", ""],
          ], town, in: session)
        #expect(wrong.problems.map(\.column) == ["grid", "estate", "units", "longitude", "from", "grid_code"], "\(wrong.problems)")
      }
    }
  }

  @Test("a building stays in its estate when a change of areas has taken it to another community", arguments: EngineKind.allCases)
  func estateBeyondTheBorder(engine: EngineKind) async throws {
    try await withTown(engine) { town, database in
      let room = PlacesRoom(database: database, profile: town.profile, ids: town.ids, timepiece: town.clock.timepiece)
      let sheets = Sheets(town, database)
      try await database.write { session in
        try town.settle(["220211004002001"], in: session)
        let estates: [[String]] = [["春晖里", "220211004001"], ["向阳里", "220211004002"]]
        _ = try bring(sheets.estates, ["name", "area_code"], estates, town, in: session)
        let rows: [[String]] = [["1 号楼", SheetTown.grid, "春晖里", "2", "", "126.5513", "43.8268", "", "", ""]]
        _ = try bring(sheets.buildings, Self.buildingKeys, rows, town, in: session)
        let house: Building = try unwrap(sheets.buildings.desk.find(named: "1 号楼", in: SmallTown.area(SheetTown.grid), endedOn: nil, in: session))
        _ = try room.changes.decide(
          .assign([house.id], to: SmallTown.area("220211004002001")), on: SmallTown.today, reason: nil, expecting: nil, by: SmallTown.manager(),
          in: session)
        let back: ImportReport = try again(sheets.buildings, town, in: session)
        #expect(back.unchanged == 1, "\(back.lines) \(back.problems)")
        let keys: [String] = ["ref", "name", "estate"]
        #expect(try bring(sheets.buildings, keys, [[house.id.description, "1 号楼", "向阳里"]], town, in: session).changed == 1)
        let foreign: ImportReport = try bring(sheets.buildings, keys, [[house.id.description, "1 号楼", "春晖里"]], town, in: session)
        #expect(foreign.problems.map(\.column) == ["estate"])
      }
    }
  }

  @Test(
    "counts and degrees are numbers in an export, codes and telephones text; a point of more digits than a spreadsheet keeps stays where it is",
    arguments: EngineKind.allCases)
  func numbers(engine: EngineKind) async throws {
    try await withTown(engine) { town, database in
      let sheets = Sheets(town, database)
      let community: String = "220211004001"
      let (east, north): (Double, Double) = (126.55132000000001, 43.826800000000004)
      try await database.write { session in
        _ = try bring(sheets.estates, ["name", "area_code", "households"], [["春晖里", community, "320"]], town, in: session)
        _ = try bring(
          sheets.buildings, Self.buildingKeys, [["春晖里 1 号楼", SheetTown.grid, "春晖里", "3", "36", "\(east)", "\(north)", "", "", ""]], town, in: session)
        let station: [String] = [town.words("venue_kind.red_station"), "驿站", community, "1 号楼", "\(east)", "\(north)", "04324000001"]
        _ = try bring(sheets.venues, ["kind", "name", "area_code", "address", "longitude", "latitude", "phone"], [station], town, in: session)
        let building: [String: Cell] = try cells(sheets.buildings, town, in: session)
        #expect(building["units"] == .number(3) && building["households"] == .number(36) && building["grid_code"] == .text(SheetTown.grid))
        guard case .number(let written) = building["longitude"] else { throw Missing() }
        #expect(abs(written - east) < 1e-12)
        #expect(try cells(sheets.estates, town, in: session)["households"] == .number(320))
        let venue: [String: Cell] = try cells(sheets.venues, town, in: session)
        #expect(venue["phone"] == .text("04324000001") && venue["area_code"] == .text(community))
        guard case .number = venue["latitude"] else { throw Missing() }
        for report in [try again(sheets.buildings, town, in: session), try again(sheets.venues, town, in: session)] {
          #expect(report.rows == 1 && report.unchanged == 1, "\(report.lines) \(report.problems)")
        }
      }
    }
  }

  @Test("venues come in with their hours; again nothing changes; hours that are none are named by their day", arguments: EngineKind.allCases)
  func venues(engine: EngineKind) async throws {
    try await withTown(engine) { town, database in
      let sheet: VenueSheet = Sheets(town, database).venues
      try await database.write { session in
        let words: Words = town.words
        let keys: [String] = [
          "kind", "name", "area_code", "address", "longitude", "latitude", "functions", "services", "hours_1", "hours_7", "holidays",
        ]
        let kind: String = words("venue_kind.red_station")
        var row: [String] = [
          kind, "江畔驿站", "220211004001", "江畔花园 3 号楼", "126.55", "43.82", words("venue_function.rest"), "居住证明；医保", "08:30-12:00, 13:30-17:00",
          words("venues.day_off"), words("imports.venues.holidays.open"),
        ]
        let first: ImportReport = try bring(sheet, keys, [row], town, in: session)
        #expect(first.added == 1 && first.problemCount == 0, "\(first.problems)")
        #expect(try bring(sheet, keys, [row], town, in: session).unchanged == 1)
        let back: ImportReport = try again(sheet, town, in: session)
        #expect(back.rows == 1 && back.changes == 0 && back.problemCount == 0, "\(back.lines) \(back.problems)")
        let venue: Venue = try unwrap(VenueRecords().find(named: "江畔驿站", in: SmallTown.area("220211004001"), in: session))
        #expect(venue.services == ["居住证明", "医保"] && venue.hours.weekly[0] == [510..<720, 810..<1020] && !venue.hours.followsCalendar)
        row[9] = "09:00-11:00"
        #expect(try bring(sheet, keys, [row], town, in: session).changed == 1)
        row[8] = "早上"
        #expect(try bring(sheet, keys, [row], town, in: session).problems.map(\.column) == ["hours_1"])
      }
    }
  }
}
