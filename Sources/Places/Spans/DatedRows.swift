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
}
