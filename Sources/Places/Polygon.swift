/// An outline with holes, on the plane of longitude and latitude (a city is small; nothing here crosses the 180th meridian).
///
/// Rings are kept open (the first vertex is not repeated), the outer one against the clock, holes with it, as RFC 7946
/// section 3.1.6 has them.
public struct Polygon: Sendable, Hashable {
  /// The outer ring, then the holes.
  let rings: [[Vertex]]
  let edges: [Edge]
  let box: Box

  /// - Parameters: rings open or closed, in any direction.
  /// - Throws: ``PolygonProblem`` when a ring has fewer than three different vertices or no area.
  public init(outer: [Coordinates], holes: [[Coordinates]] = []) throws {
    try self.init(rings: ([outer] + holes).map { ring in ring.map(Vertex.init) })
  }

  init(rings given: [[Vertex]]) throws {
    guard !given.isEmpty else { throw PolygonProblem.empty }
    var rings: [[Vertex]] = []
    for (index, ring) in given.enumerated() { rings.append(try Polygon.wound(ring, againstTheClock: index == 0)) }
    self.rings = rings
    edges = rings.flatMap(Polygon.edges)
    box = Box(rings[0])
  }

  public var outer: [Coordinates] { rings[0].map(\.coordinates) }
  public var holes: [[Coordinates]] { rings.dropFirst().map { $0.map(\.coordinates) } }

  /// Whether the point lies inside, by the rule of ``Edge/isCrossed(from:)``: of the areas that meet in an edge or a
  /// vertex, exactly one holds it.
  public func contains(_ point: Coordinates) -> Bool { contains(Vertex(point)) }

  func contains(_ point: Vertex) -> Bool {
    guard box.contains(point) else { return false }
    var inside = false
    for edge in edges where edge.isCrossed(from: point) { inside.toggle() }
    return inside
  }

  /// Twice the area in square units of ``Vertex``, exactly: the holes are taken off.
  var twiceArea: Int128 { rings.reduce(0) { $0 + Polygon.twiceArea($1) } }

  /// Against the clock is positive.
  static func twiceArea(_ ring: [Vertex]) -> Int128 {
    var sum: Int128 = 0
    var previous = ring[ring.count - 1]
    for vertex in ring {
      sum += Int128(previous.x) * Int128(vertex.y) - Int128(vertex.x) * Int128(previous.y)
      previous = vertex
    }
    return sum
  }

  private static func edges(_ ring: [Vertex]) -> [Edge] {
    var out: [Edge] = []
    var previous = ring[ring.count - 1]
    for vertex in ring {
      if let edge = Edge(previous, vertex) { out.append(edge) }
      previous = vertex
    }
    return out
  }

  private static func wound(_ given: [Vertex], againstTheClock: Bool) throws -> [Vertex] {
    var ring: [Vertex] = []
    for vertex in given where ring.last != vertex { ring.append(vertex) }
    while ring.count > 1, ring.first == ring.last { ring.removeLast() }
    guard ring.count >= 3 else { throw PolygonProblem.tooFewVertices }
    let area = twiceArea(ring)
    guard area != 0 else { throw PolygonProblem.noArea }
    return (area > 0) == againstTheClock ? ring : ring.reversed()
  }
}

/// Why vertices do not make a polygon.
public enum PolygonProblem: Error, Sendable, Hashable {
  case empty, tooFewVertices, noArea
}

/// The upright rectangle around vertices, edges included.
struct Box: Sendable, Hashable {
  private(set) var west: Int32
  private(set) var south: Int32
  private(set) var east: Int32
  private(set) var north: Int32

  init(_ vertices: [Vertex]) {
    west = .max
    south = .max
    east = .min
    north = .min
    for vertex in vertices {
      west = min(west, vertex.x)
      south = min(south, vertex.y)
      east = max(east, vertex.x)
      north = max(north, vertex.y)
    }
  }

  @inline(__always)
  func contains(_ point: Vertex) -> Bool {
    point.x >= west && point.x <= east && point.y >= south && point.y <= north
  }

  mutating func take(_ other: Box) {
    west = min(west, other.west)
    south = min(south, other.south)
    east = max(east, other.east)
    north = max(north, other.north)
  }
}
