public import Ground

/// Finds the grid that a point lies in: the plane is cut into cells, each knows the polygons that touch its box, and a ray
/// decides among these few.
public struct GridFinder: Sendable {
  private let ids: [AreaID]
  private let shapes: [Shape]
  /// The edges of all polygons, one polygon after another: one array, so that no nested one is counted on the way.
  private let edges: [Edge]
  private let box: Box?
  /// Cells to a side.
  private let side: Int
  /// The reciprocal of a cell's sides, because a multiplication is cheaper than a division.
  private let columnsPerUnit: Double
  private let rowsPerUnit: Double
  /// The candidates of cell n are `candidates[starts[n]..<starts[n + 1]]`.
  private let starts: [Int32]
  private let candidates: [Int32]

  /// - Parameter grids: areas that do not overlap. Where two do, the one that stands first answers.
  public init(_ grids: [(id: AreaID, polygon: Polygon)]) {
    ids = grids.map(\.id)
    let polygons: [Polygon] = grids.map(\.polygon)
    edges = polygons.flatMap(\.edges)
    shapes = GridFinder.shapes(polygons)
    box = GridFinder.around(polygons)
    // Four cells to a polygon. Between 1 and 64 the rate on 3,962 grids differs by less than the noise: 10 to 12 million/s.
    side = max(1, min(1024, Int((Double(grids.count) * 4).squareRoot().rounded(.up))))
    let width = box.map { Double($0.east) - Double($0.west) + 1 } ?? 1
    let height = box.map { Double($0.north) - Double($0.south) + 1 } ?? 1
    columnsPerUnit = Double(side) / width
    rowsPerUnit = Double(side) / height
    (starts, candidates) = GridFinder.cells(polygons, side: side, box: box, perX: columnsPerUnit, perY: rowsPerUnit)
  }

  public var count: Int { ids.count }

  /// The grid of a point, or nil where there is none.
  public func grid(at point: Coordinates) -> AreaID? { grid(at: Vertex(point)) }

  func grid(at point: Vertex) -> AreaID? {
    guard let box, box.contains(point) else { return nil }
    let column = Int((Double(point.x) - Double(box.west)) * columnsPerUnit)
    let row = Int((Double(point.y) - Double(box.south)) * rowsPerUnit)
    let cell = min(row, side - 1) * side + min(column, side - 1)
    for index in Int(starts[cell])..<Int(starts[cell + 1]) {
      let candidate = Int(candidates[index])
      if holds(shapes[candidate], point) { return ids[candidate] }
    }
    return nil
  }

  /// Every grid over a point: more than one only where they overlap.
  func grids(at point: Coordinates) -> [AreaID] {
    let point = Vertex(point)
    guard let box, box.contains(point) else { return [] }
    let column = Int((Double(point.x) - Double(box.west)) * columnsPerUnit)
    let row = Int((Double(point.y) - Double(box.south)) * rowsPerUnit)
    let cell = min(row, side - 1) * side + min(column, side - 1)
    return candidates[Int(starts[cell])..<Int(starts[cell + 1])].filter { holds(shapes[Int($0)], point) }.map { ids[Int($0)] }
  }

  /// A polygon's box and its share of `edges`.
  private struct Shape: Sendable {
    let box: Box
    let first: Int32
    let end: Int32
  }

  private func holds(_ shape: Shape, _ point: Vertex) -> Bool {
    guard shape.box.contains(point) else { return false }
    var inside = false
    for index in Int(shape.first)..<Int(shape.end) where edges[index].isCrossed(from: point) { inside.toggle() }
    return inside
  }

  private static func shapes(_ polygons: [Polygon]) -> [Shape] {
    var out: [Shape] = []
    var first: Int32 = 0
    for polygon in polygons {
      let end = first + Int32(polygon.edges.count)
      out.append(Shape(box: polygon.box, first: first, end: end))
      first = end
    }
    return out
  }

  private static func around(_ polygons: [Polygon]) -> Box? {
    guard var box = polygons.first?.box else { return nil }
    for polygon in polygons { box.take(polygon.box) }
    return box
  }

  /// Candidates per cell, laid one after another.
  private static func cells(_ polygons: [Polygon], side: Int, box: Box?, perX: Double, perY: Double) -> ([Int32], [Int32]) {
    var lists: [[Int32]] = Array(repeating: [], count: side * side)
    guard let box else { return (Array(repeating: 0, count: side * side + 1), []) }
    func column(_ x: Int32) -> Int { min(side - 1, Int((Double(x) - Double(box.west)) * perX)) }
    func row(_ y: Int32) -> Int { min(side - 1, Int((Double(y) - Double(box.south)) * perY)) }
    for (index, polygon) in polygons.enumerated() {
      for row in row(polygon.box.south)...row(polygon.box.north) {
        for column in column(polygon.box.west)...column(polygon.box.east) { lists[row * side + column].append(Int32(index)) }
      }
    }
    var starts: [Int32] = [0]
    for list in lists { starts.append(starts[starts.count - 1] + Int32(list.count)) }
    return (starts, lists.flatMap { $0 })
  }
}
