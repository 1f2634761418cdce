/// The plane cut into level slabs at every corner and crossing: within a slab sides do not cross, so that from west to east
/// it is known between any two of them over which outlines one stands.
///
/// What is kept are the pieces to which `label` gives a label; pieces of one label that touch are one ``PlanFace``.
struct PlanSlabs {
  /// Heights closer than this (a tenth of a micrometre, in metres) are one: what differs so little is rounding.
  private static let grain: Double = 1e-7

  private let sides: [PlanSide]
  private let owners: Int
  private let label: ([Int]) -> Int?
  private var faces: PlanFaceMaker = PlanFaceMaker()

  /// - Parameters: the number of owners; what to call a piece over which the owners' outlines wind so often; nil: not kept.
  init(_ sides: [PlanSide], owners: Int, label: @escaping ([Int]) -> Int?) {
    self.sides = sides.sorted { $0.low.y < $1.low.y }
    self.owners = owners
    self.label = label
  }

  /// - Returns: nil when the sides cross more often than any honest drawing's do.
  static func faces(_ sides: [PlanSide], owners: Int, label: @escaping ([Int]) -> Int?) -> [PlanFace]? {
    var slabs = PlanSlabs(sides, owners: owners, label: label)
    return slabs.heights().map { slabs.run($0) }
  }

  private mutating func run(_ heights: [Double]) -> [PlanFace] {
    var open: [PlanSide] = []
    var next = 0
    for (bottom, top) in zip(heights, heights.dropFirst()) {
      let middle = (bottom + top) / 2
      open.removeAll { $0.high.y <= middle }
      while next < sides.count, sides[next].low.y < middle {
        if sides[next].high.y > middle { open.append(sides[next]) }
        next += 1
      }
      faces.next(slab(open, from: bottom, to: top))
    }
    return faces.made()
  }

  private func heights() -> [Double]? {
    guard let crossings = PlanSide.crossings(sides) else { return nil }
    var all = sides.map(\.low.y)
    all += sides.map(\.high.y)
    all += crossings
    all.sort()
    var out: [Double] = []
    for height in all where height - (out.last ?? -.infinity) > PlanSlabs.grain { out.append(height) }
    return out
  }

  /// The pieces of one slab from west to east.
  private func slab(_ open: [PlanSide], from bottom: Double, to top: Double) -> [PlanPiece] {
    let middle = (bottom + top) / 2
    let ordered = open.map { (side: $0, x: $0.x(at: middle)) }.sorted { $0.x < $1.x }
    var windings = Array(repeating: 0, count: owners)
    var out: [PlanPiece] = []
    for (here, next) in zip(ordered, ordered.dropFirst()) {
      windings[here.side.owner] += here.side.turn
      guard next.x - here.x > PlanSlabs.grain, let label = label(windings) else { continue }
      let piece = PlanPiece(
        label: label, bottom: bottom, top: top, west: (here.side.x(at: bottom), here.side.x(at: top)),
        east: (next.side.x(at: bottom), next.side.x(at: top)))
      // Two borders that run along each other and lead out and in again part nothing.
      if let last = out.last, last.label == label, abs(last.east.bottom - piece.west.bottom) < PlanSlabs.grain,
        abs(last.east.top - piece.west.top) < PlanSlabs.grain
      {
        out[out.count - 1].east = piece.east
      } else {
        out.append(piece)
      }
    }
    return out
  }
}
