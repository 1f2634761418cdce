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
    try add(dates(there, width, now)) {
      $0.late = try $1.at(1)
      $0.dueToday = try $1.at(2)
    }
    try add(days(there, width, now)) {
      $0.answeredThisWeek = try $1.at(1)
      $0.rated = try $1.at(2)
      $0.satisfied = try $1.at(3)
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

  private func days(_ there: Query, _ width: Int64, _ now: Moment) -> Query {
    let calendar = queue.calendar
    let today = calendar.localDay(now).daysSince1970
    let week = calendar.localDay(calendar.startOfWeek(now)).daysSince1970
    let month = calendar.localDay(calendar.startOfRatingMonth(now)).daysSince1970
    // A week is always within the last 30 days. Days by name, so that each is a seek into (day, place).
    return """
      SELECT place / \(width), CAST(sum(CASE WHEN day >= \(week) THEN answered ELSE 0 END) AS BIGINT), CAST(sum(rated) AS BIGINT),
        CAST(sum(satisfied) AS BIGINT)
      FROM matter_day_count WHERE day IN (\(list: month...max(month, today))) AND \(there) GROUP BY 1
      """
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
