public import Ground
public import SQL

/// The buildings as they are kept.
public struct BuildingRecords: Sendable {
  public init() {}

  public func find(_ id: BuildingID, in session: any Session) throws -> Building? {
    try session.first("SELECT \(Self.columns) FROM building WHERE id = \(id)", Self.building)
  }

  /// Several at once, by id.
  public func find(_ ids: [BuildingID], in session: any Session) throws -> [BuildingID: Building] {
    let wanted = Array(Set(ids))
    var out: [BuildingID: Building] = [:]
    let found = try session.rows("SELECT \(Self.columns) FROM building WHERE id IN (\(list: wanted))", Self.building)
    for building in found { out[building.id] = building }
    return out
  }

  /// The buildings within an area's range, grid by grid.
  public func within(_ range: PlaceRange, in session: any Session) throws -> [Building] {
    try session.rows(
      """
      SELECT \(Self.columns) FROM building
      WHERE place BETWEEN \(range.first) AND \(range.last) AND valid_until IS NULL ORDER BY place, id
      """, Self.building)
  }

  public func count(within range: PlaceRange, in session: any Session) throws -> Int {
    try session.value(
      "SELECT COUNT(*) FROM building WHERE place BETWEEN \(range.first) AND \(range.last) AND valid_until IS NULL")
  }

  /// The building of a grid that stands nearest to a point, however far that is.
  public func nearest(to point: Coordinates, within grid: Area, in session: any Session) throws -> Building? {
    let buildings = try within(grid.range, in: session)
    return buildings.min { $0.coordinates.distance(to: point) < $1.coordinates.distance(to: point) }
  }

  /// A new building, with the first span of the grid it stands in.
  public func insert(_ building: Building, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO building (\(Self.columns))
      VALUES (\(building.id), \(building.area), \(building.place), \(building.name), \(building.formerName), \(building.estate),
        \(building.units), \(building.coordinates.longitude), \(building.coordinates.latitude), \(building.households),
        \(building.validFrom), \(building.validUntil), \(building.version))
      """)
    try session.run(
      """
      INSERT INTO building_span (building_id, area_id, valid_from)
      VALUES (\(building.id), \(building.area), \(building.validFrom))
      """)
  }

  static let columns: Query = """
    id, area_id, place, name, former_name, estate_id, units, longitude, latitude, households, valid_from, valid_until, version
    """

  static func building(_ row: Row) throws -> Building {
    var next = row.reader()
    let (id, area, place): (BuildingID, AreaID, Place) = (try next.next(), try next.next(), try next.next())
    let (name, former): (String, String?) = (try next.next(), try next.next())
    return Building(
      id: id, area: area, place: place, name: name, estate: try next.next(), units: try next.next(),
      coordinates: Coordinates(checkedLongitude: try next.next(), latitude: try next.next()), households: try next.next(), formerName: former,
      validFrom: try next.next(), validUntil: try next.next(), version: try next.next())
  }
}
