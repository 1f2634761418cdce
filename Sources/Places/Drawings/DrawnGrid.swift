public import Ground

/// A grid as it is drawn: what the editor shows, what GeoJSON carries.
public struct DrawnGrid: Sendable, Hashable {
  public let id: AreaID
  public let code: String
  public let name: String
  /// Of the profile's grid kinds.
  public let kind: String
  public var polygon: Polygon?

  public init(id: AreaID, code: String, name: String, kind: String, polygon: Polygon?) {
    self.id = id
    self.code = code
    self.name = name
    self.kind = kind
    self.polygon = polygon
  }
}

/// How a community is divided into grids, at one moment.
public struct Drawing: Sendable {
  public let community: Area
  /// The community's own outline, which a drawing of its grids never moves.
  public let whole: Polygon?
  /// In the order of their codes.
  public var grids: [DrawnGrid]
  public let houses: [Plan.House]

  public init(community: Area, whole: Polygon?, grids: [DrawnGrid], houses: [Plan.House]) {
    self.community = community
    self.whole = whole
    self.grids = grids
    self.houses = houses
  }

  /// Changes whenever an outline, a code, a name or a kind does: behind the ETag, so that two who redraw do not undo each other's
  /// work unseen. FNV-1a over what is drawn, its sign taken off.
  public var version: Int64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func take(_ text: String) {
      for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      hash = (hash ^ 0xff) &* 0x100_0000_01b3
    }
    if let whole { take(GeoJSON.text(whole)) }
    for grid in grids {
      take("\(grid.id) \(grid.code) \(grid.kind) \(grid.name)")
      if let polygon = grid.polygon { take(GeoJSON.text(polygon)) }
    }
    return Int64(truncatingIfNeeded: hash & 0x001f_ffff_ffff_ffff)
  }

  /// The households of each grid, and how many buildings it has; where they are registered.
  public func sizes() -> [AreaID: GridSize] {
    var out: [AreaID: GridSize] = [:]
    for grid in grids { out[grid.id] = GridSize() }
    for house in houses { out[house.grid, default: GridSize()].take(house) }
    return out
  }

  /// The same land with other outlines; a building is in the grid in which it stands, as far as there is exactly one.
  public func redrawn(_ outlines: [AreaID: Polygon]) -> Drawing {
    var grids = grids
    for index in grids.indices { grids[index].polygon = outlines[grids[index].id] ?? grids[index].polygon }
    let finder = GridFinder(grids.compactMap { grid in grid.polygon.map { (id: grid.id, polygon: $0) } })
    let moved: [Plan.House] = houses.map { house in
      var house = house
      let found = finder.grids(at: house.coordinates)
      if found.count == 1 { house.grid = found[0] }
      return house
    }
    return Drawing(community: community, whole: whole, grids: grids, houses: moved)
  }

  /// As the plan check takes it.
  public func plan(_ rules: CityProfile.GridRules) -> Plan {
    let own = Plan.Part(id: community.id, parent: nil, polygon: whole, isSized: false, isGrid: false)
    let parts: [Plan.Part] = grids.map { grid in
      Plan.Part(
        id: grid.id, parent: community.id, polygon: grid.polygon, isSized: rules.kind(grid.kind)?.isSized ?? true, isGrid: true)
    }
    return Plan(parts: [own] + parts, houses: houses)
  }
}

/// How large a grid is.
public struct GridSize: Sendable, Hashable {
  public private(set) var households: Int = 0
  public private(set) var buildings: Int = 0

  mutating func take(_ house: Plan.House) {
    households += house.households ?? 0
    buildings += 1
  }
}
