import Testing

@testable import Places

@Suite("Polygons")
struct PolygonTests {
  /// A unit square of ten degrees with its south-west corner at the given degrees.
  private func square(_ x: Double, _ y: Double, side: Double = 10, holes: [[Coordinates]] = []) throws -> Polygon {
    try Polygon(outer: try corners(x, y, side), holes: holes)
  }

  private func corners(_ x: Double, _ y: Double, _ side: Double) throws -> [Coordinates] {
    try [(x, y), (x + side, y), (x + side, y + side), (x, y + side)].map { try #require(Coordinates(longitude: $0.0, latitude: $0.1)) }
  }

  private func point(_ x: Double, _ y: Double) throws -> Coordinates { try #require(Coordinates(longitude: x, latitude: y)) }

  @Test("a square holds its middle and not what lies outside")
  func middle() throws {
    let square = try square(0, 0)
    #expect(square.contains(try point(5, 5)))
    for (x, y) in [(-1.0, 5.0), (11, 5), (5, -1), (5, 11), (-1, -1), (11, 11)] { #expect(!square.contains(try point(x, y))) }
  }

  @Test("a point on an edge or a corner that squares share lies in exactly one of them")
  func sharedEdges() throws {
    let squares = [try square(0, 0), try square(10, 0), try square(0, 10), try square(10, 10)]
    for (x, y) in [(10.0, 10.0), (10, 5), (10, 15), (5, 10), (15, 10), (10, 9.9999999), (9.9999999, 10)] {
      let spot = try point(x, y)
      #expect(squares.filter { $0.contains(spot) }.count == 1, "at \(x), \(y)")
    }
  }

  @Test("a hole is not inside, and its rim belongs either to the hole's filling or to what is around it")
  func holes() throws {
    let around = try square(0, 0, holes: [try corners(4, 4, 2)])
    let filling = try square(4, 4, side: 2)
    #expect(!around.contains(try point(5, 5)))
    #expect(around.contains(try point(3, 3)))
    for (x, y) in [(4.0, 4.0), (6, 6), (4, 6), (6, 4), (5, 4), (4, 5), (6, 5), (5, 6)] {
      #expect(around.contains(try point(x, y)) != filling.contains(try point(x, y)), "at \(x), \(y)")
    }
  }

  @Test("rings are wound after RFC 7946 however they come")
  func winding() throws {
    let outer = try corners(0, 0, 10)
    let hole = try corners(4, 4, 2)
    let one = try Polygon(outer: outer, holes: [hole])
    let other = try Polygon(outer: outer.reversed() + [outer[3]], holes: [hole.reversed()])
    #expect(Polygon.twiceArea(one.rings[0]) > 0)
    #expect(Polygon.twiceArea(one.rings[1]) < 0)
    #expect(other.twiceArea == one.twiceArea)
    #expect(Polygon.twiceArea(other.rings[0]) > 0)
  }

  @Test("lines, points and nothing are not polygons")
  func degenerate() throws {
    #expect(throws: PolygonProblem.tooFewVertices) { try Polygon(outer: [try point(1, 1), try point(2, 2), try point(1, 1)]) }
    #expect(throws: PolygonProblem.noArea) { try Polygon(outer: [try point(1, 1), try point(2, 2), try point(3, 3)]) }
    #expect(throws: PolygonProblem.tooFewVertices) { try Polygon(outer: []) }
  }

  @Test("the whole earth is a polygon without overflow")
  func wholeEarth() throws {
    let earth = try Polygon(outer: [try point(-180, -90), try point(180, -90), try point(180, 90), try point(-180, 90)])
    #expect(earth.contains(try point(126.5, 43.8)))
    #expect(earth.contains(try point(-179.9999999, -89.9999999)))
  }

  @Test("100,000 random points: the integer ray agrees with a winding number in 128 bits wherever that is not on an edge")
  func oracle() throws {
    let seed: UInt64 = 20_260_301
    var generator = DemoGenerator(seed: seed)
    for _ in 0..<100 {
      let star = try star(&generator)
      for _ in 0..<1_000 {
        let spot = Vertex(x: Int32.random(in: -1_100...1_100, using: &generator), y: Int32.random(in: -1_100...1_100, using: &generator))
        guard let expected = windingContains(star.rings[0], spot) else { continue }
        #expect(star.contains(spot) == expected, "seed \(seed), point \(spot), ring \(star.rings[0])")
      }
    }
  }

  /// A star-shaped outline around nought, of a few vertices on a coarse lattice, so that many points fall on lines.
  private func star(_ generator: inout DemoGenerator) throws -> Polygon {
    let directions: [(Int32, Int32)] = [(1, 0), (2, 1), (1, 1), (1, 2), (0, 1), (-1, 2), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1), (2, -1)]
    var ring: [Vertex] = []
    for (x, y) in directions {
      let length = Int32.random(in: 10...500, using: &generator)
      ring.append(Vertex(x: x * length, y: y * length))
    }
    return try Polygon(rings: [ring])
  }

  /// nil on the outline itself.
  private func windingContains(_ ring: [Vertex], _ point: Vertex) -> Bool? {
    var winding = 0
    var previous = ring[ring.count - 1]
    for vertex in ring {
      defer { previous = vertex }
      let side =
        Int128(vertex.x - previous.x) * Int128(point.y - previous.y) - Int128(point.x - previous.x) * Int128(vertex.y - previous.y)
      let isBetween =
        min(vertex.x, previous.x) <= point.x && point.x <= max(vertex.x, previous.x) && min(vertex.y, previous.y) <= point.y
        && point.y <= max(vertex.y, previous.y)
      if side == 0, isBetween { return nil }
      if previous.y <= point.y, vertex.y > point.y, side > 0 { winding += 1 }
      if previous.y > point.y, vertex.y <= point.y, side < 0 { winding -= 1 }
    }
    return winding != 0
  }
}
