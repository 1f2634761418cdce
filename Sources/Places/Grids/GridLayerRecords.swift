public import Ground
public import SQL

/// Old systems' grids as they are kept.
public struct GridLayerRecords: Sendable {
  public init() {}

  private static let gridLayers = AreaSubject("grid_layers")

  /// What happens to them when areas change: they keep to their community.
  public static let follower: any AreaFollower = AreaTableFollower(gridLayers, table: "grid_layer")

  public func insert(_ layer: GridLayer, from day: CivilDay?, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO grid_layer (id, duty, area_id, place, code, name, geometry, valid_from)
      VALUES (\(layer.id), \(layer.duty), \(layer.area), \(layer.place), \(layer.code), \(layer.name), \(GeoJSON.text(layer.polygon)),
        \(day))
      """)
  }

  /// A page of the communities that still have two systems on a day, within a policy, in the order of their codes.
  /// - Parameter within: also says on which day's areas.
  public func overlaps(
    within: Within?, of policy: Policy, on day: CivilDay, after cursor: (place: Place, duty: String)?, limit: Int, in session: any Session
  ) throws -> [GridOverlap] {
    let structure: CivilDay = within?.structure ?? day
    let home: Query = within?.structure.map { Within.stood("grid_layer", Self.gridLayers, on: $0) } ?? "grid_layer.area_id"
    var conditions: [Query] = [policy.filter(place: "grid_layer.place"), DatedRows.holding("grid_layer", on: day)]
    if let within { conditions.append(within.spans("community")) }
    if let cursor {
      conditions.append("(community.place > \(cursor.place) OR (community.place = \(cursor.place) AND grid_layer.duty > \(cursor.duty)))")
    }
    // The places only lead to the index.
    let below: Query = """
      grid.parent_id = community.area_id AND grid.place BETWEEN community.place AND community.place_last
        AND \(DatedRows.holding("grid", on: structure))
      """
    let query: Query = """
      SELECT community.area_id, community.name, community.place, grid_layer.duty, COUNT(*),
        (SELECT COUNT(*) FROM area_span grid WHERE \(below)),
        (SELECT COUNT(*) FROM grid_duty JOIN area_span grid ON grid.area_id = grid_duty.area_id
          WHERE \(below) AND grid_duty.duty = grid_layer.duty AND \(DatedRows.holding("grid_duty", on: day)))
      FROM grid_layer JOIN area_span community ON community.area_id = \(home) AND \(DatedRows.holding("community", on: structure))
      WHERE \(Query.joined(conditions, by: " AND "))
      GROUP BY community.area_id, community.name, community.place, community.place_last, grid_layer.duty
      ORDER BY community.place, grid_layer.duty LIMIT \(limit)
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
      WHERE area_id = \(area) AND duty = \(duty) AND \(DatedRows.holding("grid_layer", on: day)) ORDER BY code, id
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
}
