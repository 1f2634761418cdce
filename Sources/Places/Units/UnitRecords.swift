public import Ground
public import SQL

/// The units of buildings as they are kept.
public struct UnitRecords: Sendable {
  public init() {}

  /// All that a building has, had or will have, by number and then by time.
  public func units(of building: BuildingID, in session: any Session) throws -> [BuildingUnit] {
    try session.rows(
      """
      SELECT building_id, number, households, valid_from, valid_until FROM building_unit WHERE building_id = \(building)
      ORDER BY number, COALESCE(valid_from, -1000000)
      """, Self.unit)
  }

  public func insert(_ unit: BuildingUnit, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO building_unit (building_id, number, households, valid_from, valid_until)
      VALUES (\(unit.building), \(unit.number), \(unit.households), \(unit.validFrom), \(unit.validUntil))
      """)
  }

  /// - Returns: whether there was such a unit without an end.
  func end(_ number: Int, of building: BuildingID, on day: CivilDay, in session: any Session) throws -> Bool {
    try session.run(
      """
      UPDATE building_unit SET valid_until = \(day)
      WHERE building_id = \(building) AND number = \(number) AND valid_until IS NULL
        AND (valid_from IS NULL OR valid_from < \(day))
      """) > 0
  }

  /// Gives every building that has none the units that its count says. For loading many buildings: demo, import.
  public func settle(in session: any Session) throws {
    try session.run(EstateSchema.fromCounts)
  }

  private static func unit(_ row: Row) throws -> BuildingUnit {
    var next = row.reader()
    return BuildingUnit(
      building: try next.next(), number: try next.next(), households: try next.next(), validFrom: try next.next(),
      validUntil: try next.next())
  }
}
