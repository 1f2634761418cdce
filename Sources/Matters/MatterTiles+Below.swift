import Ground
import SQL

extension MatterTileCounter {
  /// The figures of an area and of each area below it, in one walk over the counters instead of one for each.
  /// - Parameters:
  ///   - area: lies altogether within the policy, so that nothing in other hands can be added.
  ///   - below: the ranges of the areas directly below, all of one width.
  func tiles(of area: PlaceRange, below: [PlaceRange], now: Moment, in session: any Session) throws -> (area: MatterTiles, below: [MatterTiles]) {
    let none = MatterTiles(open: 0, dueToday: 0, late: 0, answeredThisWeek: 0, rated: 0, satisfied: 0)
    let width = below.first.map { $0.last.number - $0.first.number + 1 } ?? (area.last.number - area.first.number + 1)
    var parts: [Int64: MatterTiles] = [:]
    func add(_ query: Query, _ change: (inout MatterTiles, Row) throws -> Void) throws {
      try session.each(query) { row in try change(&parts[try row.at(0), default: none], row) }
    }
    let there: Query = "place BETWEEN \(area.first) AND \(area.last)"
    try add("SELECT place / \(width), CAST(sum(matters) AS BIGINT) FROM matter_open_count WHERE \(there) GROUP BY 1") { $0.open = try $1.at(1) }
    // Over much of the city the order by date is shorter than the way through every place (MatterQueue says why the plus).
    let isWide = area.last.number - area.first.number >= 999_999
    try add(dates(isWide ? "+place BETWEEN \(area.first) AND \(area.last)" : there, width, now)) {
      $0.late = try $1.at(1)
      $0.dueToday = try $1.at(2)
    }
    // By subdistrict, where nothing smaller is asked for.
    let days: Query = width % MatterDaySums.width == 0 ? MatterDaySums.table(for: area) : "matter_day_count"
    try add(answers(days, there, width, now)) { $0.answeredThisWeek = try $1.at(1) }
    try add(ratings(days, there, width, now)) {
      $0.rated = try $1.at(1)
      $0.satisfied = try $1.at(2)
    }
    return (parts.values.reduce(none, +), below.map { parts[$0.first.number / width] ?? none })
  }

  private func dates(_ there: Query, _ width: Int64, _ now: Moment) -> Query {
    """
    SELECT place / \(width), CAST(sum(CASE WHEN due_at < \(now) THEN 1 ELSE 0 END) AS BIGINT),
      CAST(sum(CASE WHEN due_at < \(now) THEN 0 ELSE 1 END) AS BIGINT)
    FROM matter
    WHERE is_open = 1 AND running_since IS NOT NULL AND due_at < \(queue.calendar.startOfDay(after: now)) AND \(there) GROUP BY 1
    """
  }

  // Days by name, and only where there is something: then each day is a seek into an index that holds nothing else. Asked for
  // together, the week's answers and the month's ratings of a city took 121 ms; apart they take 5.
  private func answers(_ table: Query, _ there: Query, _ width: Int64, _ now: Moment) -> Query {
    let days = days(from: queue.calendar.startOfWeek(now), now)
    return """
      SELECT place / \(width), CAST(sum(answered) AS BIGINT)
      FROM \(table) WHERE day IN (\(list: days)) AND \(there) AND answered > 0 GROUP BY 1
      """
  }

  private func ratings(_ table: Query, _ there: Query, _ width: Int64, _ now: Moment) -> Query {
    let days = days(from: queue.calendar.startOfRatingMonth(now), now)
    return """
      SELECT place / \(width), CAST(sum(rated) AS BIGINT), CAST(sum(satisfied) AS BIGINT)
      FROM \(table) WHERE day IN (\(list: days)) AND \(there) AND rated > 0 GROUP BY 1
      """
  }

  private func days(from start: Moment, _ now: Moment) -> ClosedRange<Int> {
    let first = queue.calendar.localDay(start).daysSince1970
    return first...max(first, queue.calendar.localDay(now).daysSince1970)
  }
}

extension MatterTiles {
  static func + (left: MatterTiles, right: MatterTiles) -> MatterTiles {
    MatterTiles(
      open: left.open + right.open, dueToday: left.dueToday + right.dueToday, late: left.late + right.late,
      answeredThisWeek: left.answeredThisWeek + right.answeredThisWeek, rated: left.rated + right.rated,
      satisfied: left.satisfied + right.satisfied)
  }
}
