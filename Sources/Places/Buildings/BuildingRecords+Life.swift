import Ground
import SQL

/// What the verbs on buildings ask and write. The grid is not theirs: that is kept by the changes of areas.
extension BuildingRecords {
  /// - Throws: ``Refusal`` `.stale` when it has changed since it was read.
  func update(_ building: Building, in session: any Session) throws {
    let changed = try session.run(
      """
      UPDATE building SET name = \(building.name), former_name = \(building.formerName), estate_id = \(building.estate), units = \(building.units),
        longitude = \(building.coordinates.longitude), latitude = \(building.coordinates.latitude), households = \(building.households),
        valid_until = \(building.validUntil), version = version + 1
      WHERE id = \(building.id) AND version = \(building.version)
      """)
    if changed == 0 { throw Refusal(.stale) }
  }
}

extension UnitRecords {
  /// - Returns: whether there was such a unit without an end.
  func count(_ number: Int, of building: BuildingID, households: Int?, in session: any Session) throws -> Bool {
    try session.run(
      "UPDATE building_unit SET households = \(households) WHERE building_id = \(building) AND number = \(number) AND valid_until IS NULL") > 0
  }

  /// How many units without an end each building has.
  func standing(of buildings: [BuildingID], in session: any Session) throws -> [BuildingID: Int] {
    var out: [BuildingID: Int] = [:]
    try session.each(
      "SELECT building_id, COUNT(*) FROM building_unit WHERE building_id IN (\(list: buildings)) AND valid_until IS NULL GROUP BY building_id"
    ) { out[try $0.at(0)] = try $0.at(1) }
    return out
  }

  /// The building is no longer there: no unit outlasts it, and one that was to come does not.
  func endAll(of building: BuildingID, on day: CivilDay, in session: any Session) throws {
    try session.run("DELETE FROM building_unit WHERE building_id = \(building) AND valid_from >= \(day)")
    try session.run(
      "UPDATE building_unit SET valid_until = \(day) WHERE building_id = \(building) AND (valid_until IS NULL OR valid_until > \(day))")
  }
}

extension DoorCodeRecords {
  /// Draws codes that nobody has yet, for a building's own door and for those of its units.
  func print(for building: Building, units: [Int], isWhole: Bool = true, ids: IdentifierMaker, in session: any Session) throws {
    var generator = SystemRandomNumberGenerator()
    for unit in (isWhole ? [nil] : []) + units.map({ Optional($0) }) {
      try insert(
        DoorCode(
          id: ids.next(), code: DoorCode.draw(using: &generator), kind: unit == nil ? .building : .unit, area: building.area,
          place: building.place, building: building.id, unit: unit), in: session)
    }
  }

  /// The codes of a door that ends go on working: those of a unit lead to its building, those of a building to its heir or to the grid.
  func hand(on ending: BuildingEnding, in session: any Session) throws {
    let next: BuildingID? = ending.unit == nil ? ending.heir?.id : ending.building.id
    let kind: DoorCode.Kind = next == nil ? .grid : .building
    let which: Query = ending.unit.map { "unit = \($0)" } ?? "1 = 1"
    try session.run(
      """
      UPDATE door_code SET building_id = \(next), unit = NULL, kind = \(kind)
      WHERE building_id = \(ending.building.id) AND \(which) AND valid_until IS NULL
      """)
  }
}

extension SpanWriterRecords {
  /// The building stands in no grid from this day on; where it was to go later, it does not.
  func end(_ building: BuildingID, on day: CivilDay, in session: any Session) throws {
    try session.run("DELETE FROM building_span WHERE building_id = \(building) AND valid_from >= \(day)")
    try session.run(
      "UPDATE building_span SET valid_until = \(day) WHERE building_id = \(building) AND (valid_until IS NULL OR valid_until > \(day))")
    try AreaSpanRecords().raiseRevision(in: session)
  }
}
