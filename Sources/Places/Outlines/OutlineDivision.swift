import Foundation

/// Divides land between buildings that leave it and those that stay: whatever is nearer to one that leaves goes with it.
///
/// The land is cut into triangles between the buildings and the corners of its outline; a triangle whose corners part ways is cut
/// between them. So both parts name the same corners, and together they are the land, exactly, but for what a new corner on a slanting
/// side of the outline is rounded by. Where one part would fall into pieces, a way is cut to join them.
struct OutlineDivision {
  private let sites: [(spot: Vertex, leaves: Bool)]
  /// How much shorter a degree of longitude is than one of latitude.
  private let squeeze: Double
  private var land: Triangulation
  private var leaves: [Bool]
  /// Corners whose part is not that of the nearest building.
  private var moved: Set<Int> = []
  private var cuts: [Triangulation.Link: Vertex] = [:]

  /// - Parameters: where the buildings stand that leave, and those that stay; also such as stand beside the outline.
  /// - Returns: nil when no building that leaves, or none that stays, stands within the outline, or two that part stand on one spot.
  static func divide(_ outline: Polygon, leaving: Set<Vertex>, staying: Set<Vertex>) -> (stays: Polygon, leaves: Polygon)? {
    guard leaving.isDisjoint(with: staying) else { return nil }
    let sites = (leaving.map { (spot: $0, leaves: true) } + staying.map { (spot: $0, leaves: false) })
      .sorted { ($0.spot.x, $0.spot.y) < ($1.spot.x, $1.spot.y) }
    let own = sites.filter { outline.contains($0.spot) && !outline.isOnBorder($0.spot) }
    guard own.contains(where: \.leaves), own.contains(where: { !$0.leaves }),
      let land = Triangulation(outline, points: own.map(\.spot))
    else { return nil }
    let latitude = (Double(outline.box.south) + Double(outline.box.north)) / 2 / Vertex.perDegree
    var division = OutlineDivision(sites, land, own.map(\.leaves), squeeze: cos(latitude * .pi / 180))
    return division.divided()
  }

  private init(_ sites: [(spot: Vertex, leaves: Bool)], _ land: Triangulation, _ own: [Bool], squeeze: Double) {
    self.sites = sites
    self.squeeze = squeeze
    self.land = land
    leaves = []
    leaves = land.corners.prefix(land.outlineCount).map { leavesNear($0.x, $0.y) } + own
  }

  /// Whether the nearest building leaves.
  private func leavesNear(_ x: Int32, _ y: Int32) -> Bool {
    var best: (distance: Double, leaves: Bool) = (.infinity, false)
    for site in sites {
      let (east, north) = ((Double(site.spot.x) - Double(x)) * squeeze, Double(site.spot.y) - Double(y))
      let distance = east * east + north * north
      if distance < best.distance { best = (distance, site.leaves) }
    }
    return best.leaves
  }

  private mutating func divided() -> (stays: Polygon, leaves: Polygon)? {
    absorb()
    if pieces().count > 2 { join() }
    guard pieces().count == 2, let stays = polygon(false), let leaving = polygon(true) else { return nil }
    return (stays, leaving)
  }

  // MARK: Pieces

  /// Corners that hang together within one part.
  private func pieces() -> [[Int]] {
    var beside: [[Int]] = Array(repeating: [], count: leaves.count)
    for link in land.apexes.keys where leaves[link.from] == leaves[link.to] {
      beside[link.from].append(link.to)
      beside[link.to].append(link.from)
    }
    var known = Array(repeating: false, count: leaves.count)
    var out: [[Int]] = []
    for start in leaves.indices where !known[start] {
      known[start] = true
      var piece = [start]
      var next = 0
      while next < piece.count {
        for corner in beside[piece[next]] where !known[corner] {
          known[corner] = true
          piece.append(corner)
        }
        next += 1
      }
      out.append(piece)
    }
    return out
  }

  /// A piece of the border in which no building stands goes to the part around it.
  private mutating func absorb() {
    while let empty = pieces().first(where: { $0.allSatisfy { $0 < land.outlineCount } }) {
      for corner in empty {
        leaves[corner].toggle()
        moved.insert(corner)
      }
    }
  }

  /// The border stays; then what stays is joined, and then what leaves. Joining pieces that do not touch the border parts nothing
  /// that hung together, so both parts end in one piece.
  private mutating func join() {
    for corner in 0..<land.outlineCount where leaves[corner] {
      leaves[corner] = false
      moved.insert(corner)
    }
    for part in [false, true] {
      while case let own = pieces().filter({ leaves[$0[0]] == part }), own.count > 1, let last = own.last {
        guard connect(Set(last), part) else { return }
      }
    }
  }

  /// Cuts a way from a piece to another of the same part, through the fewest triangles.
  private mutating func connect(_ piece: Set<Int>, _ part: Bool) -> Bool {
    var open: [Triangulation.Link] = []
    var before: [Triangulation.Link: Triangulation.Link] = [:]
    var seen: Set<Triangulation.Link> = []
    for (link, apex) in land.apexes.sorted(by: { ($0.key.from, $0.key.to) < ($1.key.from, $1.key.to) })
    where piece.contains(apex) && isPassable(link, part) && seen.insert(link).inserted { open.append(link) }
    var next = 0
    while next < open.count {
      let link = open[next]
      next += 1
      guard let apex = land.apexes[link.twin] else { continue }
      if leaves[apex] == part {
        if piece.contains(apex) { continue }
        return cut(link, before, part)
      }
      for side in [Triangulation.Link(from: link.from, to: apex), Triangulation.Link(from: apex, to: link.to)]
      where isPassable(side, part) && seen.insert(side).inserted {
        before[side] = link
        open.append(side)
      }
    }
    return false
  }

  private func isPassable(_ link: Triangulation.Link, _ part: Bool) -> Bool {
    leaves[link.from] != part && leaves[link.to] != part && !land.isBorder(link)
  }

  private mutating func cut(_ last: Triangulation.Link, _ before: [Triangulation.Link: Triangulation.Link], _ part: Bool) -> Bool {
    var way: [Triangulation.Link] = [last]
    while let link = way.last.flatMap({ before[$0] }) { way.append(link) }
    for link in way {
      let middle = point(on: link, at: 512)
      guard middle != land.corners[link.from], middle != land.corners[link.to] else { return false }
      moved.insert(land.add(middle, on: link))
      leaves.append(part)
    }
    return true
  }

  // MARK: Outlines

  /// A point of a side, in 1,024 steps from one end to the other.
  private func point(on link: Triangulation.Link, at step: Int64) -> Vertex {
    let (from, to) = (land.corners[link.from], land.corners[link.to])
    func between(_ a: Int32, _ b: Int32) -> Int32 { a + Int32((Double(Int64(b) - Int64(a)) * Double(step) / 1_024).rounded()) }
    return Vertex(x: between(from.x, to.x), y: between(from.y, to.y))
  }

  /// Where a side leaves one part for the other: as far from the buildings of one as from those of the other.
  private mutating func cut(_ a: Int, _ b: Int) -> Vertex {
    let link = Triangulation.Link(from: min(a, b), to: max(a, b))
    if let known = cuts[link] { return known }
    var (low, high): (Int64, Int64) = (0, 1_024)
    if moved.contains(link.from) || moved.contains(link.to) { (low, high) = (512, 512) }
    while high - low > 1 {
      let middle = (low + high) / 2
      let spot = point(on: link, at: middle)
      if leavesNear(spot.x, spot.y) == leaves[link.from] { low = middle } else { high = middle }
    }
    // Not so near to an end that the two fall together.
    let made = point(on: link, at: min(max(high, 64), 960))
    cuts[link] = made
    return made
  }

  private mutating func polygon(_ part: Bool) -> Polygon? {
    var rings: [[Vertex]] = []
    for (link, apex) in land.apexes where link.from < link.to && link.from < apex {
      let ring = ring([link.from, link.to, apex], part)
      if ring.count >= 3 { rings.append(ring) }
    }
    return Polygon.united(rings: rings)
  }

  /// What of a triangle belongs to a part.
  private mutating func ring(_ triangle: [Int], _ part: Bool) -> [Vertex] {
    var out: [Vertex] = []
    for (index, corner) in triangle.enumerated() {
      let next = triangle[(index + 1) % 3]
      if leaves[corner] == part { out.append(land.corners[corner]) }
      if leaves[corner] != leaves[next] { out.append(cut(corner, next)) }
    }
    return out
  }
}

extension Polygon {
  /// Whether a point lies on one of the sides, exactly.
  func isOnBorder(_ point: Vertex) -> Bool {
    rings.contains { ring in
      zip(ring, ring.dropFirst() + ring.prefix(1)).contains { from, to in
        let (ax, ay) = (Int64(from.x) - Int64(point.x), Int64(from.y) - Int64(point.y))
        let (bx, by) = (Int64(to.x) - Int64(point.x), Int64(to.y) - Int64(point.y))
        return ax * by == ay * bx && ax * bx + ay * by <= 0
      }
    }
  }
}
