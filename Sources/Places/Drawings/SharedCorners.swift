import Ground

/// Outlines as they were drawn, with neighbours' corners made one.
struct SharedCorners {
  private let before: Drawing
  private let given: [AreaID: Polygon]
  private let tolerance: Double

  init(_ before: Drawing, _ given: [AreaID: Polygon], tolerance: Double) {
    self.before = before
    self.given = given
    self.tolerance = tolerance
  }

  /// Those that differ.
  /// - Throws: ``Refusal`` `.invalid` when nothing is left of a grid.
  func outlines() throws -> [AreaID: Polygon] {
    let drawn = grids.compactMap { grid in (given[grid.id] ?? grid.polygon).map { (grid: grid, polygon: $0) } }
    do {
      let polygons = try joined(drawn.map(\.polygon))
      var out: [AreaID: Polygon] = [:]
      for (old, polygon) in zip(drawn, polygons) where old.grid.polygon != polygon { out[old.grid.id] = polygon }
      return out
    } catch let collapse as DrawingSnap.Collapse {
      throw DrawingReader.refusal("collapsed", ["grid": drawn[collapse.index].grid.name, "metres": "\(tolerance)"])
    }
  }

  private var isMovingBorder: Bool { before.neighbours.contains { drawing in drawing.grids.contains { given[$0.id] != nil } } }

  /// The community's, and those of the neighbours that are drawn anew.
  private var grids: [DrawnGrid] {
    before.grids + before.neighbours.filter { drawing in drawing.grids.contains { given[$0.id] != nil } }.flatMap(\.grids)
  }

  private func joined(_ polygons: [Polygon]) throws -> [Polygon] {
    // What crosses itself is refused anyway, and joining it would take the square of its corners.
    guard !given.values.contains(where: { $0.knot(tolerance: tolerance) == .tangled }) else { return polygons }
    if isMovingBorder { return Polygon.united(polygons) == nil ? try DrawingSnap.snapped(polygons, tolerance: tolerance) : polygons }
    guard let whole = before.whole else { return polygons }
    return try DrawingSnap.snapped(polygons, to: whole, tolerance: tolerance)
  }
}
