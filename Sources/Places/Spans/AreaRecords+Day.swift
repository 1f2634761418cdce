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

  /// Several at once, as they were on a day.
  public func find(_ ids: [AreaID], on day: CivilDay, in session: any Session) throws -> [AreaID: Area] {
    var out: [AreaID: Area] = [:]
    let query: Query = "\(Self.dated) WHERE s.area_id IN (\(list: Array(Set(ids)))) AND \(DatedRows.holding("s", on: day))"
    for area in try session.rows(query, Self.datedArea) { out[area.id] = area }
    return out
  }

  /// A page of the areas of a day, in the order of the codes of that day. Who may see an area is a question of today.
  public func list(
    _ filter: AreaFilter, on day: CivilDay, of policy: Policy, after cursor: RowCursor? = nil, limit: Int, in session: any Session
  ) throws -> [Area] {
    var conditions: [Query] = [DatedRows.holding("s", on: day), policy.filter(place: "a.place")]
    conditions += filter.conditions(of: "s", "s.area_id")
    if let cursor { conditions.append(cursor.condition("s.place", "s.area_id")) }
    let query: Query = "\(Self.dated) WHERE \(Query.joined(conditions, by: " AND ")) ORDER BY s.place, s.area_id LIMIT \(limit)"
    return try session.rows(query, Self.datedArea)
  }

  /// Where what stood in an area that has ended is now.
  public func successor(of id: AreaID, in session: any Session) throws -> Area? {
    var next: AreaID? = id
    for _ in 0..<16 {
      guard let current = next else { return nil }
      let found: AreaID? = try session.first("SELECT successor_id FROM area WHERE id = \(current)") { try $0.at(0, as: AreaID?.self) } ?? nil
      if found == nil { return current == id ? nil : try find(current, in: session) }
      next = found
    }
    return nil
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
