import Ground
import Places
import SQL
import Testing
import Testkit

@testable import Organisations

@Suite("The chain under random dated moves")
struct ChainPropertyTests {
  /// What the chain is, told without any SQL: for each body the moves in the order in which they were made.
  private struct Oracle {
    var moves: [OrganisationID: [(day: Int, parent: OrganisationID?)]] = [:]

    /// A move holds from its day until the next day for which a later one had been planned when it was made, or which was planned after.
    func parents(_ id: OrganisationID, days: Range<Int>) -> [OrganisationID?] {
      var out: [OrganisationID?] = Array(repeating: nil, count: days.count)
      for move in moves[id] ?? [] {
        let first: Int = max(0, move.day - days.lowerBound)
        let old: OrganisationID? = out[first]
        for index in first..<out.count {
          guard out[index] == old else { break }
          out[index] = move.parent
        }
      }
      return out
    }
  }

  @Test("no circle on any day, and every day's chain equals the naive one", arguments: EngineKind.allCases)
  func moves(_ engine: EngineKind) async throws {
    let seed: UInt64 = 8106
    for round in 0..<6 {
      try await withBodies(engine) { town, database in
        try await database.write { session in try run(town, seed &+ UInt64(round), in: session) }
      }
    }
  }

  private func run(_ town: BodyTown, _ seed: UInt64, in session: any Session) throws {
    var generator = SeededGenerator(seed: seed)
    var ids: [OrganisationID] = []
    for index in 0..<9 {
      ids.append(try town.make("party_committee_unit", at: "220211", name: "党委\(index)", from: 0, in: session))
      ids.append(try town.make("general_branch_unit", at: "220211", name: "总支\(index)", from: 0, in: session))
      ids.append(try town.make("party_branch_unit", at: "220211", name: "支部\(index)", from: 0, in: session))
    }
    var oracle = Oracle()
    var accepted: Int = 0
    for _ in 0..<120 {
      let id: OrganisationID = ids.randomElement(using: &generator) ?? ids[0]
      let parent: OrganisationID? = Int.random(in: 0..<6, using: &generator) == 0 ? nil : ids.randomElement(using: &generator)
      let day: Int = Int.random(in: 0..<40, using: &generator)
      if town.problem({ try town.move(id, below: parent, on: day, in: session) }) == nil {
        oracle.moves[id, default: []].append((day, parent))
        accepted += 1
      }
    }
    #expect(accepted > 20, "seed \(seed)")
    try compare(town, ids, oracle, seed, in: session)
  }

  private func compare(_ town: BodyTown, _ ids: [OrganisationID], _ oracle: Oracle, _ seed: UInt64, in session: any Session) throws {
    let parents: [OrganisationID: [OrganisationID?]] = Dictionary(uniqueKeysWithValues: ids.map { ($0, oracle.parents($0, days: 0..<45)) })
    for day in stride(from: 0, to: 45, by: 4) {
      for id in ids {
        var expected: [OrganisationID] = []
        var next: OrganisationID? = parents[id]?[day]
        while let current = next, expected.count < 40 {
          expected.insert(current, at: 0)
          next = parents[current]?[day]
        }
        #expect(expected.count < 10 && !expected.contains(id), "a circle: seed \(seed), day \(day)")
        #expect(try town.above(id, on: day, in: session) == expected, "seed \(seed), day \(day), body \(id)")
      }
    }
  }

  @Test("whatever is set on whatever day, the spans touch each other and cover the body's life", arguments: [7, 8, 9] as [UInt64])
  func spans(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let start = CivilDay(daysSince1970: 0)
    var story = BodyStory([BodySpan(validFrom: start, validUntil: nil, kind: "a", name: "0", shortName: nil, parent: nil)])
    var naive: [String] = Array(repeating: "0", count: 100)
    for step in 1...300 {
      let day: Int = Int.random(in: 0..<100, using: &generator)
      story.set(\.name, to: "\(step)", from: CivilDay(daysSince1970: day))
      let old: String = naive[day]
      for index in day..<100 {
        guard naive[index] == old else { break }
        naive[index] = "\(step)"
      }
      for (one, next) in zip(story.spans, story.spans.dropFirst()) { #expect(one.validUntil == next.validFrom, "seed \(seed), step \(step)") }
      #expect(story.spans.first?.validFrom == start && story.spans.last?.validUntil == nil)
    }
    for day in 0..<100 { #expect(story.span(on: CivilDay(daysSince1970: day))?.name == naive[day], "seed \(seed), day \(day)") }
  }
}
