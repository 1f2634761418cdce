public import Ground
public import SQL

/// Old systems' grids as they are kept.
public struct GridLayerRecords: Sendable {
  public init() {}

  /// What happens to them when areas change: they keep to their community.
  public static let follower: any AreaFollower = AreaTableFollower(AreaSubject("grid_layers"), table: "grid_layer")

  public func insert(_ layer: GridLayer, from day: CivilDay?, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO grid_layer (id, duty, area_id, place, code, name, geometry, valid_from)
      VALUES (\(layer.id), \(layer.duty), \(layer.area), \(layer.place), \(layer.code), \(layer.name), \(GeoJSON.text(layer.polygon)),
        \(day))
      """)
  }

  /// A page of the communities that still have two systems on a day, within a policy, in the order of their codes.
  public func overlaps(
    of policy: Policy, on day: CivilDay, after cursor: (place: Place, duty: String)?, limit: Int, in session: any Session
  ) throws -> [GridOverlap] {
    var conditions: [Query] = [policy.filter(place: "grid_layer.place"), Self.holds("grid_layer", day)]
    if let cursor {
      conditions.append("(grid_layer.place > \(cursor.place) OR (grid_layer.place = \(cursor.place) AND grid_layer.duty > \(cursor.duty)))")
    }
    let query: Query = """
      SELECT area.id, area.name, grid_layer.place, grid_layer.duty, COUNT(*),
        (SELECT COUNT(*) FROM area grid WHERE grid.parent_id = area.id AND grid.valid_until IS NULL),
        (SELECT COUNT(*) FROM grid_duty JOIN area grid ON grid.id = grid_duty.area_id
          WHERE grid.parent_id = area.id AND grid.valid_until IS NULL AND grid_duty.duty = grid_layer.duty AND \(Self.holds("grid_duty", day)))
      FROM grid_layer JOIN area ON area.id = grid_layer.area_id
      WHERE \(Query.joined(conditions, by: " AND "))
      GROUP BY area.id, area.name, grid_layer.place, grid_layer.duty ORDER BY grid_layer.place, grid_layer.duty LIMIT \(limit)
      """
    return try session.rows(query) { row in
      GridOverlap(
        area: try row.at(0), name: try row.at(1), place: try row.at(2), duty: try row.at(3), layers: try row.at(4), grids: try row.at(5),
        carrying: try row.at(6))
    }
  }

  /// The grids of one old system in a community on a day.
  public func layers(of area: AreaID, duty: String, on day: CivilDay, in session: any Session) throws -> [GridLayer] {
    try session.rows(
      """
      SELECT id, duty, area_id, place, code, name, geometry FROM grid_layer
      WHERE area_id = \(area) AND duty = \(duty) AND \(Self.holds("grid_layer", day)) ORDER BY code, id
      """
    ) { row in
      GridLayer(
        id: try row.at(0), duty: try row.at(1), area: try row.at(2), place: try row.at(3), code: try row.at(4), name: try row.at(5),
        polygon: try GeoJSON.polygon(try row.at(6)))
    }
  }

  /// - Returns: how many ended.
  public func end(of area: AreaID, duty: String, on day: CivilDay, in session: any Session) throws -> Int {
    try session.run(
      """
      UPDATE grid_layer SET valid_until = \(day)
      WHERE area_id = \(area) AND duty = \(duty) AND valid_until IS NULL AND (valid_from IS NULL OR valid_from <= \(day))
      """)
  }

  private static func holds(_ table: Query, _ day: CivilDay) -> Query {
    """
    (\(table).valid_from IS NULL OR \(table).valid_from <= \(day))
      AND (\(table).valid_until IS NULL OR \(table).valid_until > \(day))
    """
  }
}
