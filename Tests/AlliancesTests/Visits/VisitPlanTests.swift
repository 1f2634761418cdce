import Ground
import Testing
import Testkit

@testable import Alliances

@Suite("The plan of visits") struct VisitPlanTests {
  private let quarter = Quarter(year: 2026, number: 2)

  private func pairs(_ secretaries: Int64, _ units: Int64) -> [VisitPlan.Pair] {
    (1...secretaries).flatMap { secretary in
      (1...units).map { VisitPlan.Pair(secretary: PostID(secretary * 1_000_003), unit: OrganisationID($0 * 7919)) }
    }
  }

  private func days() throws -> [CivilDay] { quarter.workingDays(try Testkit.profile("jilin").calendar) }

  private func counts<Key: Hashable>(_ visits: [VisitPlan.Visit], _ key: (VisitPlan.Visit) -> Key) -> [Key: Int] {
    var out: [Key: Int] = [:]
    for visit in visits { out[key(visit), default: 0] += 1 }
    return out
  }

  @Test("ten secretaries and 121 units: every pair once, only on working days, days even to one visit, weeks and secretaries too")
  func town() throws {
    let days: [CivilDay] = try days()
    var plan = VisitPlan(over: days)
    let visits: [VisitPlan.Visit] = plan.place(pairs(10, 121))
    #expect(visits.count == 1210)
    #expect(Set(visits.map(\.pair)).count == 1210)
    #expect(Set(visits.map(\.day)).isSubset(of: Set(days)))
    let perDay: [Int] = counts(visits, \.day).values.sorted()
    #expect((perDay.last ?? 0) - (perDay.first ?? 0) <= 1)
    let perSecretary: [PostID: Int] = counts(visits, \.pair.secretary)
    #expect(Set(perSecretary.values) == [121])
    let perSecretaryDay: [Int] = counts(visits) { "\($0.pair.secretary) \($0.day)" }.values.sorted()
    #expect((perSecretaryDay.last ?? 0) <= 4)
    let perUnitDay: [Int] = counts(visits) { "\($0.pair.unit) \($0.day)" }.values.sorted()
    #expect((perUnitDay.last ?? 0) <= 2)
  }

  @Test("random sizes: each pair exactly once a quarter, also after units have come late", arguments: 1...30)
  func random(seed: Int) throws {
    print("visit plan seed \(seed)")
    var generator = SeededGenerator(seed: UInt64(seed))
    let days: [CivilDay] = try days()
    let before: [VisitPlan.Pair] = pairs(Int64.random(in: 1...12, using: &generator), Int64.random(in: 1...40, using: &generator))
    var plan = VisitPlan(over: days)
    let first: [VisitPlan.Visit] = plan.place(before)
    let today: CivilDay = try #require(days.randomElement(using: &generator))
    let late: [VisitPlan.Pair] = pairs(12, 60).filter { !before.contains($0) && $0.unit.raw % 5 == 0 }
    let rest: [CivilDay] = days.filter { $0 >= today }
    var second = VisitPlan(over: rest, beside: first)
    let added: [VisitPlan.Visit] = second.place(late)
    #expect(Set((first + added).map(\.pair)).count == before.count + late.count)
    #expect(first.count == before.count && added.count == late.count)
    #expect(added.allSatisfy { $0.day >= today })
    let perDay: [Int] = days.map { day in first.filter { $0.day == day }.count }
    #expect((perDay.max() ?? 0) - (perDay.min() ?? 0) <= 1)
  }

  @Test("no working day left: nothing is planned, and nothing breaks")
  func tooLate() {
    var plan = VisitPlan(over: [])
    #expect(plan.place(pairs(2, 2)).isEmpty)
  }

  @Test("who goes to whom changes every quarter")
  func mutual() {
    for pair in pairs(3, 5) {
      #expect(VisitPlan.goesOut(pair, in: quarter) != VisitPlan.goesOut(pair, in: quarter.next))
    }
  }

  @Test("quarters are read and written, and follow one another")
  func quarters() {
    #expect(Quarter("2026-Q2") == quarter)
    #expect(quarter.description == "2026-Q2")
    for wrong in ["2026-Q5", "2026-Q0", "26-Q1", "2026Q1", "2026-Q01", "2026-q1"] { #expect(Quarter(wrong) == nil, "\(wrong)") }
    #expect(Quarter(year: 2026, number: 4).next == Quarter(year: 2027, number: 1))
    #expect(Quarter(CivilDay(year: 2026, month: 6, day: 30)) == quarter)
    #expect(quarter.until == CivilDay(year: 2026, month: 7, day: 1))
  }
}
