import Ground
import Places
import SQL
import Testing
import Testkit

@testable import Organisations

@Suite("Who answers for a door")
struct DoorTests {
  private static func building(_ id: Int64, in code: String, units: Int = 3, _ town: SmallTown, in session: any Session) throws -> BuildingID {
    let point: Coordinates = try unwrap(Coordinates(longitude: 126.56, latitude: 43.82))
    let range: PlaceRange = try SmallTown.range(code)
    try BuildingRecords().insert(
      Building(
        id: BuildingID(id), area: try SmallTown.area(code), place: range.first, name: "恒山西路 \(id) 号楼", estate: nil, units: units, coordinates: point),
      in: session)
    return BuildingID(id)
  }

  private static func reader(over code: String) throws -> Caller {
    let holding = Holding(
      post: PostID(1), title: "", area: try SmallTown.area(code), range: try SmallTown.range(code), organisation: nil, permissions: [.peopleRead])
    return Caller(account: AccountID(1), person: PersonID(1), name: "", holdings: [holding], request: "test")
  }

  @Test(
    "the chain goes from the stairwell to the city; a vacant post says who steps in; names are for those who may see them",
    arguments: EngineKind.allCases)
  func chain(_ engine: EngineKind) async throws {
    try await withTown(engine) { town, database in
      let desk = DoorDesk(profile: town.profile, seal: town.seal)
      let day: CivilDay = SmallTown.today
      try await database.write { session in
        let id = try Self.building(7, in: "220211004001001", town, in: session)
        try UnitRecords().settle(in: session)
        try town.hold(
          try town.post("building_chief", at: "220211004001001", building: id, in: session),
          by: try town.person("楼长甲", phone: "13812345678", in: session), from: -400, until: -10, in: session)
        try town.hold(
          try town.post("grid_leader", at: "220211004001001", in: session), by: try town.person("网格乙", in: session), from: -100, in: session)
        try town.hold(
          try town.post("desk_community", at: "220211004001", in: session), by: try town.person("社区丙", in: session), from: -50, in: session)
      }
      try await database.read { session in
        let visitor = Caller.visitor(request: "test")
        let door = try desk.door(BuildingID(7), unit: 2, on: day, today: day, by: visitor, in: session)
        #expect(door.chain.map(\.level) == ["city", "district", "subdistrict", "community", "grid"])
        #expect(door.rungs.map(\.level) == ["unit", "building", "grid", "community", "subdistrict", "district"])
        #expect(door.rungs.map(\.isVacant) == [true, true, false, false, true, true])
        #expect(door.answering == 2 && door.stepsIn(for: 0)?.level == "grid")
        // The grid leader's name hangs on the board; the desk's does not.
        #expect(door.rungs[2].posts.first?.holders.map(\.name) == ["网格乙"])
        #expect(door.rungs[2].posts.first?.holders.first?.since == day.adding(days: -100))
        #expect(door.rungs[3].posts.flatMap(\.holders).map(\.name) == [nil])
        let staff = try desk.door(BuildingID(7), unit: 2, on: day, today: day, by: try Self.reader(over: "220211"), in: session)
        #expect(staff.rungs[3].posts.flatMap(\.holders).compactMap(\.name) == ["社区丙"])
        let past = try desk.door(BuildingID(7), unit: 2, on: day.adding(days: -20), today: day, by: visitor, in: session)
        #expect(past.answering == 1 && past.rungs[1].posts.first?.holders.first?.name == "楼长甲")
        for wrong in [4, 99] {
          #expect(throws: Refusal.absent) { try desk.door(BuildingID(7), unit: wrong, on: day, today: day, by: visitor, in: session) }
        }
        #expect(throws: Refusal.absent) { try desk.door(BuildingID(8), unit: nil, on: day, today: day, by: visitor, in: session) }
      }
    }
  }

  @Test("over random posts, holders and days it answers as a walk over all of them does", arguments: EngineKind.allCases)
  func oracle(_ engine: EngineKind) async throws {
    let seed: UInt64 = UInt64.random(in: 1...1_000_000)
    print("doors seed \(seed)")
    try await withTown(engine) { town, database in
      let world: [Line] = try await database.write { session in try Self.world(town, seed: seed, in: session) }
      let desk = DoorDesk(profile: town.profile, seal: town.seal)
      let answering: [String] = town.profile.housing.answering.map(\.id)
      let reader: Caller = try Self.reader(over: "2202")
      try await database.read { session in
        var generator = SeededGenerator(seed: seed &+ 1)
        for _ in 0..<300 {
          let building = BuildingID(Int64.random(in: 1...6, using: &generator))
          let unit: Int? = Bool.random(using: &generator) ? Int.random(in: 1...3, using: &generator) : nil
          let day: CivilDay = SmallTown.today.adding(days: Int.random(in: -300...60, using: &generator))
          let door = try desk.door(building, unit: unit, on: day, today: SmallTown.today, by: reader, in: session)
          let grid: String = try unwrap(door.building).area.description
          let levels: [String] = ["unit", "building", "grid", "community", "subdistrict", "district", "city"]
          for rung in door.rungs {
            let code: String? = levels.firstIndex(of: rung.level).map { String(grid.prefix([15, 15, 15, 12, 9, 6, 4][$0])) }
            let expected: Set<String> = Set(
              world.filter { line in
                guard answering.contains(line.type), line.holds(on: day) else { return false }
                switch rung.level {
                case "unit": return line.building == building && line.unit == unit && unit != nil
                case "building": return line.building == building && line.unit == nil
                default: return line.building == nil && line.code == code
                }
              }.map { "\($0.person) \($0.from)" })
            let got: Set<String> = Set(rung.posts.flatMap(\.holders).map { "\($0.person) \($0.since)" })
            #expect(got == expected, "seed \(seed), building \(building), unit \(unit ?? 0), \(day), \(rung.level)")
          }
          #expect(door.answering == door.rungs.firstIndex { !$0.posts.allSatisfy(\.holders.isEmpty) })
        }
      }
    }
  }

  struct Line: Sendable {
    let type: String
    let code: String
    let building: BuildingID?
    let unit: Int?
    let person: PersonID
    let from: CivilDay
    let until: CivilDay?
    let postFrom: CivilDay
    let postUntil: CivilDay?

    func holds(on day: CivilDay) -> Bool {
      from <= day && until.map { day < $0 } ?? true && postFrom <= day && postUntil.map { day < $0 } ?? true
    }
  }

  private static func world(_ town: SmallTown, seed: UInt64, in session: any Session) throws -> [Line] {
    var generator = SeededGenerator(seed: seed)
    let grids: [String] = ["220211004001001", "220211004001002"]
    for id in 1...6 { _ = try building(Int64(id), in: grids[id % 2], town, in: session) }
    try UnitRecords().settle(in: session)
    var out: [Line] = []
    let types: [(String, String)] = [
      ("unit_chief", "unit"), ("building_chief", "building"), ("grid_leader", "grid"), ("desk_community", "community"),
      ("secretary_community", "community"), ("street_chief", "subdistrict"), ("secretary_district", "district"), ("auditor", "city"),
    ]
    for _ in 0..<80 {
      let (type, level) = types.randomElement(using: &generator) ?? types[0]
      let id = Int64.random(in: 1...6, using: &generator)
      let grid: String = grids[Int(id) % 2]
      let digits: Int = ["city": 4, "district": 6, "subdistrict": 9, "community": 12][level] ?? 15
      let code = String(grid.prefix(digits))
      let isBelow: Bool = level == "unit" || level == "building"
      let unit: Int? = level == "unit" ? Int.random(in: 1...3, using: &generator) : nil
      let from = Int.random(in: -300 ... -50, using: &generator)
      let until: Int? = Bool.random(using: &generator) ? from + Int.random(in: 1...200, using: &generator) : nil
      let post = Post(
        id: town.ids.next(), type: type, area: try SmallTown.area(code), range: try SmallTown.range(code), building: isBelow ? BuildingID(id) : nil,
        unit: unit,
        validFrom: SmallTown.today.adding(days: from), validUntil: until.map { SmallTown.today.adding(days: $0) })
      try PostRecords().insert(post, in: session)
      for _ in 0..<Int.random(in: 0...2, using: &generator) {
        let person: PersonID = try town.person("某", in: session)
        let began = Int.random(in: -300...30, using: &generator)
        let ended: Int? = Bool.random(using: &generator) ? began + Int.random(in: 1...150, using: &generator) : nil
        try town.hold(post.id, by: person, from: began, until: ended, in: session)
        out.append(
          Line(
            type: type, code: code, building: post.building, unit: unit, person: person, from: SmallTown.today.adding(days: began),
            until: ended.map { SmallTown.today.adding(days: $0) }, postFrom: post.validFrom, postUntil: post.validUntil))
      }
    }
    return out
  }

  @Test("a door is found by street, number and unit, 1 before 11; nonsense finds nothing", arguments: EngineKind.allCases)
  func search(_ engine: EngineKind) async throws {
    try await withTown(engine) { town, database in
      try await database.write { session in
        for id in [1, 2, 11, 21] { _ = try Self.building(Int64(id), in: "220211004001001", town, in: session) }
      }
      try await database.read { session in
        func find(_ text: String) throws -> [Int64] {
          try BuildingSearch(text).find(after: nil, limit: 10, in: session).map(\.id.raw)
        }
        #expect(try find("恒山西路") == [1, 2, 11, 21])
        #expect(try find("恒山西路１号楼2单元") == [1] && BuildingSearch("恒山西路１号楼2单元").unit == 2)
        #expect(try find("恒山西路 11 号") == [11])
        #expect(try find("%") == [] && find("没有这条路 1") == [])
        let page = try BuildingSearch("恒山西路").find(after: nil, limit: 2, in: session)
        let rest = try BuildingSearch("恒山西路").find(after: page.last.map { BuildingSearch.cursor($0) }, limit: 10, in: session)
        #expect((page + rest).map(\.id.raw) == [1, 2, 11, 21])
      }
    }
  }
}
