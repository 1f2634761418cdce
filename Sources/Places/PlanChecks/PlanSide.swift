/// One side of an outline on the plane, lower end first. Level sides are left out: a level line of sight never crosses one.
struct PlanSide: Sendable {
  let low: Spot
  let high: Spot
  /// Whose outline it is, a number that the caller gives.
  let owner: Int
  /// What crossing it from west to east adds to the owner's windings: 1 on the way in, -1 on the way out.
  let turn: Int

  init?(_ from: Spot, _ to: Spot, owner: Int) {
    guard from.y != to.y else { return nil }
    // Outlines run against the clock: down on the west, up on the east.
    let isDown = to.y < from.y
    low = isDown ? to : from
    high = isDown ? from : to
    turn = isDown ? 1 : -1
    self.owner = owner
  }

  /// How far east the side is at a height within it.
  @inline(__always)
  func x(at y: Double) -> Double {
    if y <= low.y { return low.x }
    if y >= high.y { return high.x }
    return low.x + (high.x - low.x) * ((y - low.y) / (high.y - low.y))
  }

  static func all(of polygon: Polygon, owner: Int, on plane: PlanPlane) -> [PlanSide] {
    var out: [PlanSide] = []
    for ring in polygon.rings {
      var from = plane.spot(ring[ring.count - 1])
      for vertex in ring {
        let to = plane.spot(vertex)
        if let side = PlanSide(from, to, owner: owner) { out.append(side) }
        from = to
      }
    }
    return out
  }

  /// The heights at which sides cross between their ends.
  /// - Parameter sides: in the order of their lower ends.
  /// - Returns: nil when there are so many that no honest drawing has them: work grows with their square.
  static func crossings(_ sides: [PlanSide]) -> [Double]? {
    let most = 4 * sides.count + 1_000
    var out: [Double] = []
    var open: [Int] = []
    for (index, side) in sides.enumerated() {
      open.removeAll { sides[$0].high.y <= side.low.y }
      for other in open {
        if let height = side.crossing(sides[other]) { out.append(height) }
      }
      if out.count > most { return nil }
      open.append(index)
    }
    return out
  }

  private func crossing(_ other: PlanSide) -> Double? {
    let (west, east) = (min(low.x, high.x), max(low.x, high.x))
    guard min(other.low.x, other.high.x) <= east, max(other.low.x, other.high.x) >= west else { return nil }
    let (ax, ay) = (high.x - low.x, high.y - low.y)
    let (bx, by) = (other.high.x - other.low.x, other.high.y - other.low.y)
    let area = ax * by - ay * bx
    guard area != 0 else { return nil }
    let (dx, dy) = (other.low.x - low.x, other.low.y - low.y)
    let along = (dx * by - dy * bx) / area
    let across = (dx * ay - dy * ax) / area
    guard along > 0, along < 1, across >= 0, across <= 1 else { return nil }
    return low.y + along * ay
  }
}
