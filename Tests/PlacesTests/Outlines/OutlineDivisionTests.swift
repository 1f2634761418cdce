import Ground
import Testing
import Testkit

@testable import Places

@Suite("Land divided between buildings")
struct OutlineDivisionTests {
  /// Spots in a polygon, two metres apart at least.
  private func spots(_ count: Int, in polygon: Polygon, _ generator: inout SeededGenerator) -> [Vertex] {
    var out: [Vertex] = []
    let plane = PlanPlane(around: polygon.box)
    for _ in 0..<count * 20 where out.count < count {
      let spot = Vertex(
        x: .random(in: polygon.box.west...polygon.box.east, using: &generator),
        y: .random(in: polygon.box.south...polygon.box.north, using: &generator))
      guard polygon.contains(spot), plane.distance(spot, toBorderOf: polygon) > 2 else { continue }
      if out.allSatisfy({ plane.spot($0).distance(plane.spot(spot)) > 2 }) { out.append(spot) }
    }
    return out
  }

  /// The outline with the corners that its parts have put onto its sides.
  private func withCorners(_ whole: Polygon, _ parts: [Polygon]) throws -> Polygon {
    let corners = BorderCorners(parts)
    return try Polygon(
      rings: whole.rings.map { ring in
        zip(ring, ring.dropFirst() + ring.prefix(1)).flatMap { from, to in [from] + (corners.between(from, to) ?? []) }
      })
  }

  @Test("any choice of buildings in any land gives two outlines in one piece each, with every building in its own, and no gap or overlap")
  func random() throws {
    let seed: UInt64 = 4_104
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    var (joined, holed) = (0, 0)
    for round in 0..<150 {
      let plan = RandomPlan(side: Int.random(in: 1...6, using: &generator), regions: Int.random(in: 1...4, using: &generator), using: &generator)
      for outline in try plan.parts {
        let all = spots(Int.random(in: 2...16, using: &generator), in: outline, &generator)
        let leaving = Set(all.enumerated().filter { $0.offset % 2 == 0 }.map(\.element))
        let staying = Set(all).subtracting(leaving)
        guard !leaving.isEmpty, !staying.isEmpty else { continue }
        let name = "seed \(seed), round \(round)"
        let found = try #require(OutlineDivision.divide(outline, leaving: leaving, staying: staying), "\(name)")
        let parts = [found.stays, found.leaves]
        #expect(PlanChain.tiles(parts, try withCorners(outline, parts)), "\(name): gap or overlap")
        let change = (found.stays.twiceArea + found.leaves.twiceArea - outline.twiceArea).magnitude
        #expect(change <= outline.twiceArea.magnitude / 1_000_000 + 1_000_000, "\(name): \(change)")
        for spot in all {
          #expect(found.leaves.contains(spot) == leaving.contains(spot) && found.stays.contains(spot) == staying.contains(spot), "\(name)")
        }
        for part in parts { #expect(part.knot(tolerance: 0.01) == nil, "\(name)") }
        if outline.rings.count > 1 { holed += 1 }
        if found.leaves.rings[0].count > outline.rings[0].count * 2 { joined += 1 }
      }
    }
    #expect(joined > 20 && holed > 5, "\(joined) \(holed)")
  }

  @Test("two halves part as far from the buildings of one as from those of the other")
  func halves() throws {
    func vertex(_ x: Int32, _ y: Int32) -> Vertex { Vertex(x: 1_260_000_000 + x, y: 430_000_000 + y) }
    let land = try Polygon(rings: [[vertex(0, 0), vertex(40_000, 0), vertex(40_000, 20_000), vertex(0, 20_000)]])
    let found = try #require(
      OutlineDivision.divide(
        land, leaving: [vertex(30_000, 5_000), vertex(30_000, 15_000)], staying: [vertex(10_000, 5_000), vertex(10_000, 15_000)]))
    for part in [found.stays, found.leaves] { #expect(abs(Double(part.twiceArea) / Double(land.twiceArea) - 0.5) < 0.01) }
    #expect(Polygon.united([found.stays, found.leaves])?.twiceArea == land.twiceArea)
    #expect(OutlineDivision.divide(land, leaving: [vertex(50_000, 0)], staying: [vertex(1, 1)]) == nil, "nothing that leaves stands in it")
    #expect(OutlineDivision.divide(land, leaving: [vertex(5, 5)], staying: [vertex(5, 5)]) == nil, "one spot cannot be in two parts")
  }

  @Test("what was divided is united again, exactly; neighbours that name other corners too", arguments: [UInt64(61), 62])
  func united(seed: UInt64) throws {
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    for round in 0..<60 {
      let plan = RandomPlan(side: Int.random(in: 2...6, using: &generator), regions: Int.random(in: 2...4, using: &generator), using: &generator)
      let (whole, parts) = (try plan.whole, try plan.parts)
      #expect(Polygon.united(parts)?.twiceArea == whole.twiceArea, "seed \(seed), round \(round)")
      // One neighbour does not know some of the corners of the others: they lie on its sides.
      let sparse = try parts.enumerated().map { index, part in index == 0 ? try withMiddles(part) : part }
      let mended = try #require(Polygon.united(sparse, tolerance: 1), "seed \(seed), round \(round)")
      #expect((mended.twiceArea - whole.twiceArea).magnitude < whole.twiceArea.magnitude / 10_000)
    }
  }

  private func withMiddles(_ polygon: Polygon) throws -> Polygon {
    try Polygon(
      rings: polygon.rings.map { ring in
        zip(ring, ring.dropFirst() + ring.prefix(1)).flatMap { from, to in
          [from, Vertex(x: from.x + (to.x - from.x) / 2, y: from.y + (to.y - from.y) / 2)]
        }
      })
  }

  @Test("a hole that touches the outline in a corner stays a hole")
  func pinched() throws {
    func square(_ x: Int32, _ y: Int32) throws -> Polygon {
      func vertex(_ x: Int32, _ y: Int32) -> Vertex { Vertex(x: 1_260_000_000 + x * 1_000, y: 430_000_000 + y * 1_000) }
      return try Polygon(rings: [[vertex(x, y), vertex(x + 1, y), vertex(x + 1, y + 1), vertex(x, y + 1)]])
    }
    // Of nine squares the one in the middle is missing and one in a corner: hole and outline touch where these meet.
    let squares = try [(1, 0), (2, 0), (0, 1), (2, 1), (0, 2), (1, 2), (2, 2)].map { try square($0.0, $0.1) }
    let found = try #require(Polygon.united(squares))
    #expect(found.rings.count == 2)
    #expect(found.twiceArea == squares[0].twiceArea * 7)
    #expect(Polygon.united([try square(0, 0), try square(1, 1)]) == nil, "a corner alone joins nothing")
  }
}
