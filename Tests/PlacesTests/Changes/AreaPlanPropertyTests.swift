import Ground
import Testing

@testable import Places

@Suite("Random sequences of dated changes")
struct AreaPlanPropertyTests {
  @Test("of 3,000 sequences every one keeps each building in exactly one grid on every day, and what was is what a replay finds")
  func sequences() throws {
    let seed: UInt64 = 20_261_121
    var counts: [String: Int] = [:]
    var refused = 0
    for number in 0..<3_000 {
      var generator = DemoGenerator(seed: seed &+ UInt64(number))
      let world = SmallWorld(&generator)
      var story = Story(world)
      for _ in 0..<Int.random(in: 3...10, using: &generator) {
        if let kind = story.step(&generator) { counts[kind.rawValue, default: 0] += 1 } else { refused += 1 }
      }
      for day in story.replay.days {
        let (areas, buildings) = story.replay.on(day)
        #expect(story.areas.compactMapValues { $0.on(day) } == areas, "seed \(seed) number \(number) on \(day)")
        #expect(story.buildings.compactMapValues { $0.on(day) } == buildings, "seed \(seed) number \(number) on \(day)")
        #expect(buildings.count == world.buildings.count)
        for (building, grid) in buildings { #expect(areas[grid] != nil, "seed \(seed) number \(number): \(building) in what is not there on \(day)") }
        #expect(flaws(areas, buildings) == [], "seed \(seed) number \(number) on \(day)")
      }
    }
    print("seed \(seed): \(counts.sorted { $0.key < $1.key }), refused \(refused)")
    for kind in AreaPlan.Kind.allCases where kind != .redraw { #expect(counts[kind.rawValue, default: 0] > 50, "\(kind)") }
  }

  /// One city's changes, one after another.
  struct Story {
    var outlook: AreaOutlook
    var replay: PlainReplay
    /// What has not been taken back.
    var standing: [AreaPlan] = []
    var areas: [AreaID: Spells<AreaState>]
    var buildings: [BuildingID: Spells<AreaID>]
    var next: Int64 = 10_000

    init(_ world: SmallWorld) {
      outlook = world.outlook
      replay = PlainReplay(world)
      areas = world.areas.mapValues { Spells([Spell($0)]) }
      buildings = world.buildings.mapValues { Spells([Spell($0.grid)]) }
    }

    /// - Returns: nil when it was refused.
    mutating func step(_ generator: inout DemoGenerator) -> AreaPlan.Kind? {
      let day = SmallWorld.today.adding(days: Int.random(in: -20...20, using: &generator))
      guard let plan = try? plan(on: day, &generator) else { return nil }
      replay.plans.append(plan)
      standing.append(plan)
      outlook = outlook.applying(plan)
      for step in plan.steps { areas[step.area, default: Spells()].set(step.after, on: plan.day, by: nil) }
      for step in plan.buildings { buildings[step.building, default: Spells()].set(step.to, on: plan.day, by: nil) }
      return plan.kind
    }

    private mutating func plan(on day: CivilDay, _ generator: inout DemoGenerator) throws -> AreaPlan {
      // Out of order: any change that still stands, also long after others were built on it.
      if Int.random(in: 0..<3, using: &generator) == 0, let index = standing.indices.randomElement(using: &generator) {
        let latest = replay.plans.map(\.day).max() ?? day
        let from = Bool.random(using: &generator) ? latest : max(day, standing[index].day)
        let reversal = try AreaPlanner.reversal(of: standing[index], on: from, in: outlook, levels: SmallWorld.levels)
        standing.remove(at: index)
        return reversal
      }
      var ids = next
      defer { next = ids }
      return try AreaPlanner.plan(command(&generator), on: day, in: outlook, levels: SmallWorld.levels) {
        ids += 1
        return AreaID(ids)
      }
    }

    /// Often what makes the last change hard to take back: where its buildings came from ends.
    private func command(_ generator: inout DemoGenerator) -> AreaCommand {
      guard let moved = replay.plans.last?.buildings.randomElement(using: &generator), Bool.random(using: &generator) else {
        return SmallWorld.command(in: outlook, &generator)
      }
      return .merge([moved.from], into: moved.to)
    }
  }
}
