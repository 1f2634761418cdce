import Ground
import SQL
import Testing
import Testkit
import Web

@testable import Organisations
@testable import Places

@Suite("What was where on a day, whatever has changed since")
struct HistoryTests {
  private static let grids: [String] = ["220211004001001", "220211004001002"]
  private static let houses: ClosedRange<Int64> = 1...8

  @Test(
    "areas are split, merged, moved and taken back, posts change hands: every past day's doors and lists are those seen on that day",
    arguments: EngineKind.allCases)
  func histories(_ engine: EngineKind) async throws {
    let seed: UInt64 = 7_311
    print("door histories seed \(seed)")
    var kinds: Set<String> = []
    for number in 0..<16 {
      kinds.formUnion(
        try await withTown(engine) { town, database in
          let story = Story(town: town, database: database)
          try await database.write { try Self.furnish(town, in: $0) }
          return try await story.live(days: 14, seed: seed + UInt64(number))
        })
    }
    #expect(kinds.isSuperset(of: ["split", "merge", "move", "assign", "rename", "reverse"]), "\(kinds)")
  }

  private static func furnish(_ town: SmallTown, in session: any Session) throws {
    for id in houses {
      let grid: String = grids[Int(id) % 2]
      let point: Coordinates = try unwrap(Coordinates(longitude: 126.5 + Double(id) / 1000, latitude: 43.8))
      try BuildingRecords().insert(
        Building(
          id: BuildingID(id), area: try SmallTown.area(grid), place: try SmallTown.range(grid).first, name: "松江路 \(id) 号楼", estate: nil, units: 2,
          coordinates: point), in: session)
      try fill(try town.post("building_chief", at: grid, building: BuildingID(id), in: session), town, in: session)
    }
    try UnitRecords().settle(in: session)
    let seats: [(String, String)] = [
      ("grid_leader", grids[0]), ("grid_leader", grids[1]), ("desk_community", "220211004001"), ("desk_community", "220211004002"),
      ("desk_subdistrict", "220211004"),
    ]
    for (type, code) in seats { try fill(try town.post(type, at: code, in: session), town, in: session) }
    for code in grids + ["220211004001", "220211004002"] { try town.organisation("body\(code)", at: code, in: session) }
    for (number, code) in ["220211004001", "220211004001", "220211004002"].enumerated() {
      try EstateRecords().insert(
        Estate(id: EstateID(Int64(number) + 1), name: "小区\(number)", area: try SmallTown.area(code), place: try SmallTown.range(code).first),
        in: session)
    }
  }

  private static func fill(_ post: PostID, _ town: SmallTown, in session: any Session) throws {
    try town.hold(post, by: try town.person("某某", in: session), in: session)
  }

  /// What was seen of one evening.
  private struct Evening: Sendable {
    let doors: [BuildingID: String]
    let lists: [AreaID: [String: Set<Int64>]]
  }

  /// A town that lives from day to day while somebody looks at every door and every list each evening.
  private struct Story: Sendable {
    let town: SmallTown
    let database: any Database

    private var changes: AreaChangeDesk {
      AreaChangeDesk(
        profile: town.profile, ids: town.ids, timepiece: town.clock.timepiece, followers: PlacesRoom.areaFollowers + OrganisationsRoom.areaFollowers)
    }
    private var doors: DoorDesk { DoorDesk(profile: town.profile, seal: town.seal) }

    /// - Returns: the kinds of changes that came about.
    func live(days: Int, seed: UInt64) async throws -> Set<String> {
      var generator = SeededGenerator(seed: seed)
      var evenings: [CivilDay: Evening] = [:]
      var kinds: Set<String> = []
      for _ in 0..<days {
        let desk: AreaChangeDesk = changes
        _ = try await database.write { try desk.enactDue(in: $0) }
        for _ in 0..<Int.random(in: 0...2, using: &generator) { kinds.formUnion(try await changed(&generator)) }
        if Bool.random(using: &generator) { try await handOn(&generator) }
        evenings[desk.today] = Evening(doors: try await look(on: desk.today), lists: try await lists(on: nil))
        town.clock.advance(seconds: 86_400)
      }
      for (day, seen) in evenings.sorted(by: { $0.key < $1.key }) {
        let told: [BuildingID: String] = try await look(on: day)
        for (house, door) in seen.doors { #expect(told[house] == door, "seed \(seed), house \(house), \(day)") }
        let lists: [AreaID: [String: Set<Int64>]] = try await lists(on: day)
        #expect(Set(lists.keys) == Set(seen.lists.keys), "seed \(seed), \(day)")
        for (area, rows) in seen.lists { #expect(lists[area] == rows, "seed \(seed), area \(area), \(day)") }
      }
      return kinds
    }

    private func look(on day: CivilDay) async throws -> [BuildingID: String] {
      let today: CivilDay = changes.today
      let visitor = Caller.visitor(request: "test")
      return try await database.read { session in
        var out: [BuildingID: String] = [:]
        for id in HistoryTests.houses {
          let door: Door = try doors.door(BuildingID(id), unit: 2, on: day, today: today, by: visitor, in: session)
          out[BuildingID(id)] = HistoryTests.told(door)
        }
        return out
      }
    }

    /// What each area's lists show: on the areas as they are, or as they were on a day.
    private func lists(on day: CivilDay?) async throws -> [AreaID: [String: Set<Int64>]] {
      try await database.read { session in
        let keeper = StructureKeeper()
        let areas: [AreaID] = try keeper.structure(on: day ?? changes.today, in: session).tree.areas.map(\.id)
        var out: [AreaID: [String: Set<Int64>]] = [:]
        for area in areas {
          let asked = FieldValues(values: ["area": [area.description]].merging(day.map { ["structure": [$0.description]] } ?? [:]) { $1 })
          let within: Within = try unwrap(try keeper.within(asked, in: session))
          let tables: [(String, Query, Query)] = [
            ("posts", "post", within.condition("t", .posts)), ("organisations", "organisation", within.condition("t", .organisations)),
            ("estates", "estate", within.condition("t", .estates)), ("buildings", "building", within.buildings("t")),
          ]
          for (name, table, condition) in tables {
            out[area, default: [:]][name] = Set(try session.rows("SELECT t.id FROM \(table) t WHERE \(condition)") { try $0.at(0) })
          }
          out[area, default: [:]]["coverage"] = try led(within, on: day ?? changes.today, in: session)
        }
        return out
      }
    }

    /// The grids that have a leader.
    private func led(_ within: Within, on day: CivilDay, in session: any Session) throws -> Set<Int64> {
      let measure: CoverageMeasure = try unwrap(CoverageMeasure.all(town.profile).first { $0.id == "post-grid_leader" })
      let policy: Policy = try caller().policy(for: .peopleRead)
      let lines = try CoverageRecords().lines(measure, isCovered: true, within: within, of: policy, on: day, after: nil, limit: 99, in: session)
      let figure = try CoverageRecords().figure(measure, within: within, of: policy, on: day, in: session)
      #expect(figure.covered == lines.count)
      return Set(lines.map(\.area.raw) + [Int64(figure.total)])
    }

    private func changed(_ generator: inout SeededGenerator) async throws -> Set<String> {
      let dice = generator
      for _ in 0..<64 { _ = generator.next() }
      return try await database.write { session in
        var dice = dice
        do {
          return [try session.attempt { try decide(&dice, in: session) }.plan.kind.rawValue]
        } catch is Refusal {
          return []
        }
      }
    }

    private func decide(_ dice: inout SeededGenerator, in session: any Session) throws -> AreaChange {
      let boss: Caller = try caller()
      // Not in the past: what was seen of an evening would no longer be what is known of that day.
      let day: CivilDay = changes.today.adding(days: Int.random(in: 0...3, using: &dice))
      let made: [AreaChangeID] = try session.rows("SELECT id FROM area_change WHERE reversed_by_id IS NULL ORDER BY id") { try $0.at(0) }
      if let id = made.randomElement(using: &dice), Int.random(in: 0..<4, using: &dice) == 0 {
        return try changes.reverse(id, on: day, reason: nil, expecting: nil, by: boss, in: session)
      }
      let outlook = try AreaOutlookRecords(levels: town.profile.levels).outlook(around: [try SmallTown.area("220211004")], in: session)
      return try changes.decide(command(outlook, &dice), on: day, reason: nil, expecting: nil, by: boss, in: session)
    }

    private func command(_ outlook: AreaOutlook, _ dice: inout SeededGenerator) -> AreaCommand {
      let standing: [AreaID] = outlook.entries.filter { $0.value.state != nil }.keys.sorted()
      func some(_ level: String) -> AreaID { standing.filter { outlook.state($0)?.level == level }.randomElement(using: &dice) ?? AreaID(2202) }
      let grid: AreaID = some("grid")
      let half: [BuildingID] = outlook.buildings(of: grid).sorted().filter { _ in Bool.random(using: &dice) }
      switch Int.random(in: 0..<5, using: &dice) {
      case 0: return .split(grid, [.init(name: "分出", buildings: Set(half))])
      case 1: return .merge([grid], into: some("grid"))
      case 2: return .move(grid, to: some("community"), code: nil)
      case 3: return .rename(grid, name: "网格\(Int.random(in: 1...99, using: &dice))")
      default: return .assign(half, to: some("grid"))
      }
    }

    private func caller() throws -> Caller {
      let holding = Holding(
        post: PostID(1), title: "", area: try SmallTown.area("2202"), range: try SmallTown.range("2202"), organisation: nil,
        permissions: Set(Permission.allCases))
      return Caller(account: AccountID(1), person: PersonID(1), name: "", holdings: [holding], request: "test")
    }

    /// Somebody new takes some post from today on.
    private func handOn(_ generator: inout SeededGenerator) async throws {
      let pick = Int.random(in: 0..<1_000, using: &generator)
      let desk = PostDesk(profile: town.profile, ids: town.ids, timepiece: town.clock.timepiece)
      let today: CivilDay = changes.today
      let boss: Caller = try caller()
      try await database.write { session in
        let held: [PostID] = try session.rows(
          "SELECT post_id FROM post_holding WHERE valid_until IS NULL AND valid_from < \(today) ORDER BY post_id"
        ) { try $0.at(0) }
        guard !held.isEmpty else { return }
        let person: PersonID = try town.person("新人", in: session)
        try desk.succeed(
          Appointment(person: person, from: today), at: held[pick % held.count], expecting: nil, by: boss, in: session)
      }
    }
  }

  /// All that a door says of its areas and its people.
  private static func told(_ door: Door) -> String {
    let chain: String = door.chain.map { "\($0.code) \($0.name)" }.joined(separator: " > ")
    let rungs: [String] = door.rungs.map { rung in
      let posts: [String] = rung.posts.map { post in "\(post.id) \(post.holders.map { "\($0.person) \($0.since)" }.sorted())" }
      return "\(rung.level) \(rung.name) \(posts)"
    }
    return "\(chain)\n\(rungs.joined(separator: "\n"))"
  }
}
