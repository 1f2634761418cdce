public import Ground
import SQL

/// Which rows hold on a day: the first day included, the last one not; NULL is open-ended.
enum Validity {
  static func condition(_ table: Query, on day: CivilDay) -> Query {
    "\(table).valid_from <= \(day.daysSince1970) AND (\(table).valid_until IS NULL OR \(table).valid_until > \(day.daysSince1970))"
  }
}

extension RowReader {
  mutating func day() throws -> CivilDay { CivilDay(daysSince1970: try next(Int.self)) }
  mutating func dayOrNone() throws -> CivilDay? { try next(Int?.self).map { CivilDay(daysSince1970: $0) } }
  mutating func range() throws -> PlaceRange { PlaceRange(try next(Place.self), try next(Place.self)) }
}

extension WorkingCalendar {
  /// The date on the city's clock. Offsets are whole seconds east of UTC; the division rounds down before 1970 too.
  public func today(_ now: Moment) -> CivilDay {
    let local: Int64 = now.milliseconds + Int64(offset) * 1000
    let day: Int64 = 86_400_000
    return CivilDay(daysSince1970: Int(local >= 0 ? local / day : (local - day + 1) / day))
  }
}
