/// Makes neighbours share their corners where they nearly do: corners closer together than the tolerance become one, and a
/// corner that lies that close to a neighbour's side becomes a corner of the neighbour too (a T-junction is mended).
///
/// The whole's corners stay; what comes near them goes there. Of others the one that stands first stays.
struct DrawingSnap {
  /// Metres.
  private let tolerance: Double
  private let plane: PlanPlane
  private var kept: [Vertex] = []
  /// Where the kept corners lie on the plane.
  private var spots: [Spot] = []
  /// Kept corners by the square they lie in, as wide as the tolerance.
  private var squares: [Square: [Int]] = [:]

  private struct Square: Hashable {
    let column: Int
    let row: Int
  }

  private init(around box: Box, tolerance: Double) {
    self.tolerance = max(tolerance, 0.001)
    plane = PlanPlane(around: box)
  }

  /// An outline of which nothing is left once its corners are brought together.
  struct Collapse: Error, Hashable {
    /// Its position among those that were given.
    let index: Int
  }

  /// - Parameter whole: whose corners stay where they are; nil: the corners that come first do.
  /// - Returns: polygons in the same order.
  /// - Throws: ``Collapse`` when one is narrower than the tolerance.
  static func snapped(_ polygons: [Polygon], to whole: Polygon? = nil, tolerance: Double) throws -> [Polygon] {
    if let whole, PlanChain.tiles(polygons, whole) { return polygons }
    guard var box = whole?.box ?? polygons.first?.box else { return [] }
    for polygon in polygons { box.take(polygon.box) }
    var snap = DrawingSnap(around: box, tolerance: tolerance)
    for ring in whole?.rings ?? [] { for vertex in ring { _ = snap.kept(vertex) } }
    let drawn: [[[Vertex]]] = polygons.map { polygon in polygon.rings.map { ring in ring.map { snap.kept($0) } } }
    return try drawn.enumerated().map { index, rings in
      do {
        return try Polygon(rings: rings.map { snap.joined($0) })
      } catch is PolygonProblem {
        throw Collapse(index: index)
      }
    }
  }

  private func square(_ spot: Spot) -> Square {
    Square(column: Int((spot.x / tolerance).rounded(.down)), row: Int((spot.y / tolerance).rounded(.down)))
  }

  /// The kept corner near this one, or this one from now on.
  private mutating func kept(_ vertex: Vertex) -> Vertex {
    let spot = plane.spot(vertex)
    let middle = square(spot)
    var best: (index: Int, distance: Double)?
    for row in middle.row - 1...middle.row + 1 {
      for column in middle.column - 1...middle.column + 1 {
        for index in squares[Square(column: column, row: row)] ?? [] {
          let distance = spots[index].distance(spot)
          if distance <= tolerance, distance < best?.distance ?? .infinity { best = (index, distance) }
        }
      }
    }
    if let best { return kept[best.index] }
    squares[middle, default: []].append(kept.count)
    kept.append(vertex)
    spots.append(spot)
    return vertex
  }

  /// A ring with the kept corners that lie on its sides.
  private func joined(_ ring: [Vertex]) -> [Vertex] {
    var out: [Vertex] = []
    for (index, from) in ring.enumerated() {
      out.append(from)
      let to = ring[(index + 1) % ring.count]
      out += between(from, to)
    }
    return out
  }

  /// From one end to the other.
  private func between(_ from: Vertex, _ to: Vertex) -> [Vertex] {
    let (a, b) = (plane.spot(from), plane.spot(to))
    var found: [(vertex: Vertex, along: Double)] = []
    for index in near(a, b) where kept[index] != from && kept[index] != to {
      let spot = spots[index]
      if spot.distance(a, b) <= tolerance { found.append((kept[index], spot.nearest(a, b).distance(a))) }
    }
    return found.sorted { $0.along < $1.along }.map(\.vertex)
  }

  /// Kept corners in the squares along a side; a side of many squares looks through all corners instead.
  private func near(_ a: Spot, _ b: Spot) -> [Int] {
    let (low, high) = (square(Spot(x: min(a.x, b.x), y: min(a.y, b.y))), square(Spot(x: max(a.x, b.x), y: max(a.y, b.y))))
    let (columns, rows) = (high.column - low.column + 3, high.row - low.row + 3)
    guard Double(columns) * Double(rows) < Double(kept.count) else {
      let (west, east, south, north) = (min(a.x, b.x), max(a.x, b.x), min(a.y, b.y), max(a.y, b.y))
      return spots.indices.filter { index in
        let spot = spots[index]
        return spot.x >= west - tolerance && spot.x <= east + tolerance && spot.y >= south - tolerance && spot.y <= north + tolerance
      }
    }
    var out: [Int] = []
    for row in low.row - 1...high.row + 1 {
      for column in low.column - 1...high.column + 1 { out += squares[Square(column: column, row: row)] ?? [] }
    }
    return out
  }
}
