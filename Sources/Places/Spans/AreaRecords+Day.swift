public import Ground
public import SQL

/// The areas as they were, are or will be on a day. Their ranges are those of that day: rows that carry a `place` carry today's, so
/// such a range must not be compared with them. Ask ``AreaStructure`` for that.
extension AreaRecords {
  /// All areas that exist on a day.
  public func tree(on day: CivilDay, in session: any Session) throws -> AreaTree {
    AreaTree(try session.rows("\(Self.dated) WHERE \(DatedRows.holding("s", on: day))", Self.datedArea))
  }

  /// The area as it is on a day; nil when it does not exist on that day.
  public func find(_ id: AreaID, on day: CivilDay, in session: any Session) throws -> Area? {
    try session.first("\(Self.dated) WHERE s.area_id = \(id) AND \(DatedRows.holding("s", on: day))", Self.datedArea)
  }

  /// The area that has this code on a day.
  public func find(code: String, on day: CivilDay, in session: any Session) throws -> Area? {
    try session.first("\(Self.dated) WHERE s.code = \(code) AND \(DatedRows.holding("s", on: day))", Self.datedArea)
  }

  static let dated: Query = "SELECT \(AreaSpanRecords.columns), a.version FROM area_span s JOIN area a ON a.id = s.area_id"

  static func datedArea(_ row: Row) throws -> Area {
    var next = row.reader()
    let span: AreaSpan = try AreaSpanRecords.span(&next)
    return span.area(version: try next.next())
  }
}

extension BuildingRecords {
  /// The grid of every building on a day.
  public func grids(on day: CivilDay, in session: any Session) throws -> [BuildingID: AreaID] {
    var out: [BuildingID: AreaID] = [:]
    try session.each("SELECT s.building_id, s.area_id FROM building_span s WHERE \(DatedRows.holding("s", on: day))") { row in
      out[try row.at(0)] = try row.at(1)
    }
    return out
  }

  /// The grid in which a building stands on a day; nil when it does not stand yet, or no longer.
  public func grid(of building: BuildingID, on day: CivilDay, in session: any Session) throws -> AreaID? {
    try session.first(
      "SELECT s.area_id FROM building_span s WHERE s.building_id = \(building) AND \(DatedRows.holding("s", on: day))"
    ) { try $0.at(0) }
  }
}
