public import Ground
public import SQL

/// Plans as they are kept: the areas within a range, their outlines, the buildings on them.
public struct PlanRecords: Sendable {
  private let areas: AreaRecords = AreaRecords()
  private let boundaries: BoundaryRecords = BoundaryRecords()
  private let levels: [CityProfile.Level]
  private let kinds: GridKindRecords

  public init(_ profile: CityProfile) {
    levels = profile.levels
    kinds = GridKindRecords(profile.grids)
  }

  /// What lies within a range, for a check of all of it.
  /// - Parameter today: on which the kinds of grids count.
  public func plan(within range: PlaceRange, on today: CivilDay, in session: any Session) throws -> Plan {
    let outlines = try outlines(within: range, in: session)
    let unsized = try kinds.unsized(within: range, on: today, in: session)
    let lowest = levels.last?.id
    let parts: [Plan.Part] = try areas.within(range, in: session).map { area in
      let isGrid = area.level == lowest
      return Plan.Part(
        id: area.id, parent: area.parent, polygon: outlines[area.id], isSized: isGrid && !unsized.contains(area.id), isGrid: isGrid)
    }
    return Plan(parts: parts, houses: try houses(within: range, in: session))
  }

  private func outlines(within range: PlaceRange, in session: any Session) throws -> [AreaID: Polygon] {
    var out: [AreaID: Polygon] = [:]
    for level in levels {
      for found in try boundaries.within(range, level: level.id, of: Policy(ranges: [range]), in: session) { out[found.id] = found.polygon }
    }
    return out
  }

  private func houses(within range: PlaceRange, in session: any Session) throws -> [Plan.House] {
    try session.rows(
      """
      SELECT id, area_id, longitude, latitude, households FROM building
      WHERE place BETWEEN \(range.first) AND \(range.last) AND valid_until IS NULL ORDER BY place, id
      """
    ) { row in
      Plan.House(
        id: try row.at(0), grid: try row.at(1), coordinates: Coordinates(checkedLongitude: try row.at(2), latitude: try row.at(3)),
        households: try row.at(4))
    }
  }
}
