import Ground
import SQL

/// Where matters stood before the areas changed.
struct MatterStayRecords: Sendable {
  /// Notes that a matter stood in an area until a day. On the day on which it came it did not stand there at all.
  func leave(_ matter: Matter, on day: CivilDay, change: AreaChangeID, in session: any Session) throws {
    let last: Int? =
      try session.first(
        "SELECT MAX(valid_until) FROM matter_stay WHERE matter_id = \(matter.id)"
      ) { try $0.at(0, as: Int?.self) } ?? nil
    if let last, last >= day.daysSince1970 { return }
    try session.run(
      """
      INSERT INTO matter_stay (matter_id, area_id, place, valid_from, valid_until, change_id)
      VALUES (\(matter.id), \(matter.location.area), \(matter.location.place), \(last), \(day), \(change))
      """)
  }
}
