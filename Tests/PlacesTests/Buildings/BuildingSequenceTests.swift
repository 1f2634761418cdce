import Ground
import SQL
import Testing
import Testkit

@testable import Places

@Suite("Buildings that come and go while areas change")
struct BuildingSequenceTests {
  private static let sequences: Int = 24
  private static let steps: Int = 40

  @Test(
    "in random sequences of changes every building stands in exactly one grid on every day of its life and in none besides, and no unit outlives it",
    arguments: EngineKind.allCases)
  func sequences(_ engine: EngineKind) async throws {
    let seed: UInt64 = 20_261_122
    print("seed \(seed)")
    var done: [String: Int] = [:]
    for number in 0..<Self.sequences {
      var dice = DemoGenerator(seed: seed &+ UInt64(number))
      let world = SmallWorld(&dice)
      let clock = FakeClock(Moment(milliseconds: Int64(SmallWorld.today.daysSince1970) * 86_400_000))
      let start = SeededGenerator(seed: seed &+ UInt64(number))
      let story = try await withDatabase(engine, JournalSchema.migrations + PlacesSchema.migrations) { database in
        try await database.write { try world.save(in: $0) }
        let profile = try Testkit.profile("jilin")
        let room = PlacesRoom(
          database: database, profile: profile, ids: IdentifierMaker(node: 2, timepiece: clock.timepiece), timepiece: clock.timepiece)
        var generator = start
        var story = BuildingStory(world)
        for _ in 0..<Self.steps {
          story = try await database.write { [story, generator] session in
            var next = story
            var dice = generator
            try next.step(room, &dice, in: session)
            return next
          }
          for _ in 0..<50 { _ = generator.next() }
          if Int.random(in: 0..<4, using: &generator) == 0 {
            clock.advance(seconds: 86_400 * 3)
            try await Self.comeAbout(room, &story)
          }
        }
        clock.advance(seconds: 86_400 * 10)
        try await Self.comeAbout(room, &story)
        let final = story
        try await database.read { try final.check("seed \(seed) number \(number)", in: $0) }
        return final
      }
      for (kind, count) in story.done { done[kind, default: 0] += count }
    }
    print("seed \(seed): \(done.sorted { $0.key < $1.key })")
    for kind in ["area", "create", "move", "end", "plan", "withdraw", "add", "close"] { #expect(done[kind, default: 0] > 10, "\(kind)") }
  }
}

extension BuildingSequenceTests {
  private static func comeAbout(_ room: PlacesRoom, _ story: inout BuildingStory) async throws {
    try await room.carryOutEnds()
    try await room.enactDueChanges()
    story.comeAbout(on: room.buildingDesk.today)
  }
}

/// What was done to one city's buildings, and what their lives must be for it.
struct BuildingStory: Sendable {
  struct Life: Sendable, Hashable {
    var from: CivilDay?
    var until: CivilDay?

    func holds(_ day: CivilDay) -> Bool { (from.map { $0 <= day } ?? true) && (until.map { day < $0 } ?? true) }
  }

  private static let never: CivilDay = CivilDay(year: 9999, month: 1, day: 1)

  private(set) var lives: [BuildingID: Life]
  /// The days on which they are to end.
  private var planned: [BuildingID: CivilDay] = [:]
  /// How often each kind of step was not refused.
  private(set) var done: [String: Int] = [:]

  init(_ world: SmallWorld) { lives = world.buildings.mapValues { _ in Life() } }

  /// Nothing stands against an end here.
  mutating func comeAbout(on today: CivilDay) {
    for (id, day) in planned where day <= today {
      lives[id]?.until = day
      planned[id] = nil
    }
  }

  mutating func step(_ room: PlacesRoom, _ dice: inout SeededGenerator, in session: any Session) throws {
    let before = self
    do {
      try session.attempt { try act(room, &dice, in: session) }
    } catch let refusal as Refusal where [.invalid, .absent, .conflict].contains(refusal.kind) {
      self = before
    }
  }

  private mutating func act(_ room: PlacesRoom, _ dice: inout SeededGenerator, in session: any Session) throws {
    let desk = room.buildingDesk
    let boss = SmallWorld.boss
    let day = desk.today.adding(days: Int.random(in: -9...9, using: &dice))
    let grids = try session.rows("SELECT id FROM area WHERE level = 'grid' ORDER BY id") { try $0.at(0, as: AreaID.self) }
    let grid = grids.randomElement(using: &dice) ?? AreaID(0)
    let point = Coordinates(longitude: 126.5, latitude: 43.5)
    let id = lives.keys.sorted().randomElement(using: &dice) ?? BuildingID(0)
    switch Int.random(in: 0..<14, using: &dice) {
    case 0...2:
      try change(room.changes, on: day, &dice, by: boss, in: session)
      note("area")
    case 3, 4:
      let name = "新\(Int.random(in: 0..<10_000, using: &dice))"
      let from: CivilDay? = Bool.random(using: &dice) ? day : nil
      let draft = BuildingDraft(name: name, point: point, grid: grid, units: Int.random(in: 1...3, using: &dice), from: from)
      lives[try desk.create(draft, by: boss, in: session).id] = Life(from: from)
      note("create")
    case 5, 6:
      let building = try #require(try desk.records.find(id, in: session))
      let draft = BuildingDraft(name: building.name, point: building.coordinates, grid: grid)
      _ = try desk.describe(id, draft, expecting: building.version, by: boss, in: session)
      note("move")
    case 7, 11, 12:
      let building = try #require(try desk.records.find(id, in: session))
      _ = try desk.end(id, on: day, heir: nil, expecting: building.version, by: boss, in: session)
      if day <= desk.today { lives[id]?.until = day } else { planned[id] = day }
      note(day <= desk.today ? "end" : "plan")
    case 8, 9:
      guard let id = planned.keys.sorted().randomElement(using: &dice) else { return }
      let building = try #require(try desk.records.find(id, in: session))
      _ = try desk.withdrawEnd(of: id, unit: nil, expecting: building.version, by: boss, in: session)
      planned[id] = nil
      note("withdraw")
    case 10:
      let building = try #require(try desk.records.find(id, in: session))
      let number = Int.random(in: 1...5, using: &dice)
      _ = try desk.addUnit(number, households: nil, from: day, to: id, expecting: building.version, by: boss, in: session)
      note("add")
    default:
      let several = try session.rows(
        "SELECT building_id FROM building_unit WHERE valid_until IS NULL GROUP BY building_id HAVING COUNT(*) > 1 ORDER BY building_id"
      ) { try $0.at(0, as: BuildingID.self) }
      guard let id = several.randomElement(using: &dice), let building = try desk.records.find(id, in: session) else { return }
      let number = Int.random(in: 1...3, using: &dice)
      _ = try desk.endUnit(number, of: id, on: day, heir: nil, expecting: building.version, by: boss, in: session)
      note("close")
    }
  }

  private mutating func note(_ kind: String) { done[kind, default: 0] += 1 }

  private func change(
    _ desk: AreaChangeDesk, on day: CivilDay, _ dice: inout SeededGenerator, by boss: Caller, in session: any Session
  ) throws {
    if Int.random(in: 0..<4, using: &dice) == 0 {
      let ids: [AreaChangeID] = try session.rows("SELECT id FROM area_change WHERE reversed_by_id IS NULL ORDER BY id") { try $0.at(0) }
      if let id = ids.randomElement(using: &dice) {
        _ = try desk.reverse(id, on: day, reason: nil, expecting: nil, by: boss, in: session)
        return
      }
    }
    let outlook = try AreaOutlookRecords(levels: desk.profile.levels).outlook(around: [AreaID(101)], in: session)
    var generator = DemoGenerator(seed: dice.next())
    _ = try desk.decide(SmallWorld.command(in: outlook, &generator), on: day, reason: nil, expecting: nil, by: boss, in: session)
  }

  // MARK: What must hold

  func check(_ name: String, in session: any Session) throws {
    for offset in -60...40 {
      let day = SmallWorld.today.adding(days: offset)
      let tree = try AreaRecords().tree(on: day, in: session)
      var standing: [BuildingID: [AreaID]] = [:]
      try session.each("SELECT s.building_id, s.area_id FROM building_span s WHERE \(DatedRows.holding("s", on: day))") { row in
        standing[try row.at(0), default: []].append(try row.at(1))
      }
      for (id, life) in lives {
        let grids = standing[id] ?? []
        #expect(grids.count == (life.holds(day) ? 1 : 0), "\(name) building \(id) on \(day)")
        #expect(grids.allSatisfy { tree[$0]?.level == "grid" }, "\(name) building \(id) on \(day): its grid is there")
      }
    }
    for (id, life) in lives { try checkRow(id, life, name, in: session) }
  }

  private func checkRow(_ id: BuildingID, _ life: Life, _ name: String, in session: any Session) throws {
    let building = try #require(try BuildingRecords().find(id, in: session))
    #expect(building.validFrom == life.from && building.validUntil == life.until, "\(name) building \(id)")
    let area = try AreaRecords().find(building.area, in: session)
    #expect(area?.place == building.place, "\(name) building \(id): its place is its grid's")
    for unit in try UnitRecords().units(of: id, in: session) {
      let begins = unit.validFrom ?? .distantPast
      let ends = unit.validUntil ?? Self.never
      #expect(begins < ends && begins >= life.from ?? .distantPast, "\(name) unit \(unit.number) of \(id) before it")
      #expect(ends <= life.until ?? Self.never, "\(name) unit \(unit.number) of \(id) after it")
    }
  }
}
