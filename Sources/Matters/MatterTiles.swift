import Ground
import SQL

/// The figures of a dashboard for one caller and one area. Each opens to exactly the rows it counted.
public struct MatterTiles: Sendable, Hashable {
  public var open: Int
  public var dueToday: Int
  public var late: Int
  public var answeredThisWeek: Int
  /// Rated within the last 30 days, and how many of those with 4 or 5.
  public var rated: Int
  public var satisfied: Int

  /// The filter behind each figure.
  static let openFilter: MatterFilter = MatterFilter(isOpen: true)
  static let dueTodayFilter: MatterFilter = MatterFilter(due: .today)
  static let lateFilter: MatterFilter = MatterFilter(due: .late)
  static let answeredFilter: MatterFilter = MatterFilter(answered: .week, order: .newest)
  static let ratedFilter: MatterFilter = MatterFilter(rated: .month, order: .newest)
  static let satisfiedFilter: MatterFilter = MatterFilter(rated: .satisfied, order: .newest)
  static let unsatisfiedFilter: MatterFilter = MatterFilter(rated: .unsatisfied, order: .newest)
}

/// Works tiles out: from the counters where the caller's scope is made of whole subtrees, from the rows where it is not.
struct MatterTileCounter: Sendable {
  let queue: MatterQueue

  private var calendar: WorkingCalendar { queue.calendar }

  func tiles(policy: Policy, area: PlaceRange?, now: Moment, in session: any Session) throws -> MatterTiles {
    func count(_ filter: MatterFilter) throws -> Int {
      let question = MatterQueue.Question(filter: filter, policy: policy, area: area, own: .nothing, now: now)
      return try queue.count(question, in: session)
    }
    let dueToday = try count(MatterTiles.dueTodayFilter)
    let late = try count(MatterTiles.lateFilter)
    if let ranges = MatterTileCounter.wholeSubtrees(policy, area) {
      var tiles = try counted(ranges, now: now, in: session)
      tiles.dueToday = dueToday
      tiles.late = late
      return tiles
    }
    return MatterTiles(
      open: try count(MatterTiles.openFilter), dueToday: dueToday, late: late,
      answeredThisWeek: try count(MatterTiles.answeredFilter), rated: try count(MatterTiles.ratedFilter),
      satisfied: try count(MatterTiles.satisfiedFilter))
  }

  /// The subtrees that the counters can add up, or nil when the rows must be counted: a matter in an organisation's or a
  /// post's hands may lie anywhere, and would be counted twice.
  static func wholeSubtrees(_ policy: Policy, _ area: PlaceRange?) -> [PlaceRange]? {
    guard let area else {
      return policy.organisations.isEmpty && policy.posts.isEmpty ? policy.ranges : nil
    }
    // Within an area that the policy covers altogether, nothing can be added by the other arms.
    if policy.ranges.contains(where: { $0.contains(area) }) { return [area] }
    guard policy.organisations.isEmpty, policy.posts.isEmpty else { return nil }
    return policy.ranges.filter { area.contains($0) }
  }

  private func counted(_ ranges: [PlaceRange], now: Moment, in session: any Session) throws -> MatterTiles {
    var tiles = MatterTiles(open: 0, dueToday: 0, late: 0, answeredThisWeek: 0, rated: 0, satisfied: 0)
    let weekStart = calendar.localDay(calendar.startOfWeek(now)).daysSince1970
    // Days by name, not from one on: then each is a seek into (day, place).
    let today = calendar.localDay(now).daysSince1970
    let monthStart = calendar.localDay(calendar.startOfRatingMonth(now)).daysSince1970
    for range in ranges {
      tiles.open += try session.value(
        "SELECT CAST(coalesce(sum(matters), 0) AS BIGINT) FROM matter_open_count WHERE place BETWEEN \(range.first) AND \(range.last)")
      tiles.answeredThisWeek += try session.value(
        """
        SELECT CAST(coalesce(sum(answered), 0) AS BIGINT) FROM \(MatterDaySums.table(for: range))
        WHERE day IN (\(list: weekStart...max(weekStart, today))) AND place BETWEEN \(range.first) AND \(range.last) AND answered > 0
        """)
      let ratings = try session.first(
        """
        SELECT CAST(coalesce(sum(rated), 0) AS BIGINT), CAST(coalesce(sum(satisfied), 0) AS BIGINT)
        FROM \(MatterDaySums.table(for: range))
        WHERE day IN (\(list: monthStart...max(monthStart, today))) AND place BETWEEN \(range.first) AND \(range.last) AND rated > 0
        """)
      guard let ratings else { continue }
      tiles.rated += try ratings.at(0)
      tiles.satisfied += try ratings.at(1)
    }
    return tiles
  }
}
