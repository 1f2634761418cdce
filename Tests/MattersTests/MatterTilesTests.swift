import Ground
import SQL
import Testing
import Testkit

@testable import Matters

@Suite("Tiles")
struct MatterTilesTests {
  @Test("a figure is the length of the list behind it, counted or added up, after any history", arguments: EngineKind.allCases)
  func figures(_ engine: EngineKind) async throws {
    try await withDatabase(engine, MatterTown.migrations) { database in
      let town = try MatterTown(database)
      try await town.liveAtRandom(seed: 9, matters: 70)
      let queue = MatterQueue(calendar: town.profile.calendar)
      let counter = MatterTileCounter(queue: queue)
      let now = town.clock.now
      let callers = [try town.communityDesk(), try town.streetDesk(), try town.districtDesk(), try town.leader(), try town.drainage()]
      let areas = [nil] + ["220202", "220202001", "220202001001", "220202001002", "220202001001001"].map { PlaceRange(code: $0) }
      for caller in callers {
        let policy = caller.policy(for: .matterRead)
        for area in areas {
          let (tiles, rows) = try await database.read { session in
            func length(_ filter: MatterFilter) throws -> Int {
              let question = MatterQueue.Question(filter: filter, policy: policy, area: area, own: .nothing, now: now)
              return try town.walk(queue, question, by: 9, in: session).count
            }
            let rows = MatterTiles(
              open: try length(MatterTiles.openFilter), dueToday: try length(MatterTiles.dueTodayFilter), late: try length(MatterTiles.lateFilter),
              answeredThisWeek: try length(MatterTiles.answeredFilter), rated: try length(MatterTiles.ratedFilter),
              satisfied: try length(MatterTiles.satisfiedFilter))
            return (try counter.tiles(policy: policy, area: area, now: now, in: session), rows)
          }
          #expect(tiles == rows, "\(caller.name) in \(String(describing: area?.first.number))")
        }
      }
      let whole = try unwrapped(PlaceRange(code: "220202001"))
      let communities = try ["220202001001", "220202001002", "220202001003"].map { try unwrapped(PlaceRange(code: $0)) }
      let policy = try town.streetDesk().policy(for: .matterRead)
      let (walked, asked) = try await database.read { session in
        let one = try communities.map { try counter.tiles(policy: policy, area: $0, now: now, in: session) }
        return (try counter.tiles(of: whole, below: communities, now: now, in: session), one)
      }
      #expect(walked.below == asked)
      #expect(walked.area == asked.reduce(walked.below[2], +))
      let everything = try await database.read { session in
        try counter.tiles(policy: Policy(ranges: [PlaceRange(Place(0), Place(999_999_999_999_999))]), area: nil, now: now, in: session)
      }
      #expect(everything.open > 0)
      #expect(everything.late > 0)
      #expect(everything.answeredThisWeek > 0)
      #expect(everything.rated > everything.satisfied)
      #expect(everything.satisfied > 0)
    }
  }

  @Test("counters are used only where the scope is whole subtrees")
  func choice() {
    let wide = PlaceRange(Place(100), Place(199))
    let inner = PlaceRange(Place(110), Place(119))
    let mixed = Policy(ranges: [wide], posts: [PostID(1)])
    #expect(MatterTileCounter.wholeSubtrees(mixed, nil) == nil)
    #expect(MatterTileCounter.wholeSubtrees(mixed, inner) == [inner])
    #expect(MatterTileCounter.wholeSubtrees(Policy(ranges: [inner]), wide) == [inner])
    #expect(MatterTileCounter.wholeSubtrees(Policy(ranges: [inner], organisations: [OrganisationID(3)]), wide) == nil)
  }
}

extension MatterTown {
  /// Reports matters and lets each go a random way, over some weeks.
  func liveAtRandom(seed: UInt64, matters: Int) async throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<matters {
      let grid = "22020200100\(Int.random(in: 1...2, using: &random))00\(Int.random(in: 1...3, using: &random))"
      var (matter, report) = try await report(draft(grid: grid))
      clock.advance(seconds: Int64.random(in: 600...20_000, using: &random))
      let steps = Int.random(in: 0...6, using: &random)
      if steps >= 1 { matter = try await act(.dispatch, matter, by: try streetDesk(), to: .organisation(OrganisationID(71))) }
      if steps >= 2 { matter = try await act(.accept, matter, by: try drainage()) }
      if steps >= 3 { matter = try await act(.answer, matter, by: try drainage()) }
      clock.advance(seconds: Int64.random(in: 600...20_000, using: &random))
      if steps >= 4 { matter = try await act(.verify, matter, by: try streetDesk()) }
      if steps >= 5 { matter = try await rate(report, Int.random(in: 1...5, using: &random), solved: Int.random(in: 0...3, using: &random) > 0) }
      if steps >= 6, matter.state == "verified" { matter = try await act(.close, matter, by: try streetDesk()) }
    }
  }
}

private func unwrapped<T>(_ value: T?) throws -> T {
  guard let value else { throw MatterTown.Missing() }
  return value
}
