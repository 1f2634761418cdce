public import SQL

/// Which dated rows hold on a day: the first day included, the last one not; without `valid_until` until further notice.
public enum Validity {
  /// - Parameter table: a table or its alias, with `valid_from` and `valid_until`.
  public static func condition(_ table: Query, on day: CivilDay) -> Query {
    "\(table).valid_from <= \(day) AND (\(table).valid_until IS NULL OR \(table).valid_until > \(day))"
  }
}

extension RowReader {
  /// Two columns: a range's first and its last place.
  public mutating func range() throws -> PlaceRange { PlaceRange(try next(), try next()) }
}
