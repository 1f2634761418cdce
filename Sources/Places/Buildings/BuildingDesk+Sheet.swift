public import Ground
public import SQL

/// What a sheet of buildings asks.
extension BuildingDesk {
  public func find(_ id: BuildingID, in session: any Session) throws -> Building? { try records.find(id, in: session) }

  /// The grid drawn around a point.
  public func grid(at point: Coordinates, in session: any Session) throws -> AreaID? { try locator.grid(at: point, in: session) }

  /// The building of a grid that has this name and stands, else the one that ended on a day.
  public func find(named name: String, in grid: AreaID, endedOn day: CivilDay?, in session: any Session) throws -> Building? {
    try session.first(
      """
      SELECT \(BuildingRecords.columns) FROM building
      WHERE area_id = \(grid) AND name = \(name) AND (valid_until IS NULL OR valid_until = \(day)) ORDER BY valid_until IS NULL DESC, id LIMIT 1
      """, BuildingRecords.building)
  }

  /// Every standing building within a policy with its estate's name and how many units it has now, grid by grid.
  public func each(
    _ filter: BuildingFilter, of policy: Policy, in session: any Session, _ take: (Building, String?, Int) throws -> Void
  ) throws {
    var cursor: RowCursor?
    repeat {
      let page = try records.list(filter, of: policy, after: cursor, limit: 500, in: session)
      let names = try estates.names(Set(page.compactMap(\.estate)), in: session)
      let counts = try units.standing(of: page.map(\.id), in: session)
      for building in page { try take(building, building.estate.flatMap { names[$0] }, counts[building.id] ?? 0) }
      cursor = page.count == 500 ? page.last.map { RowCursor($0) } : nil
    } while cursor != nil
  }
}
