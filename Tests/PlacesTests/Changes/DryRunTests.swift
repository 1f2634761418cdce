import Ground
import SQL
import Testing
import Testkit
import Web

@testable import Places

@Suite("Dry runs of changes of areas")
struct DryRunTests {
  @Test(
    "a dry run for a day to come counts what is decided for days before, tells rows page by page, and leaves nothing", arguments: EngineKind.allCases)
  func ahead(_ engine: EngineKind) async throws {
    try await OutlineScene.with(engine) { scene in
      let (database, desk, places, boss) = (scene.database, scene.desk, scene.places, scene.boss)
      let grids = places.tree.at(level: "grid")
      let coming = places.buildings.filter { $0.area == grids[0].id }.prefix(3).map(\.id)
      let own = places.buildings.filter { $0.area == grids[1].id }.map(\.id)
      let words = try Testkit.profile("jilin").words("zh-CN")
      _ = try await database.write { session in
        try desk.decide(.assign(coming, to: grids[1].id), on: desk.today.adding(days: 5), reason: nil, expecting: nil, by: boss, in: session)
      }
      let split = AreaCommand.split(grids[1].id, [.init(name: "新", buildings: Set(coming + own.prefix(2)))])
      let day = desk.today.adding(days: 9)
      let plan = try await database.read { try desk.plan(split, on: day, by: boss, in: $0) }
      await #expect(throws: AreaChangeDesk.NeedsRehearsal.self) {
        try await database.read { try desk.preview(plan, isWriting: false, by: boss, words: words, in: $0) }
      }
      let before = try await kept(database)
      let found = try await database.write { try desk.preview(plan, isWriting: true, by: boss, words: words, in: $0) }
      #expect(found.ahead == 1)
      func moved(_ subject: String) -> Int? { found.touches.first { $0.subject == subject }?.moved }
      #expect(moved("buildings") == 5)
      let codes: Int = try await database.read {
        try $0.value("SELECT COUNT(*) FROM door_code WHERE building_id IN (\(list: coming + own.prefix(2)))")
      }
      #expect(moved("codes") == codes, "the codes of buildings that come in between go along")
      let page = try await database.write { try desk.preview(plan, rows: 2..<4, isWriting: true, by: boss, words: words, in: $0) }
      let first = try #require(found.touches.first { $0.subject == "buildings" }?.rows)
      #expect(page.touches.first { $0.subject == "buildings" }?.rows == Array(first[2..<4]))
      #expect(try await kept(database) == before)
    }
  }

  /// What a dry run must leave as it was.
  private func kept(_ database: any Database) async throws -> [Int64] {
    try await database.read { session in
      let questions: [Query] = [
        "SELECT SUM(area_id % 1000003) FROM building", "SELECT SUM(version) FROM building", "SELECT SUM(area_id % 1000003) FROM door_code",
        "SELECT COUNT(*) FROM area_change WHERE enacted_at IS NULL", "SELECT COUNT(*) FROM area_move", "SELECT COUNT(*) FROM journal_entry",
        "SELECT revision FROM structure_revision", "SELECT revision FROM boundary_revision", "SELECT COUNT(*) FROM area",
      ]
      return try questions.map { try session.value($0) }
    }
  }

  @Test("of three thousand buildings a stretch, an estate or single ones are chosen, and nothing is lost on the way")
  func choice() {
    let streets = (1...60).map { street in
      AreaChangeForm.Street(
        grid: "第\(street % 7 + 1)网格", name: "\(street)号路",
        houses: (1...50).map { AreaChangeForm.House(id: BuildingID(Int64(street * 1_000 + $0)), name: "\($0)号楼") })
    }
    func fill(_ values: [String: [String]]) -> BuildingChoice { BuildingChoice(streets, FieldValues(values: values)) }
    let stretch = fill(["step": ["add"], "street": [streets[4].key], "from": ["11"], "to": ["30"]])
    #expect(stretch.chosen == Set((11...30).map { "\(5_000 + $0)" }))
    let chosen = stretch.chosen.joined(separator: " ")
    let whole = fill(["step": ["add"], "street": [streets[5].key], "chosen": [chosen], "buildings": ["7001"]])
    #expect(whole.chosen.count == 20 + 50 + 1)
    let less = fill(["step": ["take"], "street": [streets[4].key], "from": ["11"], "to": ["20"], "chosen": [whole.chosen.joined(separator: " ")]])
    #expect(less.chosen.count == 61)
    #expect(less.taken.reduce(0) { $0 + $1.houses.count } == 61)
    // A search tells everything that is not chosen, a hundred to a page.
    var seen: Set<BuildingID> = []
    var skip = 0
    while true {
      let found = fill(["step": ["more"], "q": ["号楼"], "chosen": [chosen], "skip": ["\(skip - BuildingChoice.shown)"]])
      let ids = found.page.streets.flatMap { $0.houses.map(\.id) }
      #expect(found.page.count == 2_980 && ids.count <= BuildingChoice.shown)
      if ids.isEmpty { break }
      #expect(seen.isDisjoint(with: ids))
      seen.formUnion(ids)
      skip += BuildingChoice.shown
    }
    #expect(seen.count == 2_980)
    #expect(AreaRequest.buildings(FieldValues(values: ["chosen": [chosen], "buildings": ["5011", "9"]])).count == 21)
  }
}
