import Ground
import SQL

/// What happens when a building or one of its units ends: what stands there leaves, and its doors lead elsewhere.
extension BuildingDesk {
  /// At once when the day has come; else it is written down.
  func decide(_ ending: BuildingEnding, isSaid: Bool, by caller: Caller, in session: any Session) throws -> Building {
    try checkEmpty(ending, isSaid: isSaid, by: caller, in: session)
    if ending.day > today { return try plan(ending, by: caller, in: session) }
    return try carryOut(ending, by: caller, in: session)
  }

  private func plan(_ ending: BuildingEnding, by caller: Caller, in session: any Session) throws -> Building {
    let building = ending.building
    try ends.insert(PlannedEnd(building.id, unit: ending.unit, on: ending.day, heir: ending.heir?.id), in: session)
    try records.update(building, in: session)
    var after = ["until": ending.day.description, "goes_to": ending.heir?.id.description ?? "grid"]
    after["unit"] = ending.unit.map { "\($0)" }
    try note(ending.unit == nil ? "building.end_planned" : "building.unit_end_planned", building, after: after, by: caller, in: session)
    return try found(building.id, in: session)
  }

  /// Ends those whose day has come. Where the building that was to take over has ended or gone to another grid, the grid does.
  func settleEnds(in session: any Session) throws -> Int {
    try SpanWriterRecords().hold(in: session)
    return try settle(in: session) { end, system in
      let building = try found(end.id, in: session)
      // With its building, which was due as well.
      guard building.validUntil == nil else { return true }
      let next = try end.heir.flatMap { try heir($0, of: building, in: session) }
      let ending = BuildingEnding(building: building, unit: end.unit, day: end.day, heir: next)
      guard try loads(of: ending, in: session).allSatisfy({ !$0.isFast }) else { return false }
      if end.unit != nil, try standingUnits(of: building.id, in: session).count == 1 { return false }
      _ = try carryOut(ending, by: system, in: session)
      return true
    }
  }

  private func carryOut(_ ending: BuildingEnding, by caller: Caller, in session: any Session) throws -> Building {
    for tenant in tenants { try tenant.leave(ending, by: caller, in: session) }
    try DoorCodeRecords().hand(on: ending, in: session)
    let building = ending.building
    if let number = ending.unit {
      try endUnit(number, of: building, on: ending.day, by: caller, in: session)
    } else {
      try end(building, on: ending.day, heir: ending.heir, by: caller, in: session)
    }
    return try found(building.id, in: session)
  }

  private func endUnit(_ number: Int, of building: Building, on day: CivilDay, by caller: Caller, in session: any Session) throws {
    guard try units.end(number, of: building.id, on: day, in: session) else { throw Refusal.absent }
    try ends.delete(building.id, unit: number, in: session)
    var after = building
    after.units = try standingUnits(of: building.id, in: session).map(\.number).max() ?? 1
    try records.update(after, in: session)
    try note("building.unit_ended", after, after: ["unit": "\(number)", "until": day.description], by: caller, in: session)
  }

  private func end(_ building: Building, on day: CivilDay, heir: Building?, by caller: Caller, in session: any Session) throws {
    try SpanWriterRecords().end(building.id, on: day, in: session)
    try units.endAll(of: building.id, on: day, in: session)
    try ends.deleteAll(of: building.id, in: session)
    var after = building
    after.validUntil = day
    try records.update(after, in: session)
    let next = heir.map { $0.id.description } ?? "grid"
    try note("building.ended", after, after: ["until": day.description, "goes_to": next], by: caller, in: session)
  }

  // MARK: What stands there

  /// What stands at a building today, for its form.
  func load(of building: Building, in session: any Session) throws -> [BuildingLoad] {
    try loads(of: BuildingEnding(building: building, day: today), in: session)
  }

  private func loads(of ending: BuildingEnding, in session: any Session) throws -> [BuildingLoad] {
    try tenants.flatMap { try $0.load(of: ending, in: session) }.filter { $0.count > 0 }
  }

  /// Without a word where to, it ends only when there is nobody; and whoever keeps something there has to let this caller end it.
  private func checkEmpty(_ ending: BuildingEnding, isSaid: Bool, by caller: Caller, in session: any Session) throws {
    let wrong = try loads(of: ending, in: session).filter { $0.isFast || !isSaid }
    guard wrong.isEmpty else {
      throw Refusal.invalid(wrong.map { FieldProblem("goes_to", "\($0.word).\($0.isFast ? "fast" : "unsaid")", ["count": "\($0.count)"]) })
    }
    for tenant in tenants { try tenant.check(ending, by: caller, in: session) }
  }

  /// Another building of the same grid that stands.
  func heir(_ id: BuildingID, of building: Building, in session: any Session) throws -> Building? {
    guard id != building.id, let next = try records.find(id, in: session), next.validUntil == nil, next.area == building.area else { return nil }
    return next
  }

  func standingUnits(of id: BuildingID, in session: any Session) throws -> [BuildingUnit] {
    try units.units(of: id, in: session).filter { $0.validUntil == nil }
  }

  func found(_ id: BuildingID, in session: any Session) throws -> Building {
    guard let building = try records.find(id, in: session) else { throw Refusal.absent }
    return building
  }
}
