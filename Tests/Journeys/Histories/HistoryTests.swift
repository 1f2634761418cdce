import Ground
import SQL
import Testing
import Testkit

@testable import Places

@Suite("What was where on a day, whatever has changed since")
struct HistoryTests {
  @Test(
    "areas are split, merged, moved and taken back, posts change hands, things are added: every past day's doors and lists are those seen that day",
    arguments: EngineKind.allCases)
  func histories(_ engine: EngineKind) async throws {
    let seed: UInt64 = 7_311
    print("history seeds from \(seed)")
    let told: Told = try await withThrowingTaskGroup(of: Told.self) { group in
      for number in 0..<Self.count { group.addTask { try await Self.history(engine, seed: seed + UInt64(number)) } }
      return try await group.reduce(into: Told()) { $0.add($1) }
    }
    print("\(engine): \(told.lists.count) lists, \(told.kinds.sorted())")
    #expect(told.kinds.isSuperset(of: ["split", "merge", "move", "assign", "rename", "reverse"]), "\(told.kinds)")
    #expect(told.lists.count >= 20)
    // A list whose rows never went anywhere would have proved nothing; areas themselves stay what they are.
    #expect(told.lists.subtracting(told.moved) == ["listCoverage body-party_grid", "listCoverage post-grid_leader", "listUncoveredAreas"])
  }

  private static let count: Int = 4

  /// What came about in some histories.
  private struct Told: Sendable {
    /// Of changes.
    var kinds: Set<String> = []
    var lists: Set<String> = []
    /// Lists of which a row went from one area to another.
    var moved: Set<String> = []

    mutating func add(_ other: Told) {
      kinds.formUnion(other.kinds)
      lists.formUnion(other.lists)
      moved.formUnion(other.moved)
    }
  }

  private static func history(_ engine: EngineKind, seed: UInt64) async throws -> Told {
    try await withHouse(engine, demo: nil) { open, _ in
      let town = StoryTown(open: open)
      try await open.database.write { try town.furnish(in: $0) }
      var story = Story(town: town, seed: seed)
      try await story.live(days: 10)
      try await compare(story, "\(engine) seed \(seed)")
      return Told(kinds: story.kinds, lists: Set(story.lists.map(\.name)), moved: story.evenings.moved)
    }
  }

  /// Every past day as it is told now with what was seen that evening.
  private static func compare(_ story: Story, _ name: String) async throws {
    let areas: Set<String> = Set(story.lists.filter(\.isOfAreas).map(\.name))
    for evening in story.evenings.all {
      let doors: [BuildingID: String] = try await story.doors(on: evening.day)
      for (house, door) in evening.doors { #expect(doors[house] == door, "\(name), house \(house), \(evening.day)") }
      for (list, rows) in try await story.rows(of: evening.tree, on: evening.day) {
        let expected: Evenings.Rows = story.evenings.expected(list, on: evening, withLater: !areas.contains(list))
        for (area, found) in rows {
          let wanted: Set<Int64> = expected[area] ?? []
          #expect(found == wanted, "\(name): \(list) of \(area) on \(evening.day)")
        }
      }
    }
  }
}
