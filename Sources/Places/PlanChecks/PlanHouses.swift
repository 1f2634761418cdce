import Ground

/// Whether every building stands in exactly one grid, and in the one it is registered in.
struct PlanHouses {
  private let houses: [Plan.House]
  private let outlines: [AreaID: Polygon]
  private let finder: GridFinder
  /// Metres: on a border a building may be registered on either side.
  private let tolerance: Double

  init(_ plan: Plan, tolerance: Double) {
    let grids: [(id: AreaID, polygon: Polygon)] = plan.parts.filter(\.isGrid).compactMap { part in part.polygon.map { (part.id, $0) } }
    houses = plan.houses
    finder = GridFinder(grids)
    outlines = Dictionary(grids.map { ($0.id, $0.polygon) }, uniquingKeysWith: { first, _ in first })
    self.tolerance = tolerance
  }

  func findings() -> [PlanFinding] { houses.compactMap(finding) }

  private func finding(_ house: Plan.House) -> PlanFinding? {
    // A grid without an outline is a finding of its own; its buildings are not told one by one.
    guard let own = outlines[house.grid] else { return nil }
    let found = finder.grids(at: house.coordinates)
    if found.count == 1, found[0] == house.grid { return nil }
    if found.count > 1 { return made(.doubled, house, found) }
    let point = Vertex(house.coordinates)
    if PlanPlane(around: own.box).distance(point, toBorderOf: own) <= tolerance { return nil }
    return made(found.isEmpty ? .homeless : .misplaced, house, [house.grid] + found)
  }

  private func made(_ kind: PlanFinding.Kind, _ house: Plan.House, _ areas: [AreaID]) -> PlanFinding {
    PlanFinding(kind, areas: areas, building: house.id, point: house.coordinates)
  }
}
