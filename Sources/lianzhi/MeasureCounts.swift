import Foundation
import Ground
import Matters
import Places
import SQL

/// How long a subtree count takes on today's areas and on those of yesterday, after a community has been split. The split is made in
/// a transaction that is undone: the database stays as it is.
struct MeasureCounts: Sendable {
  let house: House

  struct Undone: Error {}

  /// One line for each area: its level, the two counts, and the median of the two in milliseconds.
  func lines() async throws -> [String] {
    let lines = Collected()
    do {
      try await house.database.write { session in
        lines.set(try measure(in: session))
        throw Undone()
      }
    } catch is Undone {}
    return lines.get()
  }

  private func measure(in session: any Session) throws -> [String] {
    guard let city = try AreaRecords().find(code: house.profile.divisionCode, in: session),
      let community = try AreaRecords().within(city.range, level: house.profile.intake.firstDesk, in: session).first
    else { return [] }
    let caller = boss(city)
    let today: CivilDay = house.profile.calendar.localDay(house.timepiece.now())
    let houses = try BuildingRecords().within(community.range, in: session)
    let half: Set<BuildingID> = Set(houses.prefix(houses.count / 2).map(\.id))
    let began: ContinuousClock.Instant = ContinuousClock.now
    _ = try house.places.changes.decide(
      .split(community.id, [.init(name: "half", buildings: half)]), on: today, reason: nil, expecting: nil, by: caller, in: session)
    var out: [String] = [String(format: "split\t%.0f\t%d", (ContinuousClock.now - began) / .milliseconds(1), half.count)]
    for area in try AreaRecords().chain(to: community.id, in: session) {
      let now = try timed { try house.matters.count(in: area.id, by: caller, in: session) }
      let before = try timed { try house.matters.count(in: area.id, structure: today.adding(days: -1), by: caller, in: session) }
      out.append(String(format: "count\t%@\t%d\t%.3f\t%d\t%.3f", area.level, now.count, now.median, before.count, before.median))
    }
    return out
  }

  private func timed(_ count: () throws -> Int) throws -> (count: Int, median: Double) {
    var times: [Double] = []
    var found: Int = 0
    for _ in 0..<21 {
      let began: ContinuousClock.Instant = ContinuousClock.now
      found = try count()
      times.append((ContinuousClock.now - began) / .milliseconds(1))
    }
    return (found, times.sorted()[10])
  }

  private func boss(_ city: Area) -> Caller {
    let holding = Holding(
      post: PostID(1), title: "measure", area: city.id, range: city.range, organisation: nil, permissions: Set(Permission.allCases))
    return Caller(account: nil, person: nil, name: "measure", holdings: [holding], request: "measure")
  }
}
