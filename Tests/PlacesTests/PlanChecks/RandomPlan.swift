import Ground

@testable import Places

/// A random division of land: cells of a shaken lattice, grown together into regions of any shape, with holes where one lies
/// within another. Neighbours share every corner.
struct RandomPlan {
  /// Corners to a side of the lattice, less one.
  let side: Int
  /// The region of each cell.
  private(set) var regions: [Int]
  private var corners: [Vertex] = []

  /// Units of ``Vertex``: 55 m north, 40 m east.
  static let step: Int = 5_000

  init(side: Int, regions count: Int, using generator: inout some RandomNumberGenerator) {
    self.side = side
    regions = Array(repeating: -1, count: side * side)
    shake(&generator)
    grow(count, &generator)
    pierce()
  }

  /// A cell in the middle of a region, if there is one, becomes a region of its own: a hole in the other.
  private mutating func pierce() {
    for row in 1..<max(1, side - 1) {
      for column in 1..<max(1, side - 1) {
        let cell = row * side + column
        let around = [-side - 1, -side, -side + 1, -1, 1, side - 1, side, side + 1]
        guard around.allSatisfy({ regions[cell + $0] == regions[cell] }) else { continue }
        regions[cell] = count
        return
      }
    }
  }

  private mutating func shake(_ generator: inout some RandomNumberGenerator) {
    for row in 0...side {
      for column in 0...side {
        let east = Int.random(in: -1_500...1_500, using: &generator)
        let north = Int.random(in: -1_500...1_500, using: &generator)
        corners.append(
          Vertex(x: Int32(1_265_000_000 + column * RandomPlan.step + east), y: Int32(438_000_000 + row * RandomPlan.step + north)))
      }
    }
  }

  /// Every cell joins a neighbour's region in a random order, so that regions hang together by sides.
  private mutating func grow(_ count: Int, _ generator: inout some RandomNumberGenerator) {
    var open: [Int] = []
    for (region, cell) in Array(0..<(side * side)).shuffled(using: &generator).prefix(count).enumerated() {
      regions[cell] = region
      open.append(cell)
    }
    while let cell = open.randomElement(using: &generator) {
      let free = neighbours(of: cell).filter { regions[$0] < 0 }
      guard let next = free.randomElement(using: &generator) else {
        open.removeAll { $0 == cell }
        continue
      }
      regions[next] = regions[cell]
      open.append(next)
    }
  }

  private func neighbours(of cell: Int) -> [Int] {
    let (row, column) = (cell / side, cell % side)
    var out: [Int] = []
    if row > 0 { out.append(cell - side) }
    if row + 1 < side { out.append(cell + side) }
    if column > 0 { out.append(cell - 1) }
    if column + 1 < side { out.append(cell + 1) }
    return out
  }

  var count: Int { (regions.max() ?? -1) + 1 }

  var whole: Polygon { get throws { try outline { _ in true } } }

  var parts: [Polygon] { get throws { try (0..<count).map { region in try outline { regions[$0] == region } } } }

  /// Walks around the cells that belong, which lie to the left.
  private func outline(_ belongs: (Int) -> Bool) throws -> Polygon {
    var next: [Int: [Int]] = [:]
    for cell in regions.indices where belongs(cell) {
      let (row, column) = (cell / side, cell % side)
      let southWest = row * (side + 1) + column
      let ring = [southWest, southWest + 1, southWest + side + 2, southWest + side + 1]
      let beside = [row > 0 ? cell - side : -1, column + 1 < side ? cell + 1 : -1, row + 1 < side ? cell + side : -1, column > 0 ? cell - 1 : -1]
      for index in 0..<4 where beside[index] < 0 || !belongs(beside[index]) { next[ring[index], default: []].append(ring[(index + 1) % 4]) }
    }
    return try Polygon(rings: rings(&next))
  }

  private func rings(_ next: inout [Int: [Int]]) -> [[Vertex]] {
    var out: [[Vertex]] = []
    for start in next.keys.sorted() {
      while var to = next[start]?.popLast() {
        var ring = [corners[start]]
        while to != start, let after = next[to]?.popLast() {
          ring.append(corners[to])
          to = after
        }
        out.append(ring)
      }
    }
    // The outer one is the largest.
    return out.sorted { abs(Polygon.twiceArea($0)) > abs(Polygon.twiceArea($1)) }
  }
}

/// The naive way: for a point, which polygons hold it, by counting crossings in floating point.
struct NaiveCover {
  let whole: Polygon
  let parts: [Polygon]

  static func holds(_ polygon: Polygon, _ x: Double, _ y: Double) -> Bool {
    var inside = false
    for ring in polygon.rings {
      var last = ring[ring.count - 1]
      for vertex in ring {
        let (ax, ay, bx, by) = (Double(last.x), Double(last.y), Double(vertex.x), Double(vertex.y))
        if (ay > y) != (by > y), x < (bx - ax) * (y - ay) / (by - ay) + ax { inside.toggle() }
        last = vertex
      }
    }
    return inside
  }

  /// Of the land in a box, the shares that no part covers though the whole does; several parts; and parts outside.
  func shares(_ samples: Int, in box: Box, using generator: inout some RandomNumberGenerator) -> (gap: Double, overlap: Double, outside: Double) {
    var counts = (gap: 0, overlap: 0, outside: 0)
    for _ in 0..<samples {
      let x = Double.random(in: Double(box.west)...Double(box.east), using: &generator)
      let y = Double.random(in: Double(box.south)...Double(box.north), using: &generator)
      let isInside = NaiveCover.holds(whole, x, y)
      let over = parts.filter { NaiveCover.holds($0, x, y) }.count
      if isInside, over == 0 { counts.gap += 1 }
      if over > 1 { counts.overlap += 1 }
      if !isInside { counts.outside += over }
    }
    let all = Double(samples)
    return (Double(counts.gap) / all, Double(counts.overlap) / all, Double(counts.outside) / all)
  }
}
