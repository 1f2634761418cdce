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
  /// The outlines that differ: of grids, and of communities and what is above them where their border moved.
  public let outlines: [AreaID: Polygon]
  /// The buildings that change hands.
  public let moves: [Move]
  /// What the plan check finds in the new drawing.
  public let findings: [PlanFinding]

  /// - Parameter given: new outlines of some of the grids; the rest stay as they are.
  /// - Throws: ``Refusal`` `.invalid` when a grid is narrower than the tolerance, so that nothing of it is left.
  init(_ before: Drawing, _ given: [AreaID: Polygon], rules: CityProfile.GridRules) throws {
    self.before = before
    let grids = try SharedCorners(before, given, tolerance: rules.tolerance).outlines()
    let redrawn = Set(before.neighbours.filter { drawing in drawing.grids.contains { grids[$0.id] != nil } }.map(\.community.id))
    let check = PlanCheck(rules)
    let borders = MovedBorders(before, grids, redrawn, check: check, tolerance: rules.tolerance)
    outlines = grids.merging(borders.outlines) { own, _ in own }
    after = before.redrawn(outlines)
    moves = zip(before.allHouses, after.allHouses).compactMap { old, new in
      old.grid == new.grid ? nil : Move(building: old.id, from: old.grid, to: new.grid)
    }
    findings = check.findings(after.plan(rules, with: redrawn)) + borders.findings
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
