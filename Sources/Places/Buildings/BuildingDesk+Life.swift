public import Ground
public import SQL

/// Buildings are registered, put right and ended. Each verb is one transaction with one journal entry, allowed where the caller manages areas.
extension BuildingDesk {
  /// Registers a building in the grid its point lies in, with its units and a printed code for each door.
  /// - Throws: ``Refusal`` `.invalid` on `longitude`, `grid`, `name`, `estate`, `from`.
  public func create(_ draft: BuildingDraft, by caller: Caller, in session: any Session) throws -> Building {
    // Nobody changes the areas meanwhile.
    try SpanWriterRecords().hold(in: session)
    let (point, grid) = try spot(draft, by: caller, in: session)
    try checkFirstDay(draft.from, in: grid, in: session)
    try checkName(draft.name, in: grid.id, besides: nil, in: session)
    let building = Building(
      id: ids.next(), area: grid.id, place: grid.place, name: draft.name, estate: try estate(draft.estate, of: grid, by: caller, in: session),
      units: draft.units, coordinates: point, households: draft.households, formerName: draft.formerName, validFrom: draft.from)
    try records.insert(building, in: session)
    try AreaSpanRecords().raiseRevision(in: session)
    for number in 1...draft.units {
      try units.insert(BuildingUnit(building: building.id, number: number, validFrom: draft.from), in: session)
    }
    try DoorCodeRecords().print(for: building, units: Array(1...draft.units), ids: ids, in: session)
    try note("building.created", building, after: facts(building), by: caller, in: session)
    return building
  }

  /// A new name keeps the old one as the former, unless a former one is said as well. A point in another grid takes the building there from
  /// today on, with what stands at it.
  /// - Throws: ``Refusal`` `.invalid` on `longitude`, `grid`, `name`, `estate`.
  public func describe(
    _ id: BuildingID, _ draft: BuildingDraft, expecting version: Int64?, by caller: Caller, in session: any Session
  ) throws -> Building {
    try SpanWriterRecords().hold(in: session)
    let before = try target(id, expecting: version, by: caller, in: session)
    var after = before
    let isMoved = draft.point != before.coordinates || draft.grid.map { $0 != before.area } ?? false
    let grid = isMoved ? try spot(draft, by: caller, in: session).grid : try areas.find(before.area, in: session)
    guard let grid else { throw Refusal.absent }
    if draft.name != before.name || grid.id != before.area { try checkName(draft.name, in: grid.id, besides: id, in: session) }
    after.name = draft.name
    after.formerName = draft.name != before.name && draft.formerName == before.formerName ? before.name : draft.formerName
    after.coordinates = draft.point ?? before.coordinates
    after.households = draft.households
    if draft.estate != before.estate { after.estate = try estate(draft.estate, of: grid, by: caller, in: session) }
    try records.update(after, in: session)
    try note("building.described", after, before: facts(before), after: facts(after), by: caller, in: session)
    if grid.id != before.area {
      _ = try changes.decide(.assign([id], to: grid.id), on: today, reason: nil, expecting: nil, by: caller, in: session)
    }
    return try records.reachable(id, by: caller.policy(for: .areaManage), in: session)
  }

  // MARK: Where it stands

  /// The point, and the grid drawn around it. Where none is drawn, the grid that is named, unless that one is drawn elsewhere.
  private func spot(_ draft: BuildingDraft, by caller: Caller, in session: any Session) throws -> (point: Coordinates, grid: Area) {
    guard let point = draft.point else { throw problem("longitude", "point") }
    let found = try locator.grid(at: point, in: session)
    if let found, let named = draft.grid, named != found {
      throw problem("grid", "other_grid", ["grid": try areas.find(found, in: session)?.name ?? ""])
    }
    guard let id = found ?? draft.grid else { throw problem("longitude", "no_grid") }
    guard let grid = try areas.find(id, in: session), caller.policy(for: .areaManage).allows(place: grid.place), grid.level == lowest,
      grid.validUntil == nil
    else { throw problem(found == nil ? "grid" : "longitude", "not_yours") }
    if found == nil, try BoundaryRecords().find(id, in: session) != nil { throw problem("longitude", "outside", ["grid": grid.name]) }
    return (point, grid)
  }

  /// The grid has to be there from the first day on, without an end.
  private func checkFirstDay(_ day: CivilDay?, in grid: Area, in session: any Session) throws {
    try PlaceDay.check(day, "from", today: today)
    if let day, day > today { throw problem("from", "ahead") }
    let spells = AreaSpanRecords.spells(try AreaSpanRecords().spans(of: grid.id, in: session))
    guard let last = spells.list.last, last.until == nil else {
      throw problem("longitude", "grid_ends", ["grid": grid.name, "day": spells.since?.description ?? ""])
    }
    guard let first = spells.unbroken else { return }
    guard let day, day >= first else { throw problem("from", "grid_since", ["grid": grid.name, "day": first.description]) }
  }

  /// An estate lies in one community, and so do its buildings.
  private func estate(_ id: EstateID?, of grid: Area, by caller: Caller, in session: any Session) throws -> EstateID? {
    guard let id else { return nil }
    guard let estate = try estates.find(id, on: today, in: session), estate.validUntil == nil, estate.area == grid.parent,
      caller.policy(for: .areaManage).allows(place: estate.place)
    else { throw problem("estate", "estate") }
    return id
  }
}

extension Spells {
  /// The first day from which on it has been there without a break; nil: since ever.
  var unbroken: CivilDay? {
    var first: CivilDay?
    for spell in list.reversed() {
      if let later = first, spell.until != later { return later }
      first = spell.from
      if first == nil { return nil }
    }
    return first
  }
}
