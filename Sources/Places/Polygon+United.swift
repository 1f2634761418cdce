extension Polygon {
  /// Polygons that share corners and sides, as one: sides that two of them share cancel out, and the rest is the outline.
  /// - Returns: nil when what is left is not one outline with its holes: neighbours whose corners differ, or no neighbours at all.
  static func united(_ polygons: [Polygon]) -> Polygon? {
    struct Side: Hashable { let from: Vertex, to: Vertex }
    var sides: Set<Side> = []
    for ring in polygons.flatMap(\.rings) {
      var previous = ring[ring.count - 1]
      for vertex in ring {
        if sides.remove(Side(from: vertex, to: previous)) == nil { sides.insert(Side(from: previous, to: vertex)) }
        previous = vertex
      }
    }
    var next: [Vertex: Vertex] = [:]
    for side in sides where next.updateValue(side.to, forKey: side.from) != nil { return nil }
    var rings: [[Vertex]] = []
    while let start = next.keys.first {
      var ring: [Vertex] = []
      var current = start
      while let following = next.removeValue(forKey: current) {
        ring.append(current)
        current = following
      }
      guard current == start, ring.count >= 3 else { return nil }
      rings.append(ring)
    }
    let outer = rings.filter { twiceArea($0) > 0 }
    guard let only = outer.first, outer.count == 1 else { return nil }
    return try? Polygon(rings: [only] + rings.filter { twiceArea($0) < 0 })
  }
}
