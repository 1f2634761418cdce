import Ground
import Testing
import Testkit

@testable import Places

@Suite("A plan's land is covered exactly once")
struct PlanPlotTests {
  private func plot(_ whole: Polygon, _ parts: [Polygon]) -> PlanPlot {
    PlanPlot(whole: whole, parts: parts.enumerated().map { PlanPlot.Part(number: $0.offset, polygon: $0.element) })
  }

  @Test("random divisions with holes and T-junctions have no fault", arguments: [UInt64(1), 2, 3, 4])
  func clean(seed: UInt64) throws {
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    var holes = 0
    for _ in 0..<60 {
      let random = RandomPlan(side: Int.random(in: 2...9, using: &generator), regions: Int.random(in: 1...7, using: &generator), using: &generator)
      let (whole, parts) = (try random.whole, try random.parts)
      holes += parts.filter { $0.rings.count > 1 }.count
      #expect(PlanChain.tiles(parts, whole))
      #expect(try #require(plot(whole, parts).faults(tolerance: 0)).isEmpty)
      for part in parts { #expect(part.knot(tolerance: 0.01) == nil) }
      let rough = try parts.map { try crooked($0, &generator) }
      let faults = try #require(plot(whole, rough).faults(tolerance: 1))
      #expect(faults.isEmpty, "\(faults.map { "\($0.kind) \($0.face.area) \($0.face.width)" })")
      // What the short way takes for whole must be so the long way too.
      #expect(try slow(whole, parts).isEmpty)
    }
    #expect(holes > 0)
  }

  /// Corners on some sides that the neighbour does not have, up to 30 cm beside the line.
  private func crooked(_ polygon: Polygon, _ generator: inout SeededGenerator) throws -> Polygon {
    var rings: [[Vertex]] = []
    for ring in polygon.rings {
      var out: [Vertex] = []
      for (index, vertex) in ring.enumerated() {
        out.append(vertex)
        guard Int.random(in: 0..<3, using: &generator) == 0 else { continue }
        let next = ring[(index + 1) % ring.count]
        let beside = Int32.random(in: -20...20, using: &generator)
        out.append(Vertex(x: vertex.x + (next.x - vertex.x) / 2 + beside, y: vertex.y + (next.y - vertex.y) / 2 + beside))
      }
      rings.append(out)
    }
    return try Polygon(rings: rings)
  }

  /// Without the short way.
  private func slow(_ whole: Polygon, _ parts: [Polygon]) throws -> [PlanFace] {
    let plane = PlanPlane(around: whole.box)
    var sides = PlanSide.all(of: whole, owner: parts.count, on: plane)
    for (index, part) in parts.enumerated() { sides += PlanSide.all(of: part, owner: index, on: plane) }
    let faces = PlanSlabs.faces(sides, owners: parts.count + 1) { windings in
      let over = windings.dropLast().filter { $0 != 0 }.count
      return over == (windings[parts.count] != 0 ? 1 : 0) ? nil : 1
    }
    return try #require(faces).filter { $0.area > 0.01 }
  }

  @Test("gaps, overlaps and what sticks out have the area that a naive count of points finds", arguments: [UInt64(11), 12, 13, 14])
  func spoiled(seed: UInt64) throws {
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    var found = (gap: 0, overlap: 0, outside: 0)
    for round in 0..<25 {
      let random = RandomPlan(side: Int.random(in: 2...6, using: &generator), regions: Int.random(in: 2...5, using: &generator), using: &generator)
      let whole = try random.whole
      let parts = try spoil(try random.parts, &generator)
      let faults = try #require(plot(whole, parts).faults(tolerance: 0))
      var box = whole.box
      for part in parts { box.take(part.box) }
      let samples = 6_000
      let shares = NaiveCover(whole: whole, parts: parts).shares(samples, in: box, using: &generator)
      let kinds: [(PlanPlot.Fault.Kind, Double)] = [(.gap, shares.gap), (.overlap, shares.overlap), (.outside, shares.outside)]
      for (kind, share) in kinds {
        let area = faults.filter { $0.kind == kind }.reduce(0) { $0 + $1.face.area } / squareMetres(box)
        // Five standard deviations of a share, and the share of a few points.
        let allowed = 5 * (max(area, share) / Double(samples)).squareRoot() + 5 / Double(samples)
        #expect(abs(area - share) <= allowed, "seed \(seed), round \(round), \(kind): \(area) against \(share)")
      }
      if shares.gap > 0.001 { found.gap += 1 }
      if shares.overlap > 0.001 { found.overlap += 1 }
      if shares.outside > 0.001 { found.outside += 1 }
    }
    #expect(found.gap > 5 && found.overlap > 5 && found.outside > 2)
  }

  /// One part is left out, or a corner of one part alone goes astray.
  private func spoil(_ parts: [Polygon], _ generator: inout SeededGenerator) throws -> [Polygon] {
    var out = parts
    if Int.random(in: 0..<5, using: &generator) == 0 { out.removeLast() }
    for index in out.indices where Int.random(in: 0..<2, using: &generator) == 0 {
      var rings = out[index].rings
      let corner = Int.random(in: rings[0].indices, using: &generator)
      let old = rings[0][corner]
      rings[0][corner] = Vertex(
        x: old.x + Int32.random(in: -12_000...12_000, using: &generator), y: old.y + Int32.random(in: -12_000...12_000, using: &generator))
      out[index] = (try? Polygon(rings: rings)) ?? out[index]
    }
    return out
  }

  private func squareMetres(_ box: Box) -> Double {
    let plane = PlanPlane(around: box)
    let (low, high) = (plane.spot(Vertex(x: box.west, y: box.south)), plane.spot(Vertex(x: box.east, y: box.north)))
    return (high.x - low.x) * (high.y - low.y)
  }

  private func polygon(_ ring: [(Int, Int)]) throws -> Polygon {
    try Polygon(rings: [ring.map { Vertex(x: Int32(1_265_000_000 + $0.0 * 1000), y: Int32(438_000_000 + $0.1 * 1000)) }])
  }

  @Test("an outline that crosses itself is tangled; one that hangs together by a corner is in pieces")
  func knots() throws {
    #expect(try polygon([(0, 0), (10, 0), (10, 10), (0, 10)]).knot(tolerance: 1) == nil)
    #expect(try polygon([(0, 0), (10, 10), (10, 0), (0, 12)]).knot(tolerance: 1) == .tangled)
    #expect(try polygon([(0, 0), (5, 5), (10, 0), (10, 10), (5, 5), (0, 10)]).knot(tolerance: 1) == .pieces)
  }

  @Test("an outline that crosses itself without end is tangled, and told so at once")
  func scribble() throws {
    let seed: UInt64 = 77
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    let ring = (0..<2_000).map { _ in (Int.random(in: 0...400, using: &generator), Int.random(in: 0...400, using: &generator)) }
    let scribble = try polygon(ring)
    #expect(scribble.knot(tolerance: 1) == .tangled)
    #expect(plot(scribble, [try polygon([(0, 0), (10, 0), (10, 10)])]).faults(tolerance: 1) == nil)
  }

  @Test("a sliver between neighbours is not a gap, a broad one is; however narrow, a large one is")
  func slivers() throws {
    let whole = try polygon([(0, 0), (200, 0), (200, 100), (0, 100)])
    let left = try polygon([(0, 0), (100, 0), (100, 100), (0, 100)])
    for (units, isGap) in [(Int32(60), false), (400, true)] {
      let ring = try polygon([(100, 0), (200, 0), (200, 100), (100, 100)]).rings[0]
      let right = try Polygon(rings: [ring.map { Vertex(x: $0.x == 1_265_100_000 ? $0.x + units : $0.x, y: $0.y) }])
      #expect(try #require(plot(whole, [left, right]).faults(tolerance: 1)).contains { $0.kind == .gap } == isGap, "\(units)")
    }
  }
}
