import Ground
import SQL

extension PlacesRoom {
  /// Ends what was planned to end and whose day has come. Goes before the changes of areas of the same day: what has ended by then is not
  /// taken elsewhere by them.
  /// - Returns: how many were due.
  @discardableResult public func carryOutEnds() async throws -> Int {
    let (estates, buildings) = (estateDesk, buildingDesk)
    // One look first: a sweep that finds nothing costs no transaction of the writer.
    let isDue: Bool = try await database.read { session in
      try session.first("SELECT 1 FROM planned_end WHERE day <= \(estates.today) LIMIT 1") != nil
    }
    guard isDue else { return 0 }
    return try await database.write { try buildings.settleEnds(in: $0) + estates.settleEnds(in: $0) }
  }
}
