/// A point in whole ten-millionths of a degree (1.1 cm on the equator, what RFC 7946 section 11.2 finds fit): every question
/// about sides and edges is answered in integers, exactly, and the same from both sides of a shared edge.
struct Vertex: Sendable, Hashable {
  /// ±1.8e9 and ±0.9e9: both fit.
  let x: Int32
  let y: Int32

  init(x: Int32, y: Int32) {
    self.x = x
    self.y = y
  }

  init(_ point: Coordinates) {
    x = Int32((point.longitude * Vertex.perDegree).rounded())
    y = Int32((point.latitude * Vertex.perDegree).rounded())
  }

  var coordinates: Coordinates {
    Coordinates(checkedLongitude: Double(x) / Vertex.perDegree, latitude: Double(y) / Vertex.perDegree)
  }

  static let perDegree: Double = 1e7
}

/// One side of an area, lower end first, so that two areas that share it ask the very same question.
struct Edge: Sendable, Hashable {
  let low: Vertex
  let high: Vertex

  /// - Returns: nil for a level edge: no ray to the east crosses it.
  init?(_ a: Vertex, _ b: Vertex) {
    if a.y == b.y { return nil }
    low = a.y < b.y ? a : b
    high = a.y < b.y ? b : a
  }

  /// Whether a ray from the point to the east crosses this edge. An edge holds its lower end and not its upper, and a point on
  /// it counts as west of it: as if every point stood a hair's breadth to the north-west, where no two areas meet. So of the
  /// areas that share an edge or a vertex exactly one holds the point.
  @inline(__always)
  func isCrossed(from point: Vertex) -> Bool {
    guard low.y <= point.y, point.y < high.y else { return false }
    // Products of differences stay under 3.6e9 * 1.8e9 = 6.5e18, within 63 bits; they are compared, not subtracted.
    let along = (Int64(high.x) - Int64(low.x)) * (Int64(point.y) - Int64(low.y))
    let across = (Int64(point.x) - Int64(low.x)) * (Int64(high.y) - Int64(low.y))
    return across <= along
  }
}
