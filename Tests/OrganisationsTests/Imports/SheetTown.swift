import Ground
import Places
import SQL
import Sheets
import Testkit

@testable import Organisations

/// The small town with somebody who imports sheets, and sheets written as lists of cells.
struct SheetTown: Sendable {
  let town: SmallTown
  let clerk: Account
  let followers: FollowedPosts = FollowedPosts()

  /// The clerk's desk is of the subdistrict 220211004; nothing else is theirs.
  static let grid: String = "220211004001001"
  static let otherGrid: String = "220211004001002"
  static let foreign: String = "220211005"

  var subject: PostSheet {
    PostSheet(
      profile: town.profile, people: PersonRecords(seal: town.seal),
      desk: PostDesk(profile: town.profile, ids: town.ids, timepiece: town.clock.timepiece, followers: [followers]), ids: town.ids,
      timepiece: town.clock.timepiece)
  }

  var desk: ImportDesk<PostSheet> {
    ImportDesk(
      subject: subject, profile: town.profile, records: ImportRecords(seal: ImportSeal(keys: town.keys)), journal: town.journal, ids: town.ids)
  }

  func caller(in session: any Session) throws -> Caller { try unwrap(town.caller(clerk, in: session)) }

  /// A sheet as CSV: the keys of its columns, then its rows.
  static func file(_ keys: [String], _ rows: [[String]]) -> [UInt8] {
    var writer = CSVWriter()
    writer.add(keys.map { .text($0) })
    for row in rows { writer.add(row.map { $0.isEmpty ? .empty : .text($0) }) }
    return writer.bytes
  }

  func plan(_ file: [UInt8], in session: any Session) throws -> ImportPlan<PostSheetChange> {
    try subject.plan(desk.table(file, town.words), by: caller(in: session), in: session)
  }

  /// Uploads, looks through and confirms.
  @discardableResult
  func bring(_ file: [UInt8], in session: any Session) throws -> ImportReport {
    let caller: Caller = try caller(in: session)
    let table: ImportTable = try desk.table(file, town.words)
    let plan = try subject.plan(table, by: caller, in: session)
    let kept: KeptImport = try desk.keep(file, table, plan, by: caller, at: town.clock.now, in: session)
    if kept.report.isReady { try desk.confirm(kept.id, table, expecting: kept.version, by: caller, at: town.clock.now, in: session) }
    return kept.report
  }

  /// Who holds the posts of a type, with first and last day, in the order of their places.
  func holders(_ type: String, in session: any Session) throws -> [String] {
    let seal: PersonSeal = town.seal
    return try session.rows(
      """
      SELECT n.id, n.name_sealed, h.valid_from, h.valid_until FROM post p JOIN post_holding h ON h.post_id = p.id JOIN person n ON n.id = h.person_id
      WHERE p.type = \(type) ORDER BY p.place, p.unit, h.valid_from, n.id
      """
    ) { row in
      let name: String = try seal.open(row.at(1), row.at(0))
      let from: CivilDay = try row.at(2)
      let until: CivilDay? = try row.at(3)
      return "\(name) \(from)..\(until.map { $0.adding(days: -1).description } ?? "")"
    }
  }

  func count(_ table: Query, in session: any Session) throws -> Int { try session.value("SELECT COUNT(*) FROM \(table)") }
}

/// Remembers who was told of what.
final class FollowedPosts: PostFollower, @unchecked Sendable {
  // Unchecked: touched only within one transaction of a test at a time.
  var successions: [PostSuccession] = []
  var retirements: [PostRetirement] = []

  func load(of post: PostID, in session: any Session) throws -> [PostLoad] { [] }
  func succeeded(_ succession: PostSuccession, by caller: Caller, in session: any Session) throws { successions.append(succession) }
  func retired(_ retirement: PostRetirement, by caller: Caller, in session: any Session) throws { retirements.append(retirement) }
}

func withSheets<T: Sendable>(_ engine: EngineKind, _ body: @Sendable (SheetTown, any Database) async throws -> T) async throws -> T {
  try await withTown(engine) { town, database in
    let clerk: Account = try await database.write { session in
      let seat: PostID = try town.post("desk_subdistrict", at: "220211004", in: session)
      let person: PersonID = try town.person("录入员", in: session)
      try town.hold(seat, by: person, in: session)
      for (index, name) in ["1号楼", "2号楼"].enumerated() {
        let building = Building(
          id: BuildingID(Int64(9001 + index)), area: try SmallTown.area(SheetTown.grid), place: try SmallTown.range(SheetTown.grid).first, name: name,
          estate: nil, units: 3, coordinates: try unwrap(Coordinates(longitude: 126.5, latitude: 43.8)))
        try BuildingRecords().insert(building, in: session)
      }
      return try town.account("clerk", person, in: session)
    }
    return try await body(SheetTown(town: town, clerk: clerk), database)
  }
}
