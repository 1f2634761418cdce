import Foundation

/// A place on the plane of a plan: metres east and north of its middle.
struct Spot: Sendable, Hashable {
  var x: Double
  var y: Double
}

/// The flat piece of the earth on which a plan is measured. A city is 60 km wide at most, so that stretching the degrees by
/// one factor each way is right to a few thousandths; corners that are the same vertex are the same spot, bit for bit.
struct PlanPlane: Sendable {
  private let middleX: Double
  private let middleY: Double
  /// Metres to a unit of ``Vertex``.
  private let east: Double
  private let north: Double

  init(around box: Box) {
    middleX = (Double(box.west) + Double(box.east)) / 2
    middleY = (Double(box.south) + Double(box.north)) / 2
    north = Coordinates.earthRadius * .pi / 180 / Vertex.perDegree
    east = north * cos(middleY / Vertex.perDegree * .pi / 180)
  }

  func spot(_ vertex: Vertex) -> Spot { Spot(x: (Double(vertex.x) - middleX) * east, y: (Double(vertex.y) - middleY) * north) }

  func vertex(_ spot: Spot) -> Vertex {
    Vertex(x: Int32((spot.x / east + middleX).rounded()), y: Int32((spot.y / north + middleY).rounded()))
  }

  /// Metres from a point to the nearest border of a polygon.
  func distance(_ point: Vertex, toBorderOf polygon: Polygon) -> Double {
    let spot = spot(point)
    var least = Double.infinity
    for ring in polygon.rings {
      var from = self.spot(ring[ring.count - 1])
      for vertex in ring {
        let to = self.spot(vertex)
        least = min(least, spot.distance(from, to))
        from = to
      }
    }
    return least
  }
}

extension Spot {
  func distance(_ other: Spot) -> Double { ((x - other.x) * (x - other.x) + (y - other.y) * (y - other.y)).squareRoot() }

  /// Metres to the nearest point of the line between two spots.
  func distance(_ from: Spot, _ to: Spot) -> Double { distance(nearest(from, to)) }

  /// The nearest point of the line between two spots.
  func nearest(_ from: Spot, _ to: Spot) -> Spot {
    let (east, north) = (to.x - from.x, to.y - from.y)
    let length = east * east + north * north
    guard length > 0 else { return from }
    let along = max(0, min(1, ((x - from.x) * east + (y - from.y) * north) / length))
    return Spot(x: from.x + along * east, y: from.y + along * north)
  }
}
