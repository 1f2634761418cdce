public import Ground

/// The areas of a city in memory, for those who walk them all: the demo, reports, the import.
public struct AreaTree: Sendable {
  /// In the order of their codes: every area stands before those below it, brothers from west to east, north to south.
  public let areas: [Area]
  private let positions: [AreaID: Int]
  private let below: [AreaID: [Int]]

  public init(_ areas: [Area]) {
    let ordered = areas.sorted { ($0.place, $0.code.utf8.count) < ($1.place, $1.code.utf8.count) }
    var positions: [AreaID: Int] = [:]
    var below: [AreaID: [Int]] = [:]
    for (index, area) in ordered.enumerated() {
      positions[area.id] = index
      if let parent = area.parent { below[parent, default: []].append(index) }
    }
    self.areas = ordered
    self.positions = positions
    self.below = below
  }

  public subscript(_ id: AreaID) -> Area? { positions[id].map { areas[$0] } }

  public func children(of id: AreaID) -> [Area] { (below[id] ?? []).map { areas[$0] } }

  public func at(level: String) -> [Area] { areas.filter { $0.level == level } }

  /// From the top down to the area itself.
  public func chain(of id: AreaID) -> [Area] {
    var out: [Area] = []
    var next: AreaID? = id
    // A chain longer than the levels a city may have is a circle.
    while let current = next, let area = self[current], out.count < 16 {
      out.append(area)
      next = area.parent
    }
    return out.reversed()
  }

  /// Everything below an area, itself left out.
  public func descendants(of area: Area) -> [Area] {
    areas.filter { area.range.contains($0.range) && $0.id != area.id }
  }
}
