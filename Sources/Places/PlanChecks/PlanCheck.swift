public import Ground

/// Holds a plan to the rules: land covered exactly once at every level, outlines in one piece, grids of the right size, every
/// building in exactly one grid, the one it is registered in.
public struct PlanCheck: Sendable {
  /// Metres.
  private let tolerance: Double
  private let households: ClosedRange<Int>

  public init(_ rules: CityProfile.GridRules) {
    tolerance = rules.tolerance
    households = rules.households
  }

  /// What is wrong, by kind and then in the plan's order.
  public func findings(_ plan: Plan) -> [PlanFinding] {
    var out = outlines(plan)
    out += covering(plan)
    out += sizes(plan)
    out += PlanHouses(plan, tolerance: tolerance).findings()
    var byKind: [PlanFinding.Kind: [PlanFinding]] = [:]
    for finding in out { byKind[finding.kind, default: []].append(finding) }
    return PlanFinding.Kind.allCases.flatMap { byKind[$0] ?? [] }
  }

  private func outlines(_ plan: Plan) -> [PlanFinding] {
    let mapped: Set<AreaID> = Set(plan.parts.filter { $0.polygon != nil }.map(\.id))
    var out: [PlanFinding] = []
    for part in plan.parts {
      if let polygon = part.polygon {
        guard let knot = polygon.knot(tolerance: tolerance) else { continue }
        out.append(PlanFinding(knot == .tangled ? .tangled : .pieces, areas: [part.id], point: polygon.middle))
      } else if let parent = part.parent, mapped.contains(parent) {
        out.append(PlanFinding(.unmapped, areas: [part.id], whole: parent))
      }
    }
    return out
  }

  private func covering(_ plan: Plan) -> [PlanFinding] {
    var below: [AreaID: [Int]] = [:]
    for (index, part) in plan.parts.enumerated() {
      if let parent = part.parent { below[parent, default: []].append(index) }
    }
    return plan.parts.filter { !$0.isGrid }.flatMap { part in covering(part, (below[part.id] ?? []).map { plan.parts[$0] }) }
  }

  /// Whether an area's outline is covered exactly once by those of the areas below it.
  func covering(_ part: Plan.Part, _ below: [Plan.Part]) -> [PlanFinding] {
    guard let whole = part.polygon else { return [] }
    let parts: [PlanPlot.Part] = below.enumerated().compactMap { index, part in part.polygon.map { PlanPlot.Part(number: index, polygon: $0) } }
    guard let faults = PlanPlot(whole: whole, parts: parts).faults(tolerance: tolerance) else {
      return [PlanFinding(.tangled, areas: parts.map { below[$0.number].id }, whole: part.id, point: whole.middle)]
    }
    return faults.map { finding($0, in: part.id, below) }
  }

  private func finding(_ fault: PlanPlot.Fault, in whole: AreaID, _ below: [Plan.Part]) -> PlanFinding {
    let kind: PlanFinding.Kind =
      switch fault.kind {
      case .gap: .gap
      case .overlap: .overlap
      case .outside: .outside
      }
    return PlanFinding(
      kind, areas: fault.parts.map { below[$0].id }, whole: whole, squareMetres: fault.face.area,
      point: fault.plane.vertex(fault.face.point).coordinates,
      land: fault.face.pieces.map { piece in piece.ring.map { fault.plane.vertex($0).coordinates } })
  }

  private func sizes(_ plan: Plan) -> [PlanFinding] {
    var counts: [AreaID: (households: Int, uncounted: Bool)] = [:]
    for house in plan.houses {
      counts[house.grid, default: (0, false)].households += house.households ?? 0
      if house.households == nil { counts[house.grid]?.uncounted = true }
    }
    var out: [PlanFinding] = []
    for part in plan.parts where part.isSized {
      let count = counts[part.id] ?? (0, false)
      // With buildings that nobody has counted, too few may be enough.
      let isSmall = count.households < households.lowerBound && !count.uncounted
      guard isSmall || count.households > households.upperBound else { continue }
      out.append(PlanFinding(isSmall ? .small : .large, areas: [part.id], households: count.households, point: part.polygon?.middle))
    }
    return out
  }
}

extension Polygon {
  /// A point in it, for a mark on a map: the middle of its largest slab, so that it lies inside however it is bent.
  var middle: Coordinates? {
    let plane = PlanPlane(around: box)
    let faces = PlanSlabs.faces(PlanSide.all(of: self, owner: 0, on: plane), owners: 1) { $0[0] == 0 ? nil : 1 }
    return faces?.max { $0.area < $1.area }.map { plane.vertex($0.point).coordinates }
  }
}
