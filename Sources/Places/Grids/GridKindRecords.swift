public import Ground
public import SQL

/// What kind each grid is, with dates. A grid without a row is of the city's first kind.
public struct GridKindRecords: Sendable {
  private let rules: CityProfile.GridRules

  public init(_ rules: CityProfile.GridRules) { self.rules = rules }

  /// The grids within a range for which no limits on households hold on a day.
  public func unsized(within range: PlaceRange, on day: CivilDay, in session: any Session) throws -> Set<AreaID> {
    let sized: Set<String> = Set(rules.kinds.filter(\.isSized).map(\.id))
    return Set(try kinds(within: range, on: day, in: session).filter { !sized.contains($0.value) }.keys)
  }
}

extension GridKindRecords {
  /// The kinds of the grids within a range on a day, as far as they were set.
  public func kinds(within range: PlaceRange, on day: CivilDay, in session: any Session) throws -> [AreaID: String] {
    var out: [AreaID: String] = [:]
    try session.each(
      """
      SELECT grid_kind.area_id, grid_kind.kind FROM grid_kind JOIN area ON area.id = grid_kind.area_id
      WHERE area.place BETWEEN \(range.first) AND \(range.last)
        AND (grid_kind.valid_from IS NULL OR grid_kind.valid_from <= \(day))
        AND (grid_kind.valid_until IS NULL OR grid_kind.valid_until > \(day))
      """
    ) { out[try $0.at(0)] = try $0.at(1) }
    return out
  }
}
