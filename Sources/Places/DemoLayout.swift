import Foundation

/// Where a generated city lies: areas are rectangles on a lattice of 20 m, cut from the whole down to the grid, west to east
/// and north to south; then the lattice is bent a little, so that nothing on the map is square.
///
/// Every corner on a border is a vertex of both neighbours, and a corner is bent the same for both: the areas of a level
/// leave no gap and do not overlap.
struct DemoLayout: Sendable {
  /// Columns from the west, rows from the north.
  struct Block: Sendable, Hashable {
    var x: Int
    var y: Int
    var width: Int
    var height: Int
  }

  /// 12 x 12 lattice steps, 240 x 240 m, is the size of a grid of some hundred households.
  static let stepsPerGrid: Int = 12
  static let step: Double = 20

  let whole: Block
  private let center: Coordinates
  private let seed: UInt64
  /// The corners that lie on a row and on a column of the lattice, in order.
  private var onRow: [Int: [Int]] = [:]
  private var onColumn: [Int: [Int]] = [:]

  init(grids: Int, center: Coordinates, seed: UInt64) {
    let side = (Double(grids).squareRoot() * Double(DemoLayout.stepsPerGrid)).rounded(.up)
    whole = Block(x: 0, y: 0, width: Int(side), height: Int(side))
    self.center = center
    self.seed = seed
  }

  /// Cuts a block into rows of blocks whose areas are in proportion to the weights.
  static func cut(_ block: Block, by weights: [Int]) -> [Block] {
    let count = weights.count
    let wanted = (Double(count) * Double(block.height) / Double(block.width)).squareRoot().rounded()
    let rows = max(1, min(count, Int(wanted)))
    var out: [Block] = []
    var top = block.y
    let total = weights.reduce(0, +)
    var done = 0
    for row in 0..<rows {
      let members = Array(weights[(count * row / rows)..<(count * (row + 1) / rows)])
      let weight = members.reduce(0, +)
      done += weight
      let bottom = block.y + block.height * done / total
      out += cutRow(Block(x: block.x, y: top, width: block.width, height: bottom - top), by: members, total: weight)
      top = bottom
    }
    return out
  }

  private static func cutRow(_ row: Block, by weights: [Int], total: Int) -> [Block] {
    var out: [Block] = []
    var left = row.x
    var done = 0
    for weight in weights {
      done += weight
      let right = row.x + row.width * done / total
      out.append(Block(x: left, y: row.y, width: right - left, height: row.height))
      left = right
    }
    return out
  }

  /// Makes known the grids' corners: outlines run through all of them.
  mutating func settle(_ grids: [Block]) {
    var rows: [Int: Set<Int>] = [:]
    var columns: [Int: Set<Int>] = [:]
    for grid in grids {
      for y in [grid.y, grid.y + grid.height] {
        for x in [grid.x, grid.x + grid.width] {
          rows[y, default: []].insert(x)
          columns[x, default: []].insert(y)
        }
      }
    }
    onRow = rows.mapValues { $0.sorted() }
    onColumn = columns.mapValues { $0.sorted() }
  }

  /// The outline of a block, against the clock from its south-west corner.
  func outline(_ block: Block) throws -> Polygon {
    let east = block.x + block.width
    let south = block.y + block.height
    var ring: [Vertex] = []
    ring += corners(onRow[south], from: block.x, to: east).map { corner($0, south) }
    ring += corners(onColumn[east], from: block.y, to: south).reversed().map { corner(east, $0) }
    ring += corners(onRow[block.y], from: block.x, to: east).reversed().map { corner($0, block.y) }
    ring += corners(onColumn[block.x], from: block.y, to: south).map { corner(block.x, $0) }
    return try Polygon(rings: [ring])
  }

  /// Of the corners on a line those from one end to the other, both included.
  private func corners(_ line: [Int]?, from first: Int, to last: Int) -> [Int] {
    (line ?? []).filter { (first...last).contains($0) }
  }

  private func corner(_ x: Int, _ y: Int) -> Vertex {
    // A fifth of a step on top of the bend: corners are a step apart at least, so no outline crosses itself.
    let mixed = DemoGenerator.mixed(seed ^ UInt64(truncatingIfNeeded: x &* 73_856_093 ^ y &* 19_349_663))
    let east = Double(mixed & 0xffff) / 65_535 - 0.5
    let south = Double(mixed >> 16 & 0xffff) / 65_535 - 0.5
    return Vertex(bent(Double(x), Double(y), east: east * 0.4, south: south * 0.4))
  }

  /// The point of the earth for a point of the lattice.
  func point(_ x: Double, _ y: Double) -> Coordinates { Vertex(bent(x, y, east: 0, south: 0)).coordinates }

  /// A slow wave of at most 1.6 steps over 40 steps and more: it turns no direction by more than a quarter, so what lay
  /// beside each other still does.
  private func bent(_ x: Double, _ y: Double, east: Double, south: Double) -> Coordinates {
    let phase = Double(seed % 1_000) / 1_000 * 2 * Double.pi
    let eastward: Double = sin(x / 17 + y / 9 + phase) + 0.6 * sin(y / 6.5 - x / 31 + phase)
    let southward: Double = sin(y / 19 - x / 9 - phase) + 0.6 * sin(x / 6.5 + y / 29 - phase)
    let metresPerDegree: Double = Coordinates.earthRadius * .pi / 180
    let squeeze: Double = cos(center.latitude * .pi / 180)
    let stepsEast: Double = x - Double(whole.width) / 2 + eastward + east
    let stepsSouth: Double = y - Double(whole.height) / 2 + southward + south
    return Coordinates(
      checkedLongitude: center.longitude + stepsEast * DemoLayout.step / (metresPerDegree * squeeze),
      latitude: center.latitude - stepsSouth * DemoLayout.step / metresPerDegree)
  }
}
