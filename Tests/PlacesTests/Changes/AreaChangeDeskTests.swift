import Ground
import SQL
import Testing
import Testkit

@testable import Places

@Suite("Changes of areas, decided and kept")
struct AreaChangeDeskTests {
  static let followers: [any AreaFollower] = PlacesRoom.areaFollowers

  private func desk(_ clock: FakeClock) throws -> AreaChangeDesk {
    AreaChangeDesk(
      profile: try Testkit.profile("jilin"), ids: IdentifierMaker(node: 2, timepiece: clock.timepiece), timepiece: clock.timepiece,
      followers: Self.followers)
  }

  @Test("random changes in the database: spans, rows for today, codes and buildings agree with a replay on every day", arguments: EngineKind.allCases)
  func random(_ engine: EngineKind) async throws {
    let seed: UInt64 = 77
    print("seed \(seed)")
    for number in 0..<6 {
      var generator = DemoGenerator(seed: seed + UInt64(number))
      let world = SmallWorld(&generator)
      let clock = FakeClock(Moment(milliseconds: Int64(SmallWorld.today.daysSince1970) * 86_400_000))
      let desk = try desk(clock)
      let start = generator
      try await withDatabase(engine, JournalSchema.migrations + PlacesSchema.migrations) { database in
        try await database.write { try world.save(in: $0) }
        var generator = start
        var replay = PlainReplay(world)
        let boss = SmallWorld.boss
        for _ in 0..<24 {
          let decided: AreaChange? = try await database.write { [generator] session in
            var dice = generator
            do {
              return try session.attempt { try decide(desk, &dice, by: boss, in: session) }
            } catch is Refusal {
              return nil
            }
          }
          for _ in 0..<200 { _ = generator.next() }
          if let decided { replay.decide(decided) }
          if Int.random(in: 0..<3, using: &generator) == 0 {
            clock.advance(seconds: 86_400 * 3)
            try await database.write { _ = try desk.enactDue(in: $0) }
          }
        }
        let final = replay
        let today = desk.today
        try await database.read { try compare(final, on: today, in: $0, "seed \(seed) number \(number)") }
        #expect(final.plans.count > 3)
      }
    }
  }

  private func decide(_ desk: AreaChangeDesk, _ dice: inout DemoGenerator, by boss: Caller, in session: any Session) throws -> AreaChange {
    let day = desk.today.adding(days: Int.random(in: -8...12, using: &dice))
    if Int.random(in: 0..<4, using: &dice) == 0 {
      let ids: [AreaChangeID] = try session.rows("SELECT id FROM area_change WHERE reversed_by_id IS NULL ORDER BY id") { try $0.at(0) }
      if let id = ids.randomElement(using: &dice) {
        return try desk.reverse(id, on: day, reason: nil, expecting: nil, by: boss, in: session)
      }
    }
    let everywhere = try session.rows("SELECT id FROM area WHERE parent_id IS NULL") { try $0.at(0, as: AreaID.self) }
    let outlook = try AreaOutlookRecords(levels: desk.profile.levels).outlook(around: Set(everywhere), in: session)
    return try desk.decide(
      SmallWorld.command(in: outlook, &dice), on: day, reason: "试", expecting: nil, by: boss, in: session)
  }

  private func compare(_ replay: PlainReplay, on today: CivilDay, in session: any Session, _ name: String) throws {
    for day in replay.days {
      let (areas, buildings) = replay.on(day)
      let tree = try AreaRecords().tree(on: day, in: session)
      let found = Dictionary(
        uniqueKeysWithValues: tree.areas.map { ($0.id, AreaState(code: $0.code, level: $0.level, name: $0.name, parent: $0.parent)) })
      let others = Set(found.keys).union(areas.keys).filter { found[$0] != areas[$0] }
      #expect(others.map { "\($0) \(found[$0]?.code ?? "") \(areas[$0]?.code ?? "")" } == [], "\(name) on \(day)")
      let grids = try BuildingRecords().grids(on: day, in: session)
      #expect(grids.filter { buildings[$0.key] != $0.value } == [:] && grids.count == buildings.count, "\(name) on \(day)")
      #expect(flaws(areas, buildings) == [], "\(name) on \(day)")
    }
    let (areas, buildings) = replay.on(today)
    let tree = try AreaRecords().tree(in: session)
    #expect(Set(tree.areas.map(\.id)) == Set(areas.keys), "\(name): the rows of today")
    for area in tree.areas {
      #expect(areas[area.id]?.code == area.code && areas[area.id]?.name == area.name && areas[area.id]?.parent == area.parent, "\(name)")
      #expect(area.range == PlaceRange(code: area.code), "\(name)")
    }
    for (id, grid) in buildings {
      let building = try BuildingRecords().find(id, in: session)
      #expect(building?.area == grid && building?.place == tree[grid]?.place, "\(name)")
      let code = try session.first("SELECT area_id, place FROM door_code WHERE building_id = \(id)") {
        (try $0.at(0, as: AreaID.self), try $0.at(1, as: Place.self))
      }
      #expect(code?.0 == grid && code?.1 == tree[grid]?.place, "\(name): the printed code leads to the grid of today")
    }
    let lost: Int = try session.value(
      "SELECT COUNT(*) FROM door_code d JOIN area a ON a.id = d.area_id WHERE a.valid_until IS NOT NULL OR a.place <> d.place")
    #expect(lost == 0, "\(name): no code leads to what has ended")
  }
}
