public import Ground
public import SQL

/// Units come and go; a building ends when it has been pulled down.
extension BuildingDesk {
  /// Who takes over what stands at a door that ends.
  public enum Heir: Sendable, Hashable {
    case grid
    /// Of the same grid.
    case building(BuildingID)
  }

  // MARK: Units

  /// - Parameter day: nil: as long as the building.
  /// - Throws: ``Refusal`` `.invalid` on `number`, `from`.
  public func addUnit(
    _ number: Int, households: Int?, from day: CivilDay?, to id: BuildingID, expecting version: Int64?, by caller: Caller, in session: any Session
  ) throws -> Building {
    var building = try target(id, expecting: version, by: caller, in: session)
    try PlaceDay.check(day, "from", today: today)
    if let day, let first = building.validFrom, day < first { throw problem("from", "before_building", ["day": first.description]) }
    let unit = BuildingUnit(building: id, number: number, households: households, validFrom: day ?? building.validFrom)
    for other in try units.units(of: id, in: session) where other.number == number {
      guard let until = other.validUntil, until <= unit.validFrom ?? .distantPast else {
        throw problem("number", "unit_taken", ["unit": "\(number)"])
      }
    }
    try units.insert(unit, in: session)
    building.units = max(building.units, number)
    try records.update(building, in: session)
    try DoorCodeRecords().print(for: building, units: [number], isWhole: false, ids: ids, in: session)
    try note("building.unit_added", building, after: ["unit": "\(number)", "from": day?.description ?? ""], by: caller, in: session)
    return try target(id, expecting: building.version + 1, by: caller, in: session)
  }

  public func countUnit(
    _ number: Int, households: Int?, of id: BuildingID, expecting version: Int64?, by caller: Caller, in session: any Session
  ) throws -> Building {
    let building = try target(id, expecting: version, by: caller, in: session)
    guard try units.count(number, of: id, households: households, in: session) else { throw Refusal.absent }
    try records.update(building, in: session)
    try note(
      "building.unit_counted", building, after: ["unit": "\(number)", "households": households.map { "\($0)" } ?? ""], by: caller, in: session)
    return try target(id, expecting: building.version + 1, by: caller, in: session)
  }

  /// A day that lies ahead is written down and carried out when it comes, by ``PlacesRoom/carryOutEnds()``.
  /// - Parameter heir: needed when somebody's post is at the unit; posts go with it in any case.
  /// - Throws: ``Refusal`` `.invalid` on `day`, `goes_to`; `.absent` when there is no such unit; `.conflict` when it is the last, or its end is
  ///   planned already.
  public func endUnit(
    _ number: Int, of id: BuildingID, on day: CivilDay, heir: Heir?, expecting version: Int64?, by caller: Caller, in session: any Session
  ) throws -> Building {
    let building = try target(id, expecting: version, by: caller, in: session)
    let all = try standingUnits(of: id, in: session)
    guard let unit = all.first(where: { $0.number == number }) else { throw Refusal.absent }
    try checkUnplanned(id, unit: number, in: session)
    let leaving = Set(try ends.all(of: [id], in: session).compactMap(\.unit))
    guard all.contains(where: { $0.number != number && !leaving.contains($0.number) }) else {
      throw Refusal(.conflict, "buildings.refusal.last_unit")
    }
    try PlaceDay.checkEnd(day, after: unit.validFrom, "day", today: today)
    let ending = BuildingEnding(building: building, unit: number, day: day, heir: try successor(heir, of: building, in: session))
    return try decide(ending, isSaid: heir != nil, by: caller, in: session)
  }

  // MARK: The whole building

  /// A day that lies ahead is written down and carried out when it comes, by ``PlacesRoom/carryOutEnds()``.
  /// - Parameter heir: needed when posts or open matters stand there.
  /// - Throws: ``Refusal`` `.invalid` on `day`, `goes_to`; `.conflict` when its end is planned already.
  public func end(
    _ id: BuildingID, on day: CivilDay, heir: Heir?, expecting version: Int64?, by caller: Caller, in session: any Session
  ) throws -> Building {
    try SpanWriterRecords().hold(in: session)
    let building = try target(id, expecting: version, by: caller, in: session)
    try checkUnplanned(id, in: session)
    try PlaceDay.checkEnd(day, after: building.validFrom, "day", today: today)
    if let since = try SpanWriterRecords().spells(of: id, in: session).since, since >= day {
      throw problem("day", "moved_later", ["day": since.description])
    }
    let ending = BuildingEnding(building: building, day: day, heir: try successor(heir, of: building, in: session))
    return try decide(ending, isSaid: heir != nil, by: caller, in: session)
  }

  // MARK: Ends that lie ahead

  /// Takes the planned end of a building, or of one of its units, back.
  /// - Throws: ``Refusal`` `.conflict` when none is planned.
  public func withdrawEnd(
    of id: BuildingID, unit: Int?, expecting version: Int64?, by caller: Caller, in session: any Session
  ) throws -> Building {
    let building = try target(id, expecting: version, by: caller, in: session)
    let planned = try takeBack(id, unit: unit, in: session)
    try records.update(building, in: session)
    var before = ["until": planned.day.description]
    before["unit"] = unit.map { "\($0)" }
    let verb = unit == nil ? "building.end_withdrawn" : "building.unit_end_withdrawn"
    try note(verb, building, before: before, after: before.mapValues { _ in "" }, by: caller, in: session)
    return try found(id, in: session)
  }

  /// The day on which it is planned to end.
  public func plannedEnd(of id: BuildingID, in session: any Session) throws -> CivilDay? { try ends.find(id, unit: nil, in: session)?.day }

  private func successor(_ heir: Heir?, of building: Building, in session: any Session) throws -> Building? {
    guard case .building(let id) = heir else { return nil }
    guard let next = try self.heir(id, of: building, in: session) else { throw problem("goes_to", "heir") }
    return next
  }
}
