import Ground
import Testing
import Testkit

@testable import Organisations

@Suite("On which days somebody may edit roles") struct RoleEditorsTests {
  private static let types: [String] = ["keeper", "other", "helper"]
  private static let length: Int = 40

  private func day(_ offset: Int) -> CivilDay { SmallTown.today.adding(days: offset) }

  private func random(_ dice: inout SeededGenerator) -> RoleEditors {
    let firsts: [Int] = [0] + (0..<Int.random(in: 0...2, using: &dice)).map { _ in Int.random(in: 1..<Self.length, using: &dice) }.sorted()
    let rules: [RoleEditors.Rule] = Set(firsts).sorted().map { first in
      RoleEditors.Rule(from: day(first), types: Set(Self.types.filter { _ in Bool.random(using: &dice) }))
    }
    let offices: [RoleEditors.Office] = (0..<Int.random(in: 0...5, using: &dice)).compactMap { index in
      func days() -> Seat.Days {
        let from: Int = Int.random(in: -10..<Self.length, using: &dice)
        return Seat.Days(day(from), Int.random(in: 0..<4, using: &dice) == 0 ? nil : day(from + Int.random(in: 1..<20, using: &dice)))
      }
      let type: String = Self.types[Int.random(in: 0..<Self.types.count, using: &dice)]
      return RoleEditors.Office(post: PostID(Int64(index)), type: type, term: days(), existence: days())
    }
    return RoleEditors(rules: rules, offices: offices)
  }

  /// Asked of one day at a time, without any stretch.
  private func isSomebodyThere(_ editors: RoleEditors, _ day: CivilDay) -> Bool {
    guard let rule = editors.rules.last(where: { $0.from <= day }) else { return false }
    return editors.offices.contains { rule.types.contains($0.type) && $0.days.lowerBound <= day && day < $0.days.upperBound }
  }

  @Test("the first day on which nobody is left any more is the one that looking at each day finds", arguments: [2026, 11, 21])
  func oracle(_ seed: Int) {
    var dice = SeededGenerator(seed: UInt64(seed))
    var lost: Int = 0
    for round in 0..<2000 {
      let before: RoleEditors = random(&dice)
      let after: RoleEditors = random(&dice)
      // Beyond all beginnings and ends nothing changes any more.
      let expected: CivilDay? = (0..<80).map(day).first { isSomebodyThere(before, $0) && !isSomebodyThere(after, $0) }
      #expect(before.firstDay(lostBy: after) == expected, "seed \(seed), round \(round)")
      if expected != nil { lost += 1 }
    }
    #expect(lost > 300 && lost < 1700, "seed \(seed) tries both")
  }
}
