public import Ground

/// A community drawn anew and checked, before anything is changed: what the dry run shows and what the change desk gets.
public struct Redrawing: Sendable {
  public struct Move: Sendable, Hashable {
    public let building: BuildingID
    public let from: AreaID
    public let to: AreaID
  }

  public let before: Drawing
  public let after: Drawing
  /// The outlines that differ.
  public let outlines: [AreaID: Polygon]
  /// The buildings that change hands.
  public let moves: [Move]
  /// What the plan check finds in the new drawing.
  public let findings: [PlanFinding]

  /// - Parameter given: new outlines of some of the community's grids; the rest stay as they are.
  /// - Throws: ``Refusal`` `.invalid` when a grid is narrower than the tolerance, so that nothing of it is left.
  init(_ before: Drawing, _ given: [AreaID: Polygon], rules: CityProfile.GridRules) throws {
    self.before = before
    let outlines = try Redrawing.shared(before, given, tolerance: rules.tolerance)
    after = before.redrawn(outlines)
    self.outlines = outlines
    moves = zip(before.houses, after.houses).compactMap { old, new in
      old.grid == new.grid ? nil : Move(building: old.id, from: old.grid, to: new.grid)
    }
    findings = PlanCheck(rules).findings(after.plan(rules))
  }

  /// The outlines that differ, with neighbours' corners made one.
  private static func shared(_ before: Drawing, _ given: [AreaID: Polygon], tolerance: Double) throws -> [AreaID: Polygon] {
    let drawn: [(id: AreaID, old: Polygon?, new: Polygon)] = before.grids.compactMap { grid in
      (given[grid.id] ?? grid.polygon).map { (grid.id, grid.polygon, $0) }
    }
    let polygons: [Polygon] = drawn.map(\.new)
    // What crosses itself is refused anyway, and joining it would take the square of its corners.
    let isTangled = given.values.contains { $0.knot(tolerance: tolerance) == .tangled }
    let whole = isTangled ? nil : before.whole
    do {
      let snapped = try whole.map { try DrawingSnap.snapped(polygons, to: $0, tolerance: tolerance) } ?? polygons
      var out: [AreaID: Polygon] = [:]
      for (grid, polygon) in zip(drawn, snapped) where grid.old != polygon { out[grid.id] = polygon }
      return out
    } catch let collapse as DrawingSnap.Collapse {
      let name = before.grids.first { $0.id == drawn[collapse.index].id }?.name ?? ""
      throw DrawingReader.refusal("collapsed", ["grid": name, "metres": "\(tolerance)"])
    }
  }

  public var isChange: Bool { !outlines.isEmpty }

  /// Why it cannot be carried out, if it cannot: land or buildings would be in no grid or in two.
  var refusal: Refusal? {
    let wrong = findings.filter(\.kind.isGeometric)
    guard !wrong.isEmpty else { return isChange ? nil : DrawingReader.refusal("unchanged") }
    var counts: [PlanFinding.Kind: Int] = [:]
    for finding in wrong { counts[finding.kind, default: 0] += 1 }
    return Refusal.invalid(
      PlanFinding.Kind.allCases.compactMap { kind in
        counts[kind].map { FieldProblem("geojson", "drawing.refused.\(kind.rawValue)", ["count": "\($0)"]) }
      })
  }
}
