/// Finds out which corners new outlines have put onto a side of an old one.
struct BorderCorners {
  private var next: [Vertex: Set<Vertex>] = [:]

  init(_ outlines: [Polygon]) {
    for ring in outlines.flatMap(\.rings) {
      for (from, to) in zip(ring, ring.dropFirst() + ring.prefix(1)) {
        next[from, default: []].insert(to)
        next[to, default: []].insert(from)
      }
    }
  }

  /// The new corners of a side, from one end to the other.
  /// - Returns: nil when there are none, or the new outlines do not run along the side.
  func between(_ from: Vertex, _ to: Vertex) -> [Vertex]? {
    guard let ways = next[from], !ways.contains(to) else { return nil }
    var out: [Vertex] = []
    var current = from
    while current != to {
      // As near to the line as a corner of whole units can be, and further along it.
      guard let following = (next[current] ?? []).first(where: { $0 == to || BorderCorners.lies($0, between: current, to) }) else { return nil }
      if following != to { out.append(following) }
      current = following
    }
    return out
  }

  private static func lies(_ corner: Vertex, between from: Vertex, _ to: Vertex) -> Bool {
    let (east, north) = (Double(to.x) - Double(from.x), Double(to.y) - Double(from.y))
    let (x, y) = (Double(corner.x) - Double(from.x), Double(corner.y) - Double(from.y))
    let length = (east * east + north * north).squareRoot()
    let along = (x * east + y * north) / length
    return along > 0 && along < length && abs(x * north - y * east) / length < 1
  }
}
