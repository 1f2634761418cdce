public import Ground
public import SQL

/// Estates end at once, or on a day that lies ahead.
extension EstateDesk {
  /// Where the buildings of an estate go that ends.
  public enum Heir: Sendable, Hashable {
    case estate(EstateID)
    /// They belong to none.
    case nobody
  }

  /// One that lies ahead is written down and carried out on its day, by ``PlacesRoom/carryOutEnds()``.
  /// - Parameter heir: needed when the estate has buildings.
  /// - Throws: ``Refusal`` `.invalid` on `day`, `buildings_to`; `.conflict` when its end is planned already.
  public func end(
    _ id: EstateID, on day: CivilDay, heir: Heir?, expecting version: Int64?, by caller: Caller, in session: any Session
  ) throws -> Estate {
    let before = try target(id, expecting: version, by: caller, in: session)
    try checkUnplanned(id, in: session)
    try PlaceDay.checkEnd(day, after: before.validFrom, "day", today: today)
    let next = try successor(heir, of: before, by: caller, in: session)
    if day <= today { return try finish(before, on: day, heir: next, by: caller, in: session) }
    try ends.insert(PlannedEnd(id, on: day, heir: next), in: session)
    try records.update(before, in: session)
    let after = ["until": day.description, "buildings_to": next?.description ?? ""]
    try note("estate.end_planned", before, after: after, by: caller, in: session)
    return try target(id, expecting: before.version + 1, by: caller, in: session)
  }

  /// Takes a planned end back.
  /// - Throws: ``Refusal`` `.conflict` when none is planned.
  public func withdrawEnd(of id: EstateID, expecting version: Int64?, by caller: Caller, in session: any Session) throws -> Estate {
    let before = try target(id, expecting: version, by: caller, in: session)
    let planned = try takeBack(id, in: session)
    try records.update(before, in: session)
    try note("estate.end_withdrawn", before, before: ["until": planned.day.description], after: ["until": ""], by: caller, in: session)
    return try target(id, expecting: before.version + 1, by: caller, in: session)
  }

  /// The day on which it is planned to end.
  public func plannedEnd(of id: EstateID, in session: any Session) throws -> CivilDay? { try ends.find(id, unit: nil, in: session)?.day }

  /// Ends those whose day has come. Where the one that was to take their buildings over has ended or gone elsewhere, they belong to none.
  func settleEnds(in session: any Session) throws -> Int {
    try settle(in: session) { end, system in
      guard let estate = try records.find(end.id, on: today, in: session) else { throw Refusal.absent }
      let next = try end.heir.flatMap { try heir($0, of: estate, in: session) }
      _ = try finish(estate, on: end.day, heir: next?.id, by: system, in: session)
      return true
    }
  }

  private func finish(_ estate: Estate, on day: CivilDay, heir: EstateID?, by caller: Caller, in session: any Session) throws -> Estate {
    let houses = try records.buildings(of: [estate.id], in: session)[estate.id] ?? 0
    try records.rehouse(from: estate.id, to: heir, in: session)
    try records.endModes(of: estate.id, on: day, in: session)
    for tenant in tenants { try tenant.leave(estate.id, on: day, by: caller, in: session) }
    try ends.deleteAll(of: estate.id, in: session)
    var after = estate
    after.validUntil = day
    try records.update(after, in: session)
    try note("estate.ended", after, after: ["until": day.description, "buildings": "\(houses)"], by: caller, in: session)
    guard let ended = try records.find(estate.id, on: today, in: session) else { throw Refusal.absent }
    return ended
  }

  private func successor(_ heir: Heir?, of estate: Estate, by caller: Caller, in session: any Session) throws -> EstateID? {
    let houses = try records.buildings(of: [estate.id], in: session)[estate.id] ?? 0
    switch heir {
    case nil where houses > 0: throw problem("buildings_to", "buildings", ["count": "\(houses)"])
    case nil, .nobody: return nil
    case .estate(let id):
      guard let next = try self.heir(id, of: estate, in: session), caller.policy(for: .areaManage).allows(place: next.place) else {
        throw problem("buildings_to", "heir")
      }
      return next.id
    }
  }

  /// Another estate of the same community that stands.
  private func heir(_ id: EstateID, of estate: Estate, in session: any Session) throws -> Estate? {
    guard id != estate.id, let next = try records.find(id, on: today, in: session), next.validUntil == nil, next.area == estate.area else {
      return nil
    }
    return next
  }
}
