import Ground
import Places
import SQL

/// How far the visits of a period are: of one secretary, or of one unit.
struct VisitCoverage: Sendable {
  enum Axis: String, Sendable, CaseIterable {
    case secretary, unit
  }

  /// The post's or the organisation's id.
  let id: Int64
  let planned: Int
  let done: Int
  /// Planned before today and not done.
  let overdue: Int
  /// How many it should visit, or be visited by, and how many of these have met.
  let pairs: Int
  let met: Int

  /// In tenths of a percent, rounded down: what is not whole is never 100 %.
  var perMille: Int? { pairs == 0 ? nil : met * 1000 / pairs }
}

/// Which days, and where.
struct VisitPeriod: Sendable, Hashable {
  let from: CivilDay
  /// The first day after it.
  let before: CivilDay
  var within: Within?

  var conditions: [Query] {
    var out: [Query] = ["v.planned >= \(from)", "v.planned < \(before)"]
    if let within { out.append(within.condition("v", .visits)) }
    return out
  }
}

struct VisitCoverageRecords: Sendable {
  /// A page of secretaries or units with visits in the period, in the order of their ids.
  func list(
    _ axis: VisitCoverage.Axis, _ period: VisitPeriod, of scope: VisitScope, on today: CivilDay, after cursor: RowCursor?, limit: Int,
    in session: any Session
  ) throws -> Rows<VisitCoverage> {
    let key: Query = axis == .secretary ? "v.post_id" : "v.organisation_id"
    var conditions: [Query] = [scope.condition] + period.conditions
    if let cursor { conditions.append("\(key) > \(cursor.id)") }
    let found: [VisitCoverage] = try session.rows(
      """
      SELECT \(key), \(figures(axis, today)) FROM secretary_visit v WHERE \(Query.joined(conditions, by: " AND "))
      GROUP BY \(key) ORDER BY \(key) LIMIT \(limit + 1)
      """, Self.coverage)
    return Rows(found, limit: limit) { RowCursor(0, $0.id) }
  }

  /// All of the period together: pairs are secretaries with units.
  func total(_ period: VisitPeriod, of scope: VisitScope, on today: CivilDay, in session: any Session) throws -> VisitCoverage {
    let conditions: [Query] = [scope.condition] + period.conditions
    let pair: Query = "CAST(v.post_id AS TEXT) || '.' || CAST(v.organisation_id AS TEXT)"
    let query: Query = """
      SELECT 0, \(counts(today)), COUNT(DISTINCT \(pair)), COUNT(DISTINCT CASE WHEN v.done IS NOT NULL THEN \(pair) END)
      FROM secretary_visit v WHERE \(Query.joined(conditions, by: " AND "))
      """
    return try session.first(query, Self.coverage) ?? VisitCoverage(id: 0, planned: 0, done: 0, overdue: 0, pairs: 0, met: 0)
  }

  private func figures(_ axis: VisitCoverage.Axis, _ today: CivilDay) -> Query {
    let other: Query = axis == .secretary ? "v.organisation_id" : "v.post_id"
    return "\(counts(today)), COUNT(DISTINCT \(other)), COUNT(DISTINCT CASE WHEN v.done IS NOT NULL THEN \(other) END)"
  }

  private func counts(_ today: CivilDay) -> Query {
    """
    COUNT(*), COALESCE(SUM(CASE WHEN v.done IS NOT NULL THEN 1 ELSE 0 END), 0),
      COALESCE(SUM(CASE WHEN v.done IS NULL AND v.planned < \(today) THEN 1 ELSE 0 END), 0)
    """
  }

  private static func coverage(_ row: Row) throws -> VisitCoverage {
    var reader: RowReader = row.reader()
    return VisitCoverage(
      id: try reader.next(), planned: try reader.next(), done: try reader.next(), overdue: try reader.next(), pairs: try reader.next(),
      met: try reader.next())
  }
}
