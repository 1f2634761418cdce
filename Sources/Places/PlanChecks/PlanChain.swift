/// The borders of a plan as a sum of directed edges: those of the parts counted as they run, that of the whole against it.
///
/// Where neighbours share a border, it runs once each way and cancels. If everything cancels, the parts cover the whole
/// exactly once: the number of parts over a point, less one inside the whole, changes only across a border that is left
/// over, and far away it is nought. This needs no tolerance and takes one look at every edge.
struct PlanChain {
  private struct Line: Hashable {
    let from: Vertex
    let to: Vertex
  }

  private var rest: [Line: Int] = [:]

  mutating func add(_ polygon: Polygon, times: Int) {
    for ring in polygon.rings {
      var from = ring[ring.count - 1]
      for to in ring {
        add(from, to, times)
        from = to
      }
    }
  }

  private mutating func add(_ from: Vertex, _ to: Vertex, _ times: Int) {
    let isForward = (from.x, from.y) < (to.x, to.y)
    let line = isForward ? Line(from: from, to: to) : Line(from: to, to: from)
    let sum = rest[line, default: 0] + (isForward ? times : -times)
    rest[line] = sum == 0 ? nil : sum
  }

  /// Whether nothing is left over.
  var isClosed: Bool { rest.isEmpty }

  /// Whether parts cover a whole exactly once.
  static func tiles(_ parts: [Polygon], _ whole: Polygon) -> Bool {
    var chain = PlanChain()
    chain.add(whole, times: -1)
    for part in parts { chain.add(part, times: 1) }
    return chain.isClosed
  }
}
