public import Ground

/// The areas as they were on a day, and what counts in them.
///
/// Rows in other rooms carry today's place numbers. So "everything in this area as it was on that day" is the places that the areas
/// which lay in it on that day have today. Of an area that did not exist yet, what stands in it counts where the area was cut from;
/// of one that had ended, in the area in which it had lain. A row that has itself moved since is told of by its own room.
public struct AreaStructure: Sendable {
  /// An area, whether it exists today or not, with its place number of today.
  struct Row: Sendable {
    let id: AreaID
    let place: Place
    let origin: AreaID?
    let isStanding: Bool
  }

  public let day: CivilDay
  /// With the codes, names and ranges of that day.
  public let tree: AreaTree
  /// In the order of today's places, with the position in `tree` of the area in which they count.
  private let homes: [(place: Place, position: Int)]
  /// The same by area, those that have ended included.
  private let counts: [AreaID: Int]
  private let positions: [AreaID: Int]

  init(day: CivilDay, rows: [Row], spans: [AreaID: [AreaSpan]]) {
    self.day = day
    let standing: [Area] = spans.values.compactMap { list in list.last { $0.holds(on: day) }?.area(version: 1) }
    let tree = AreaTree(standing)
    let positions = Dictionary(uniqueKeysWithValues: tree.areas.enumerated().map { ($1.id, $0) })
    self.tree = tree
    self.positions = positions
    let origins = Dictionary(uniqueKeysWithValues: rows.map { ($0.id, $0.origin) })
    var counts: [AreaID: Int] = [:]
    var owners: [Place: (area: AreaID, isStanding: Bool)] = [:]
    for row in rows {
      guard let position = AreaStructure.home(of: row.id, positions, spans, origins, day) else { continue }
      counts[row.id] = position
      // An area that was called off may have left its number to another.
      if row.isStanding || owners[row.place]?.isStanding != true { owners[row.place] = (row.id, row.isStanding) }
    }
    self.counts = counts
    homes = owners.compactMap { place, owner in counts[owner.area].map { (place, $0) } }.sorted { $0.place < $1.place }
  }

  private static func home(
    of area: AreaID, _ positions: [AreaID: Int], _ spans: [AreaID: [AreaSpan]], _ origins: [AreaID: AreaID?], _ day: CivilDay
  ) -> Int? {
    var next: AreaID? = area
    for _ in 0..<32 {
      guard let current = next else { return nil }
      if let position = positions[current] { return position }
      let all = spans[current] ?? []
      let before = all.filter { $0.validUntil.map { $0 <= day } ?? false }.max { ($0.validUntil ?? day) < ($1.validUntil ?? day) }
      next = before?.parent ?? origins[current].flatMap { $0 } ?? all.first?.parent
    }
    return nil
  }

  /// Today's places of what counts in an area on that day.
  /// - Returns: nil when the area did not exist on that day.
  public func places(of area: AreaID) -> [PlaceRange]? {
    guard let subtree = subtree(of: area) else { return nil }
    var out: [PlaceRange] = []
    var start: Place?
    var last: Place?
    for home in homes {
      if subtree.contains(home.position) {
        start = start ?? home.place
        last = home.place
      } else if let from = start, let until = last {
        out.append(PlaceRange(from, until))
        start = nil
      }
    }
    if let from = start, let until = last { out.append(PlaceRange(from, until)) }
    return out
  }

  /// What counts in an area on that day: itself, what lay below it, and what was cut from them or lay in them before or since.
  func areas(of area: AreaID) -> Set<AreaID> {
    guard let subtree = subtree(of: area) else { return [] }
    return Set(counts.lazy.filter { subtree.contains($0.value) }.map(\.key))
  }

  /// The positions of the area and all below it.
  private func subtree(of area: AreaID) -> ClosedRange<Int>? {
    guard let first = positions[area] else { return nil }
    let range = tree.areas[first].range
    var end = first
    while end + 1 < tree.areas.count, range.contains(tree.areas[end + 1].range) { end += 1 }
    return first...end
  }
}
