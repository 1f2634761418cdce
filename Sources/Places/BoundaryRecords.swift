public import Ground
public import SQL

/// The outlines of areas, kept as GeoJSON geometries.
public struct BoundaryRecords: Sendable {
  public init() {}

  /// An area with its outline.
  public struct Bounded: Sendable {
    public let id: AreaID
    public let code: String
    public let level: String
    public let name: String
    public let polygon: Polygon
    let parent: AreaID?
    let place: Place
  }

  public func find(_ area: AreaID, in session: any Session) throws -> Polygon? {
    try session.first("SELECT geometry FROM area_boundary WHERE area_id = \(area) AND valid_until IS NULL", Self.polygon)
  }

  /// Several at once, as far as they are drawn.
  func find(_ areas: [AreaID], in session: any Session) throws -> [AreaID: Polygon] {
    var out: [AreaID: Polygon] = [:]
    try session.each("SELECT area_id, geometry FROM area_boundary WHERE area_id IN (\(list: areas)) AND valid_until IS NULL") { row in
      out[try row.at(0)] = try GeoJSON.polygon(try row.at(1))
    }
    return out
  }

  /// A new corner on a side that others share becomes a corner of theirs too, whosever they are: the land stays what it was, and
  /// neighbours go on naming the same corners.
  func share(_ corners: [Vertex], from: Vertex, to: Vertex, in session: any Session) throws {
    for (start, end, new) in [(from, to, corners), (to, from, corners.reversed())] {
      let old = "\(GeoJSON.position(start)),\(GeoJSON.position(end))"
      let shared = ([start] + new + [end]).map(GeoJSON.position).joined(separator: ",")
      try session.run(
        "UPDATE area_boundary SET geometry = REPLACE(geometry, \(old), \(shared)) WHERE valid_until IS NULL AND geometry LIKE \("%\(old)%")")
    }
  }

  /// The outlines of the areas at a level, within a range and a policy.
  public func within(_ range: PlaceRange, level: String, of policy: Policy, in session: any Session) throws -> [Bounded] {
    let query: Query = """
      SELECT area.id, area.code, area.level, area.name, area_boundary.geometry, area.parent_id, area.place
      FROM area JOIN area_boundary ON area_boundary.area_id = area.id
      WHERE area.level = \(level) AND area.place BETWEEN \(range.first) AND \(range.last) AND \(policy.filter(place: "area.place"))
        AND area.valid_until IS NULL AND area_boundary.valid_until IS NULL
      ORDER BY area.place, area.id
      """
    return try session.rows(query, Self.bounded)
  }

  /// Of the whole city, without the lowest level.
  func above(_ level: String, in session: any Session) throws -> [Bounded] {
    let query: Query = """
      SELECT area.id, area.code, area.level, area.name, area_boundary.geometry, area.parent_id, area.place
      FROM area JOIN area_boundary ON area_boundary.area_id = area.id
      WHERE area.level <> \(level) AND area.valid_until IS NULL AND area_boundary.valid_until IS NULL
      ORDER BY area.place, area.place_last DESC
      """
    return try session.rows(query, Self.bounded)
  }

  /// The grids of the whole city, for the finder.
  public func grids(level: String, in session: any Session) throws -> [(id: AreaID, polygon: Polygon)] {
    let query: Query = """
      SELECT area.id, area_boundary.geometry FROM area JOIN area_boundary ON area_boundary.area_id = area.id
      WHERE area.level = \(level) AND area.valid_until IS NULL AND area_boundary.valid_until IS NULL
      ORDER BY area.place, area.id
      """
    return try session.rows(query) { row in (id: try row.at(0), polygon: try GeoJSON.polygon(try row.at(1))) }
  }

  /// Rises with every change of a boundary.
  public func revision(in session: any Session) throws -> Int64 {
    try session.value("SELECT revision FROM boundary_revision WHERE id = 1")
  }

  public func insert(_ polygon: Polygon, of area: AreaID, in session: any Session) throws {
    try session.run("INSERT INTO area_boundary (area_id, geometry) VALUES (\(area), \(GeoJSON.text(polygon)))")
  }

  /// Said once after boundaries have changed, in the same transaction.
  public func raiseRevision(in session: any Session) throws {
    try session.run("UPDATE boundary_revision SET revision = revision + 1 WHERE id = 1")
  }

  private static func polygon(_ row: Row) throws -> Polygon { try GeoJSON.polygon(try row.at(0)) }

  private static func bounded(_ row: Row) throws -> Bounded {
    Bounded(
      id: try row.at(0), code: try row.at(1), level: try row.at(2), name: try row.at(3), polygon: try GeoJSON.polygon(try row.at(4)),
      parent: try row.at(5), place: try row.at(6))
  }
}
