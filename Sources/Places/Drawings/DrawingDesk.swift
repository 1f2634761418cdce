public import Ground
public import SQL

/// Draws a community's grids anew, on a day.
public struct DrawingDesk: Sendable {
  private let profile: CityProfile
  private let areas: AreaRecords = AreaRecords()
  private let boundaries: BoundaryRecords = BoundaryRecords()
  private let buildings: BuildingRecords = BuildingRecords()
  private let kinds: GridKindRecords
  private let changes: AreaChangeDesk

  init(_ profile: CityProfile, changes: AreaChangeDesk) {
    self.profile = profile
    self.changes = changes
    kinds = GridKindRecords(profile.grids)
  }

  /// How a community is drawn today.
  /// - Throws: ``Refusal/absent`` also for an area that is not directly above the grids.
  public func drawing(
    of id: AreaID, by caller: Caller, for permission: Permission = .areaRead, in session: any Session
  ) throws -> Drawing {
    let community = try areas.reachable(id, by: caller.policy(for: permission), in: session)
    guard let grid = profile.levels.last, profile.levelAbove(grid.id)?.id == community.level else { throw Refusal.absent }
    let around = try boundaries.above(grid.id, in: session)
    let own = try drawn(community, at: grid.id, in: session)
    let border = DrawingBorder(
      community: community, around: around, policy: caller.policy(for: .areaManage), tolerance: profile.grids.tolerance)
    let found = border.found(Set(own.grids.compactMap(\.polygon).flatMap { $0.rings.joined() }))
    let neighbours = try areas.find(found.neighbours.sorted(), in: session).values.sorted { $0.code < $1.code }
    return Drawing(
      community: community, whole: own.whole, grids: own.grids, houses: own.houses,
      neighbours: try neighbours.map { try drawn($0, at: grid.id, in: session) }, loose: found.loose, around: around)
  }

  /// A community by itself.
  private func drawn(_ community: Area, at level: String, in session: any Session) throws -> Drawing {
    let outlines = try boundaries.within(community.range, level: level, of: Policy(ranges: [community.range]), in: session)
    let polygons = Dictionary(outlines.map { ($0.id, $0.polygon) }, uniquingKeysWith: { first, _ in first })
    let kinds = try kinds.kinds(within: community.range, on: today, in: session)
    let grids: [DrawnGrid] = try areas.within(community.range, level: level, in: session).map { area in
      DrawnGrid(
        id: area.id, code: area.code, name: area.name, kind: kinds[area.id] ?? profile.grids.kinds.first?.id ?? "", polygon: polygons[area.id])
    }
    let houses: [Plan.House] = try buildings.within(community.range, in: session).map { building in
      Plan.House(id: building.id, grid: building.area, coordinates: building.coordinates, households: building.households)
    }
    return Drawing(community: community, whole: try boundaries.find(community.id, in: session), grids: grids, houses: houses)
  }

  /// The names of a drawing's buildings, and of those around it.
  public func names(_ drawing: Drawing, in session: any Session) throws -> [BuildingID: String] {
    var out: [BuildingID: String] = [:]
    for community in [drawing] + drawing.neighbours {
      for building in try buildings.within(community.community.range, in: session) { out[building.id] = building.name }
    }
    return out
  }

  /// What a new drawing would change.
  /// - Throws: ``Refusal`` `.invalid` when the GeoJSON cannot be read; `.absent` out of reach.
  public func dryRun(_ id: AreaID, geoJSON: String, datum: Datum?, by caller: Caller, in session: any Session) throws -> Redrawing {
    let drawing = try drawing(of: id, by: caller, for: .areaManage, in: session)
    return try Redrawing(drawing, try DrawingReader.outlines(geoJSON, of: drawing.allGrids, datum: datum), rules: profile.grids)
  }

  /// Carries a new drawing out from a day on, whole or not at all.
  /// - Throws: ``Refusal`` `.stale` when the drawing has changed since it was read; `.invalid` when the plan check finds land or
  ///   buildings in no grid or in two, or the day does not do.
  public func redraw(
    _ id: AreaID, geoJSON: String, datum: Datum?, on day: CivilDay, reason: String?, expecting version: Int64?, by caller: Caller,
    in session: any Session
  ) throws -> Redrawing {
    let redrawing = try dryRun(id, geoJSON: geoJSON, datum: datum, by: caller, in: session)
    guard redrawing.before.version == version else { throw Refusal(.stale) }
    if let refusal = redrawing.refusal { throw refusal }
    _ = try changes.decide(.redraw(redrawing.outlines), on: day, reason: reason, expecting: nil, by: caller, in: session)
    return redrawing
  }

  var today: CivilDay { changes.today }
}
