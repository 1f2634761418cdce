import Ground
import Organisations
import SQL
import Testing
import Testkit

@testable import Alliances

@Suite("How far the visits of a period are") struct VisitCoverageTests {
  @Test("for random visits and random days, rows and totals equal a count by hand, and each figure its list", arguments: EngineKind.allCases)
  func oracle(_ engine: EngineKind) async throws {
    let seed: UInt64 = 7_121
    print("coverage seed \(seed)")
    try await withAlliances(engine) { town, database in
      try await database.write { session in try run(town, seed, in: session) }
    }
  }

  private func run(_ town: AllianceTown, _ seed: UInt64, in session: any Session) throws {
    var generator = SeededGenerator(seed: seed)
    let all: [SecretaryVisit] = try scatter(town, &generator, in: session)
    let scopes: [(scope: VisitScope, code: String)] = try ["2202", "220211004001"].map { (VisitScope(try town.keeper($0)), $0) }
    let records = VisitCoverageRecords()
    for _ in 0..<40 {
      let from: CivilDay = town.today.adding(days: Int.random(in: -120...60, using: &generator))
      let period = VisitPeriod(from: from, before: from.adding(days: Int.random(in: 1...120, using: &generator)))
      for (scope, code) in scopes {
        let range: PlaceRange = try AllianceTown.range(code)
        let own: [SecretaryVisit] = all.filter { range.contains($0.place) && period.from <= $0.planned && $0.planned < period.before }
        let total: VisitCoverage = try records.total(period, of: scope, on: town.today, in: session)
        #expect([total.planned, total.done, total.overdue, total.pairs, total.met] == figures(own, town.today) { $0.pair }, "seed \(seed)")
        let rows: [VisitCoverage] = try records.list(.unit, period, of: scope, on: town.today, after: nil, limit: 100, in: session).rows
        #expect(rows.map(\.id) == Set(own.map(\.pair.unit.raw)).sorted(), "seed \(seed)")
        for row in rows {
          let units: [SecretaryVisit] = own.filter { $0.pair.unit.raw == row.id }
          #expect([row.planned, row.done, row.overdue, row.pairs, row.met] == figures(units, town.today) { $0.pair.secretary }, "seed \(seed)")
          for (state, count) in [(nil, row.planned), (SecretaryVisit.State.done, row.done), (.overdue, row.overdue)] {
            let filter = VisitFilter(unit: OrganisationID(row.id), state: state, from: period.from, before: period.before)
            #expect(try VisitRecords().count(filter, of: scope, on: town.today, in: session) == count, "seed \(seed)")
          }
        }
      }
    }
  }

  private func figures<Key: Hashable>(_ visits: [SecretaryVisit], _ today: CivilDay, key: (SecretaryVisit) -> Key) -> [Int] {
    let overdue: Int = visits.filter { $0.done == nil && $0.planned < today }.count
    let met: Set<Key> = Set(visits.filter { $0.done != nil }.map(key))
    return [visits.count, visits.filter { $0.done != nil }.count, overdue, Set(visits.map(key)).count, met.count]
  }

  /// Three communities, five units, four quarters.
  private func scatter(_ town: AllianceTown, _ generator: inout SeededGenerator, in session: any Session) throws -> [SecretaryVisit] {
    let codes: [String] = ["220211004001", "220211004002", "220202001001"]
    let posts: [PostID] = try codes.map { try town.post("secretary_community", at: $0, in: session) }
    let units: [OrganisationID] = try (0..<5).map { try town.unit("单位\($0)", at: "220211", in: session) }
    var out: [SecretaryVisit] = []
    var quarter = Quarter(town.today.adding(days: -120))
    for _ in 0..<4 {
      let round = VisitRound(
        id: town.ids.next(), area: try AllianceTown.area("2202"), range: try AllianceTown.range("2202"), quarter: quarter, covers: .every)
      try VisitRecords().insert(round, in: session)
      for (post, code) in zip(posts, codes) {
        for unit in units where Int.random(in: 0..<4, using: &generator) > 0 {
          let planned: CivilDay = quarter.first.adding(days: Int.random(in: 0..<90, using: &generator))
          let visit = SecretaryVisit(
            id: town.ids.next(), round: round.id, pair: VisitPlan.Pair(secretary: post, unit: unit), place: try AllianceTown.range(code).first,
            goesOut: true, planned: planned, done: planned <= town.today && Bool.random(using: &generator) ? planned : nil)
          try VisitRecords().insert(visit, in: session)
          out.append(visit)
        }
      }
      quarter = quarter.next
    }
    return out
  }
}
