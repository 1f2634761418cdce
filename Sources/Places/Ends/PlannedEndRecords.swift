public import Ground
public import SQL

/// The ends that lie ahead, of one kind of thing.
struct PlannedEndRecords<Noun>: Sendable {
  /// As its desk says: ``PlaceDesk/noun``.
  let noun: String

  /// Of some things and their units.
  func all(of ids: [Identifier<Noun>], in session: any Session) throws -> [PlannedEnd<Noun>] {
    try session.rows("\(Self.select) WHERE noun = \(noun) AND row_id IN (\(list: ids)) ORDER BY row_id, unit", Self.end)
  }

  /// When each of some things is to end as a whole.
  func days(of ids: [Identifier<Noun>], in session: any Session) throws -> [Identifier<Noun>: CivilDay] {
    var out: [Identifier<Noun>: CivilDay] = [:]
    for end in try all(of: ids, in: session) where end.unit == nil { out[end.id] = end.day }
    return out
  }

  func find(_ id: Identifier<Noun>, unit: Int?, in session: any Session) throws -> PlannedEnd<Noun>? {
    try session.first("\(Self.select) WHERE noun = \(noun) AND row_id = \(id) AND unit = \(unit ?? 0)", Self.end)
  }

  /// Those whose day has come.
  func due(on day: CivilDay, in session: any Session) throws -> [PlannedEnd<Noun>] {
    try session.rows("\(Self.select) WHERE noun = \(noun) AND day <= \(day) ORDER BY day, row_id, unit", Self.end)
  }

  func insert(_ end: PlannedEnd<Noun>, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO planned_end (noun, row_id, unit, day, heir_id, put_off_from)
      VALUES (\(noun), \(end.id), \(end.unit ?? 0), \(end.day), \(end.heir), \(end.putOffFrom))
      """)
  }

  func putOff(_ end: PlannedEnd<Noun>, to day: CivilDay, in session: any Session) throws {
    try session.run(
      """
      UPDATE planned_end SET day = \(day), put_off_from = \(end.putOffFrom ?? end.day)
      WHERE noun = \(noun) AND row_id = \(end.id) AND unit = \(end.unit ?? 0)
      """)
  }

  func delete(_ id: Identifier<Noun>, unit: Int?, in session: any Session) throws {
    try session.run("DELETE FROM planned_end WHERE noun = \(noun) AND row_id = \(id) AND unit = \(unit ?? 0)")
  }

  /// With those of its units.
  func deleteAll(of id: Identifier<Noun>, in session: any Session) throws {
    try session.run("DELETE FROM planned_end WHERE noun = \(noun) AND row_id = \(id)")
  }

  private static var select: Query { "SELECT row_id, unit, day, heir_id, put_off_from FROM planned_end" }

  private static func end(_ row: Row) throws -> PlannedEnd<Noun> {
    let unit: Int = try row.at(1)
    return PlannedEnd(try row.at(0), unit: unit == 0 ? nil : unit, on: try row.at(2), heir: try row.at(3), putOffFrom: try row.at(4))
  }
}

extension BuildingRecords {
  /// Whether a building, or its unit, is planned to have ended by a day.
  public func isOver(_ id: BuildingID, unit: Int?, by day: CivilDay, in session: any Session) throws -> Bool {
    let ends = try PlannedEndRecords<Noun.Building>(noun: "building").all(of: [id], in: session)
    return ends.contains { $0.day <= day && ($0.unit == nil || $0.unit == unit) }
  }
}

extension EstateRecords {
  /// The estate a building belongs to on a day; on one that lies ahead, after the ends that are planned.
  public func estate(of building: Building, on day: CivilDay, isAhead: Bool, in session: any Session) throws -> Estate? {
    guard let id = building.estate else { return nil }
    let planned = isAhead ? try PlannedEndRecords<Noun.Estate>(noun: "estate").find(id, unit: nil, in: session) : nil
    guard let planned, planned.day <= day else { return try find(id, on: day, in: session) }
    return try planned.heir.flatMap { try find($0, on: day, in: session) }
  }
}
