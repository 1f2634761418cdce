/// Land cut into triangles whose corners are an outline's and given points in it, as round as they can be (after Delaunay), with the
/// outline's sides among theirs. Every question is answered in whole numbers, exactly.
struct Triangulation {
  /// From one corner to another, by their numbers.
  struct Link: Hashable {
    let from: Int
    let to: Int

    var twin: Link { Link(from: to, to: from) }
  }

  /// Wider land (20 degrees) is none that is divided, and its products would not fit.
  private static let widest: Int64 = 200_000_000

  private(set) var corners: [Vertex]
  /// How many of the corners, the first ones, are the outline's.
  let outlineCount: Int
  /// For each side, the third corner of the triangle on its left.
  private(set) var apexes: [Link: Int] = [:]
  /// The outline's sides, with the land on the left.
  private var border: Set<Link> = []
  /// Where the corners lie, the frame's three last.
  private var spots: [(x: Int64, y: Int64)]

  /// - Parameter points: within the outline and not on it, none twice.
  /// - Returns: nil when the outline crosses itself or is wider than any that is divided.
  init?(_ outline: Polygon, points: [Vertex]) {
    let (width, height) = (Int64(outline.box.east) - Int64(outline.box.west), Int64(outline.box.north) - Int64(outline.box.south))
    guard max(width, height) < Triangulation.widest else { return nil }
    var numbers: [Vertex: Int] = [:]
    var all: [Vertex] = []
    for vertex in outline.rings.joined() where numbers.updateValue(all.count, forKey: vertex) == nil { all.append(vertex) }
    for (number, vertex) in all.enumerated() { numbers[vertex] = number }
    outlineCount = all.count
    corners = all + points
    spots = corners.map { (Int64($0.x), Int64($0.y)) }
    surround(outline.box, span: max(width, height, 1))
    for number in corners.indices { insert(number) }
    for ring in outline.rings {
      for (from, to) in zip(ring, ring.dropFirst() + ring.prefix(1)) {
        guard let start = numbers[from], let end = numbers[to], force(start, end) else { return nil }
      }
    }
    keepLand()
  }

  func isBorder(_ link: Link) -> Bool { border.contains(link) || border.contains(link.twin) }

  // MARK: Questions

  /// Positive: `c` lies to the left of the way from `a` to `b`.
  private func turn(_ a: Int, _ b: Int, _ c: Int) -> Int128 {
    let (p, q, r) = (spots[a], spots[b], spots[c])
    return Int128(q.x - p.x) * Int128(r.y - p.y) - Int128(q.y - p.y) * Int128(r.x - p.x)
  }

  /// Whether `d` lies within the circle around a triangle.
  private func isWithin(_ a: Int, _ b: Int, _ c: Int, _ d: Int) -> Bool {
    func row(_ number: Int) -> (x: Int128, y: Int128, square: Int128) {
      let (x, y) = (Int128(spots[number].x - spots[d].x), Int128(spots[number].y - spots[d].y))
      return (x, y, x * x + y * y)
    }
    let (p, q, r) = (row(a), row(b), row(c))
    let first = p.x * (q.y * r.square - r.y * q.square)
    let second = p.y * (q.x * r.square - r.x * q.square)
    return first - second + p.square * (q.x * r.y - r.x * q.y) > 0
  }

  private func isCrossing(_ link: Link, _ other: Link) -> Bool {
    turn(link.from, link.to, other.from).signum() * turn(link.from, link.to, other.to).signum() < 0
      && turn(other.from, other.to, link.from).signum() * turn(other.from, other.to, link.to).signum() < 0
  }

  // MARK: Building

  private mutating func surround(_ box: Box, span: Int64) {
    let (x, y) = ((Int64(box.west) + Int64(box.east)) / 2, (Int64(box.south) + Int64(box.north)) / 2)
    let first = spots.count
    spots += [(x - 6 * span, y - 4 * span), (x + 6 * span, y - 4 * span), (x, y + 8 * span)]
    add(first, first + 1, first + 2)
  }

  private mutating func add(_ a: Int, _ b: Int, _ c: Int) {
    apexes[Link(from: a, to: b)] = c
    apexes[Link(from: b, to: c)] = a
    apexes[Link(from: c, to: a)] = b
  }

  private mutating func remove(_ a: Int, _ b: Int, _ c: Int) {
    for link in [Link(from: a, to: b), Link(from: b, to: c), Link(from: c, to: a)] { apexes[link] = nil }
  }

  private mutating func insert(_ number: Int) {
    guard let (a, b, c) = triangle(around: number) else { return }
    let sides = [(a, b), (b, c), (c, a)]
    if let side = sides.first(where: { turn($0.0, $0.1, number) == 0 }) {
      divide(Link(from: side.0, to: side.1), at: number).forEach { settle($0, number) }
      return
    }
    remove(a, b, c)
    for side in sides { add(side.0, side.1, number) }
    for side in sides { settle(Link(from: side.0, to: side.1), number) }
  }

  /// Walks to the triangle in which a point lies.
  private func triangle(around number: Int) -> (Int, Int, Int)? {
    guard var link = apexes.keys.first else { return nil }
    while let apex = apexes[link] {
      if turn(link.to, apex, number) < 0 {
        link = Link(from: apex, to: link.to)
      } else if turn(apex, link.from, number) < 0 {
        link = Link(from: link.from, to: apex)
      } else if turn(link.from, link.to, number) < 0 {
        link = link.twin
      } else {
        return (link.from, link.to, apex)
      }
    }
    return nil
  }

  /// Puts a corner onto a side, which cuts the triangles on both sides of it.
  /// - Returns: the sides around it.
  @discardableResult private mutating func divide(_ link: Link, at number: Int) -> [Link] {
    var around: [Link] = []
    for side in [link, link.twin] {
      guard let apex = apexes[side] else { continue }
      remove(side.from, side.to, apex)
      add(side.to, apex, number)
      add(apex, side.from, number)
      around += [Link(from: side.to, to: apex), Link(from: apex, to: side.from)]
    }
    return around
  }

  /// Flips a side when the corner across it lies too near, and then those behind it.
  private mutating func settle(_ link: Link, _ apex: Int) {
    guard apexes[link] == apex, let across = apexes[link.twin], isWithin(link.from, link.to, apex, across) else { return }
    flip(link, apex, across)
    settle(Link(from: link.from, to: across), apex)
    settle(Link(from: across, to: link.to), apex)
  }

  private mutating func flip(_ link: Link, _ apex: Int, _ across: Int) {
    remove(link.from, link.to, apex)
    remove(link.to, link.from, across)
    add(link.from, across, apex)
    add(across, link.to, apex)
  }

  /// Makes a side of the outline a side of triangles.
  /// - Returns: false when another side of the outline is in its way.
  private mutating func force(_ start: Int, _ end: Int) -> Bool {
    let wanted = Link(from: start, to: end)
    if apexes[wanted] == nil, apexes[wanted.twin] == nil {
      if let middle = corners.indices.first(where: { lies($0, on: wanted) }) { return force(start, middle) && force(middle, end) }
      guard clear(wanted) else { return false }
    }
    border.insert(wanted)
    return true
  }

  private func lies(_ number: Int, on link: Link) -> Bool {
    guard number != link.from, number != link.to, turn(link.from, link.to, number) == 0 else { return false }
    let (a, b, p) = (spots[link.from], spots[link.to], spots[number])
    return (p.x - a.x) * (p.x - b.x) + (p.y - a.y) * (p.y - b.y) < 0
  }

  private mutating func clear(_ wanted: Link) -> Bool {
    var crossing = apexes.keys.filter { $0.from < $0.to && isCrossing($0, wanted) }.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
    var patience = crossing.count * crossing.count * 4 + 16
    while let link = crossing.first, patience > 0 {
      patience -= 1
      crossing.removeFirst()
      guard !isBorder(link), let apex = apexes[link], let across = apexes[link.twin] else { return false }
      let other = Link(from: apex, to: across)
      guard isCrossing(link, other) else {
        crossing.append(link)
        continue
      }
      flip(link, apex, across)
      if isCrossing(other, wanted) { crossing.append(other) }
    }
    return crossing.isEmpty
  }

  /// Forgets the triangles that are not on the land.
  private mutating func keepLand() {
    var kept: [Link: Int] = [:]
    var open = Array(border)
    while let link = open.popLast() {
      guard kept[link] == nil, let apex = apexes[link] else { continue }
      for side in [link, Link(from: link.to, to: apex), Link(from: apex, to: link.from)] {
        kept[side] = apexes[side]
        if !isBorder(side) { open.append(side.twin) }
      }
    }
    apexes = kept
    spots.removeLast(3)
  }

  // MARK: A further corner

  /// A new corner on a side within the land.
  /// - Returns: its number.
  mutating func add(_ corner: Vertex, on link: Link) -> Int {
    corners.append(corner)
    spots.append((Int64(corner.x), Int64(corner.y)))
    divide(link, at: corners.count - 1)
    return corners.count - 1
  }
}
