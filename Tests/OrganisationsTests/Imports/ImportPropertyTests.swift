import Ground
import SQL
import Testing
import Testkit

@testable import Organisations

@Suite("Random sheets of posts") struct ImportPropertyTests {
  @Test(
    "whatever a sheet does, the same sheet again changes nothing, an export comes back unchanged, and one seat has one holder a day",
    arguments: EngineKind.allCases, [UInt64(1), 2, 3, 4, 5, 6])
  func rest(engine: EngineKind, seed: UInt64) async throws {
    try await withSheets(engine) { town, database in
      var dice = Draw(seed: seed)
      for round in 0..<8 {
        let file: [UInt8] = SheetTown.file(["area_code", "type", "building", "name", "phone", "from", "last_day"], dice.rows())
        let day: Int = Int.random(in: 0...40, using: &dice)
        try await database.write { session in
          let report: ImportReport = try town.bring(file, in: session)
          guard report.problemCount == 0 else { return #expect(report.rows > 0) }
          let again: ImportReport = try town.bring(file, in: session)
          #expect(again.changes == 0 && again.problemCount == 0, "seed \(seed), round \(round): \(again.lines) \(again.problems)")
          let exported: ImportReport = try town.bring(SheetTown.file(try town.exported(in: session)), in: session)
          #expect(exported.changes == 0 && exported.problemCount == 0, "seed \(seed), round \(round): \(exported.lines) \(exported.problems)")
          #expect(try overlaps(in: session) == 0, "seed \(seed), round \(round)")
        }
        town.town.clock.advance(seconds: Int64(day) * 86_400)
      }
    }
  }

  private func overlaps(in session: any Session) throws -> Int {
    try session.value(
      """
      SELECT COUNT(*) FROM post_holding a JOIN post_holding b ON a.post_id = b.post_id AND (a.person_id <> b.person_id OR a.valid_from <> b.valid_from)
        JOIN post p ON p.id = a.post_id
      WHERE p.type IN ('grid_leader', 'building_chief') AND a.valid_from <= b.valid_from AND (a.valid_until IS NULL OR a.valid_until > b.valid_from)
      """)
  }
}

private struct Draw: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  private mutating func one<T>(of all: [T]) -> T { all[Int.random(in: 0..<all.count, using: &self)] }

  private mutating func day() -> String {
    CivilDay(year: 2026, month: 3, day: 2).adding(days: Int.random(in: -60...300, using: &self)).description
  }

  mutating func rows() -> [[String]] {
    (0..<Int.random(in: 1...4, using: &self)).map { _ in
      let isBuilding: Bool = Bool.random(using: &self)
      let name: String = one(of: ["甲", "乙", "丙", "丁", ""])
      let isNamed: Bool = !name.isEmpty
      return [
        isBuilding ? SheetTown.grid : one(of: [SheetTown.grid, SheetTown.otherGrid]), isBuilding ? "building_chief" : "grid_leader",
        isBuilding ? one(of: ["1号楼", "2号楼"]) : "", name, isNamed && Bool.random(using: &self) ? one(of: ["13843200001", "13843200002"]) : "",
        isNamed && Bool.random(using: &self) ? day() : "", isNamed && Int.random(in: 0..<4, using: &self) == 0 ? day() : "",
      ]
    }
  }
}
