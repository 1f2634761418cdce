/// A piece of a slab between two sides.
struct PlanPiece {
  let label: Int
  let bottom: Double
  let top: Double
  let west: (bottom: Double, top: Double)
  var east: (bottom: Double, top: Double)

  /// Square metres.
  var area: Double { (max(0, east.bottom - west.bottom) + max(0, east.top - west.top)) / 2 * (top - bottom) }

  var middle: Spot { Spot(x: (west.bottom + west.top + east.bottom + east.top) / 4, y: (bottom + top) / 2) }

  /// Against the clock.
  var ring: [Spot] {
    [Spot(x: west.bottom, y: bottom), Spot(x: east.bottom, y: bottom), Spot(x: east.top, y: top), Spot(x: west.top, y: top)]
  }

  /// Metres around it.
  fileprivate var around: Double {
    let ring = ring
    return ring[0].distance(ring[1]) + ring[1].distance(ring[2]) + ring[2].distance(ring[3]) + ring[3].distance(ring[0])
  }
}

/// Pieces of one label that hang together.
struct PlanFace {
  let label: Int
  fileprivate(set) var pieces: [PlanPiece]
  /// Metres around it.
  fileprivate(set) var perimeter: Double

  /// Square metres.
  var area: Double { pieces.reduce(0) { $0 + $1.area } }

  /// A point well inside: the middle of the largest piece.
  var point: Spot { pieces.max { $0.area < $1.area }?.middle ?? Spot(x: 0, y: 0) }

  /// Metres: the width of a strip of the same area and perimeter.
  var width: Double { perimeter > 0 ? 2 * area / perimeter : 0 }

  /// Whether it is what two drawings of one border leave between them: narrow, and in all not large.
  func isSliver(tolerance: Double) -> Bool { width < tolerance && area < PlanFace.least(tolerance) }

  /// Square metres from which on a face counts however narrow it is.
  static func least(_ tolerance: Double) -> Double { 1000 * tolerance * tolerance }
}

/// Puts pieces together, slab upon slab.
struct PlanFaceMaker {
  /// Touching in less than this many metres is touching in a corner.
  private static let touch: Double = 1e-6

  private var pieces: [PlanPiece] = []
  /// The number of another piece of the same face, on the way to the face's first.
  private var roots: [Int] = []
  /// Metres of border within the face, at its first piece.
  private var inner: [Double] = []
  private var last: Range<Int> = 0..<0

  mutating func next(_ slab: [PlanPiece]) {
    let range = pieces.count..<(pieces.count + slab.count)
    pieces += slab
    roots += range
    inner += slab.map { _ in 0 }
    join(last, range)
    last = range
  }

  /// Both from west to east.
  private mutating func join(_ below: Range<Int>, _ above: Range<Int>) {
    var first = below.lowerBound
    for upper in above {
      var lower = first
      while lower < below.upperBound, pieces[lower].west.top < pieces[upper].east.bottom {
        let shared = min(pieces[lower].east.top, pieces[upper].east.bottom) - max(pieces[lower].west.top, pieces[upper].west.bottom)
        if shared > PlanFaceMaker.touch, pieces[lower].label == pieces[upper].label { unite(lower, upper, along: shared) }
        if pieces[lower].east.top <= pieces[upper].west.bottom { first = lower + 1 }
        lower += 1
      }
    }
  }

  private mutating func unite(_ one: Int, _ other: Int, along shared: Double) {
    let (root, joined) = (root(one), root(other))
    inner[root] += shared
    guard root != joined else { return }
    inner[root] += inner[joined]
    roots[joined] = root
  }

  private mutating func root(_ index: Int) -> Int {
    var index = index
    while roots[index] != index {
      roots[index] = roots[roots[index]]
      index = roots[index]
    }
    return index
  }

  /// In the order of their southern ends.
  mutating func made() -> [PlanFace] {
    var positions: [Int: Int] = [:]
    var out: [PlanFace] = []
    for index in pieces.indices {
      let root = root(index)
      if let position = positions[root] {
        out[position].pieces.append(pieces[index])
        out[position].perimeter += pieces[index].around
      } else {
        positions[root] = out.count
        out.append(PlanFace(label: pieces[index].label, pieces: [pieces[index]], perimeter: pieces[index].around - 2 * inner[root]))
      }
    }
    return out
  }
}
