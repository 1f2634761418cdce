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

  /// - Parameter heir: needed when somebody's post is at the unit; posts go with it in any case.
  /// - Throws: ``Refusal`` `.invalid` on `day`, `goes_to`; `.absent` when there is no such unit; `.conflict` when it is the last.
  public func endUnit(
    _ number: Int, of id: BuildingID, on day: CivilDay, heir: Heir?, expecting version: Int64?, by caller: Caller, in session: any Session
  ) throws -> Building {
    var building = try target(id, expecting: version, by: caller, in: session)
    let all = try units.units(of: id, in: session).filter { $0.validUntil == nil }
    guard let unit = all.first(where: { $0.number == number }) else { throw Refusal.absent }
    guard all.count > 1 else { throw Refusal(.conflict, "buildings.refusal.last_unit") }
    try PlaceDay.checkEnd(day, after: unit.validFrom, "day", today: today)
    let ending = BuildingEnding(building: building, unit: number, day: day, heir: try successor(heir, of: building, by: caller, in: session))
    try empty(ending, isSaid: heir != nil, by: caller, in: session)
    guard try units.end(number, of: id, on: day, in: session) else { throw Refusal.absent }
    try DoorCodeRecords().hand(on: ending, in: session)
    building.units = all.filter { $0.number != number }.map(\.number).max() ?? 1
    try records.update(building, in: session)
    try note("building.unit_ended", building, after: ["unit": "\(number)", "until": day.description], by: caller, in: session)
    return try target(id, expecting: building.version + 1, by: caller, in: session)
  }

  // MARK: The whole building

  /// - Parameter heir: needed when posts or open matters stand there.
  /// - Throws: ``Refusal`` `.invalid` on `day`, `goes_to`.
  public func end(
    _ id: BuildingID, on day: CivilDay, heir: Heir?, expecting version: Int64?, by caller: Caller, in session: any Session
  ) throws -> Building {
    try SpanWriterRecords().hold(in: session)
    var building = try target(id, expecting: version, by: caller, in: session)
    try PlaceDay.checkEnd(day, after: building.validFrom, "day", today: today)
    let spans = SpanWriterRecords()
    if let since = try spans.spells(of: id, in: session).since, since >= day {
      throw problem("day", "moved_later", ["day": since.description])
    }
    let ending = BuildingEnding(building: building, day: day, heir: try successor(heir, of: building, by: caller, in: session))
    try empty(ending, isSaid: heir != nil, by: caller, in: session)
    try spans.end(id, on: day, in: session)
    try units.endAll(of: id, on: day, in: session)
    try DoorCodeRecords().hand(on: ending, in: session)
    building.validUntil = day
    try records.update(building, in: session)
    let next = ending.heir.map { $0.id.description } ?? "grid"
    try note("building.ended", building, after: ["until": day.description, "goes_to": next], by: caller, in: session)
    return try records.reachable(id, by: caller.policy(for: .areaManage), in: session)
  }

  /// What stands at a building today, for its form.
  func load(of building: Building, in session: any Session) throws -> [BuildingLoad] {
    let ending = BuildingEnding(building: building, day: today)
    return try tenants.flatMap { try $0.load(of: ending, in: session) }.filter { $0.count > 0 }
  }

  private func successor(_ heir: Heir?, of building: Building, by caller: Caller, in session: any Session) throws -> Building? {
    guard case .building(let id) = heir else { return nil }
    guard id != building.id, let next = try records.find(id, in: session), next.validUntil == nil, next.area == building.area else {
      throw problem("goes_to", "heir")
    }
    return next
  }

  /// Everybody moves out; without a word where to, only when there is nobody.
  private func empty(_ ending: BuildingEnding, isSaid: Bool, by caller: Caller, in session: any Session) throws {
    let loads = try tenants.flatMap { try $0.load(of: ending, in: session) }.filter { $0.count > 0 }
    let wrong = loads.filter { $0.isFast || !isSaid }
    guard wrong.isEmpty else {
      throw Refusal.invalid(wrong.map { FieldProblem("goes_to", "\($0.word).\($0.isFast ? "fast" : "unsaid")", ["count": "\($0.count)"]) })
    }
    for tenant in tenants { try tenant.leave(ending, by: caller, in: session) }
  }
}
