import Ground
import Places
import SQL
import Testing
import Testkit

@testable import Matters
@testable import lianzhi

@Suite("Matters by the thousand")
struct BulkTests {
  @Test("the counters of a bulk load are what its rows add up to", arguments: EngineKind.allCases)
  func counters(_ engine: EngineKind) async throws {
    try await withHouse(engine, demo: nil) { house, _ in
      let count: DemoCity.Count = try await DemoCity(house: house.house, scale: .town, bulk: 2_000).load()
      #expect(count.matters > 2_000)
      let calendar: WorkingCalendar = house.profile.calendar
      try await house.database.read { session in
        let matters: [Matter] = try session.rows("SELECT \(MatterRecords.columns) FROM matter m", Matter.init(row:))
        #expect(matters.count == count.matters)
        #expect(try places(matters) == keptPlaces(session))
        let kept: [[Int64]: [Int]] = try keptDays("matter_day_count", session)
        #expect(days(matters, calendar) == kept)
        #expect(try bySubdistrict(kept) == keptDays("matter_day_sum", session))
        let reports: Int = try session.value("SELECT COUNT(DISTINCT matter_id) FROM matter_report")
        #expect(reports == matters.count)
        #expect(matters.allSatisfy { $0.isOpen == ($0.closedAt == nil) })
      }
    }
  }

  private func places(_ matters: [Matter]) -> [Int64: [Int]] {
    matters.reduce(into: [:]) { sums, matter in
      let old: [Int] = sums[matter.location.place.number] ?? [0, 0]
      sums[matter.location.place.number] = [old[0] + (matter.isOpen ? 1 : 0), old[1] + 1]
    }
  }

  private func keptPlaces(_ session: any Session) throws -> [Int64: [Int]] {
    var out: [Int64: [Int]] = [:]
    try session.each("SELECT place, matters, all_matters FROM matter_open_count") { out[try $0.at(0)] = [try $0.at(1), try $0.at(2)] }
    return out
  }

  private func days(_ matters: [Matter], _ calendar: WorkingCalendar) -> [[Int64]: [Int]] {
    var out: [[Int64]: [Int]] = [:]
    func add(_ moment: Moment?, _ place: Place, _ figures: [Int]) {
      guard let moment else { return }
      let key = [place.number, Int64(calendar.localDay(moment).daysSince1970)]
      out[key] = zip(out[key] ?? [0, 0, 0], figures).map { $0 + $1 }
    }
    for matter in matters {
      add(matter.answeredAt, matter.location.place, [1, 0, 0])
      add(matter.ratedAt, matter.location.place, [0, 1, (matter.rating ?? 0) >= 4 ? 1 : 0])
    }
    return out
  }

  private func bySubdistrict(_ days: [[Int64]: [Int]]) -> [[Int64]: [Int]] {
    days.reduce(into: [:]) { sums, entry in
      let key: [Int64] = [entry.key[0] / 1_000_000 * 1_000_000, entry.key[1]]
      sums[key] = zip(sums[key] ?? [0, 0, 0], entry.value).map { $0 + $1 }
    }
  }

  private func keptDays(_ table: Query, _ session: any Session) throws -> [[Int64]: [Int]] {
    var out: [[Int64]: [Int]] = [:]
    try session.each("SELECT place, day, answered, rated, satisfied FROM \(table)") { row in
      out[[try row.at(0), try row.at(1)]] = [try row.at(2), try row.at(3), try row.at(4)]
    }
    return out
  }
}
