import Foundation

/// A side of a ring, from one corner to the next.
struct RingSide: Hashable {
  let from: Vertex
  let to: Vertex

  var reversed: RingSide { RingSide(from: to, to: from) }
}

extension Polygon {
  /// Polygons that share corners and sides, as one: sides that two of them share cancel out, and the rest is the outline, exactly.
  /// - Returns: nil when what is left is not one outline with its holes: neighbours whose corners differ, or no neighbours at all.
  static func united(_ polygons: [Polygon]) -> Polygon? { united(rings: polygons.flatMap(\.rings)) }

  /// The same where neighbours do not name the same corners: corners within the tolerance become one, and a corner that lies on a
  /// neighbour's side becomes the neighbour's too.
  /// - Parameter tolerance: metres.
  static func united(_ polygons: [Polygon], tolerance: Double) -> Polygon? {
    if let exact = united(polygons) { return exact }
    do {
      return united(try DrawingSnap.snapped(polygons, tolerance: tolerance))
    } catch {
      // Narrower than the tolerance: nothing that could be put to the others.
      return nil
    }
  }

  /// - Parameter rings: outer ones against the clock, holes with it; corners that fall together are passed over.
  static func united(rings: [[Vertex]]) -> Polygon? {
    var sides: Set<RingSide> = []
    for ring in rings {
      var previous = ring[ring.count - 1]
      for vertex in ring where vertex != previous {
        let side = RingSide(from: previous, to: vertex)
        if sides.remove(side.reversed) == nil, !sides.insert(side).inserted { return nil }
        previous = vertex
      }
    }
    let joined = traced(sides)
    // Land that hangs together by a corner alone is not one piece.
    guard joined.allSatisfy({ Set($0).count == $0.count }) else { return nil }
    let outer = joined.filter { twiceArea($0) > 0 }
    guard let only = outer.first, outer.count == 1 else { return nil }
    return try? Polygon(rings: [only] + joined.filter { twiceArea($0) < 0 })
  }

  /// Walks along the sides with the land on the left. Where outlines touch in a corner the walk turns away from the land, so that a
  /// hole that touches the outline is a ring of its own.
  private static func traced(_ sides: Set<RingSide>) -> [[Vertex]] {
    var next: [Vertex: [Vertex]] = [:]
    for side in sides { next[side.from, default: []].append(side.to) }
    var rings: [[Vertex]] = []
    while let start = next.keys.min(by: { ($0.x, $0.y) < ($1.x, $1.y) }) {
      var ring: [Vertex] = []
      var before = start
      var current = start
      while var ways = next[current], !ways.isEmpty {
        let chosen = ways.count == 1 ? 0 : ways.indices.min { turn(before, current, ways[$0]) < turn(before, current, ways[$1]) } ?? 0
        let following = ways.remove(at: chosen)
        next[current] = ways.isEmpty ? nil : ways
        ring.append(current)
        before = current
        current = following
        if current == start { break }
      }
      if ring.count >= 3 { rings.append(ring) }
    }
    return rings
  }

  /// How far one turns against the clock from the way back to the way on: least is sharpest to the right.
  private static func turn(_ before: Vertex, _ here: Vertex, _ next: Vertex) -> Double {
    func heading(_ vertex: Vertex) -> Double { atan2(Double(vertex.y) - Double(here.y), Double(vertex.x) - Double(here.x)) }
    let angle = heading(next) - heading(before)
    return angle > 0 ? angle : angle + 2 * .pi
  }
}
