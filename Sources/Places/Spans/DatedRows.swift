public import Ground
public import SQL

/// Which dated rows hold on a day, in tables whose `valid_from` may be empty: the first day included, the last one not.
public enum DatedRows {
  /// - Parameter table: an alias of a table with `valid_from` and `valid_until`.
  public static func holding(_ table: Query, on day: CivilDay) -> Query {
    """
    (\(table).valid_from IS NULL OR \(table).valid_from <= \(day)) \
    AND (\(table).valid_until IS NULL OR \(table).valid_until > \(day))
    """
  }

  /// Whether something is planned to have ended by a day.
  /// - Parameters:
  ///   - noun: `building` or `estate`.
  ///   - id: the column of its id.
  public static func isOver(_ noun: String, _ id: Query, by day: CivilDay) -> Query {
    "\(id) IN (SELECT p.row_id FROM planned_end p WHERE p.noun = \(noun) AND p.unit = 0 AND p.day <= \(day))"
  }
}
