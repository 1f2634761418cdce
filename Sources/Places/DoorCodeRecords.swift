public import Ground
public import SQL

/// The printed codes as they are kept.
public struct DoorCodeRecords: Sendable {
  private let areas: AreaRecords = AreaRecords()
  private let buildings: BuildingRecords = BuildingRecords()

  public init() {}

  /// What a code stands for, whoever asks: it hangs in the street.
  /// - Parameter text: as typed or scanned; spaces, dashes, small letters and look-alikes are put right.
  /// - Throws: ``Refusal/absent`` when there is no such code.
  public func resolve(_ text: String, in session: any Session) throws -> Doorstep {
    guard let code = DoorCode.normal(text),
      let found = try session.first(
        "SELECT \(Self.columns) FROM door_code WHERE code = \(code) AND valid_until IS NULL", Self.doorCode)
    else { throw Refusal.absent }
    let building = try found.building.flatMap { try buildings.find($0, in: session) }
    return Doorstep(code: found, chain: try areas.chain(to: found.area, in: session), building: building)
  }

  /// The codes within an area's range, grid by grid.
  public func within(
    _ range: PlaceRange, kind: DoorCode.Kind? = nil, after cursor: RowCursor? = nil, limit: Int, in session: any Session
  ) throws -> [DoorCode] {
    var conditions: [Query] = ["place BETWEEN \(range.first) AND \(range.last)", "valid_until IS NULL"]
    if let kind { conditions.append("kind = \(kind)") }
    if let cursor { conditions.append(cursor.condition("door_code")) }
    let query: Query = """
      SELECT \(Self.columns) FROM door_code WHERE \(Query.joined(conditions, by: " AND ")) ORDER BY place, id LIMIT \(limit)
      """
    return try session.rows(query, Self.doorCode)
  }

  /// The codes of a building and of its units.
  func codes(of building: BuildingID, in session: any Session) throws -> [DoorCode] {
    try session.rows(
      "SELECT \(Self.columns) FROM door_code WHERE building_id = \(building) AND valid_until IS NULL ORDER BY COALESCE(unit, 0), id", Self.doorCode)
  }

  public func insert(_ code: DoorCode, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO door_code (\(Self.columns))
      VALUES (\(code.id), \(code.code), \(code.kind), \(code.area), \(code.place), \(code.building), \(code.unit))
      """)
  }

  private static let columns: Query = "id, code, kind, area_id, place, building_id, unit"

  private static func doorCode(_ row: Row) throws -> DoorCode {
    var next = row.reader()
    return DoorCode(
      id: try next.next(), code: try next.next(), kind: try next.next(), area: try next.next(), place: try next.next(),
      building: try next.next(), unit: try next.next())
  }
}
