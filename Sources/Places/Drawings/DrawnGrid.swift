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

  /// Everything about it that a drawing shows.
  var told: String { "\(id) \(code) \(kind) \(name) \(polygon.map(GeoJSON.text) ?? "")" }
}

/// How a community is divided into grids, at one moment.
public struct Drawing: Sendable {
  public let community: Area
  /// The community's own outline; it moves only where its neighbours move with it.
  public let whole: Polygon?
  /// In the order of their codes.
  public var grids: [DrawnGrid]
  public let houses: [Plan.House]
  /// The communities around it whose border the caller may move with its own.
  let neighbours: [Drawing]
  /// The corners of the outer border that may be moved.
  let loose: Set<Vertex>
  /// The areas with an outline from communities up that a moved border may concern.
  let around: [BoundaryRecords.Bounded]

  init(
    community: Area, whole: Polygon?, grids: [DrawnGrid], houses: [Plan.House], neighbours: [Drawing] = [], loose: Set<Vertex> = [],
    around: [BoundaryRecords.Bounded] = []
  ) {
    self.community = community
    self.whole = whole
    self.grids = grids
    self.houses = houses
    self.neighbours = neighbours
    self.loose = loose
    self.around = around
  }

  /// Its own grids and those of the communities around it.
  var allGrids: [DrawnGrid] { grids + neighbours.flatMap(\.grids) }
  var allHouses: [Plan.House] { houses + neighbours.flatMap(\.houses) }

  /// Changes whenever an outline, a code, a name or a kind does: behind the ETag, so that two who redraw do not undo each other's
  /// work unseen.
  public var version: Int64 {
    Drawing.mark(([self] + neighbours).flatMap { drawing in [drawing.whole.map(GeoJSON.text) ?? ""] + drawing.grids.map(\.told) })
  }

  /// The households of each grid, and how many buildings it has; where they are registered.
  public func sizes() -> [AreaID: GridSize] {
    var out: [AreaID: GridSize] = [:]
    for grid in grids { out[grid.id] = GridSize() }
    for house in allHouses { out[house.grid, default: GridSize()].take(house) }
    return out
  }

  /// The same land with other outlines; a building is in the grid in which it stands, as far as there is exactly one.
  func redrawn(_ outlines: [AreaID: Polygon]) -> Drawing {
    let finder = GridFinder(allGrids.compactMap { grid in (outlines[grid.id] ?? grid.polygon).map { (id: grid.id, polygon: $0) } })
    return redrawn(outlines, finder)
  }

  private func redrawn(_ outlines: [AreaID: Polygon], _ finder: GridFinder) -> Drawing {
    var grids = grids
    for index in grids.indices { grids[index].polygon = outlines[grids[index].id] ?? grids[index].polygon }
    let moved: [Plan.House] = houses.map { house in
      var house = house
      let found = finder.grids(at: house.coordinates)
      if found.count == 1 { house.grid = found[0] }
      return house
    }
    return Drawing(
      community: community, whole: outlines[community.id] ?? whole, grids: grids, houses: moved,
      neighbours: neighbours.map { $0.redrawn(outlines, finder) }, loose: loose, around: around)
  }

  /// As the plan check takes it, with those neighbours of which grids are drawn anew.
  func plan(_ rules: CityProfile.GridRules, with communities: Set<AreaID> = []) -> Plan {
    let drawings = [self] + neighbours.filter { communities.contains($0.community.id) }
    let parts = drawings.flatMap { drawing in
      [Plan.Part(id: drawing.community.id, parent: nil, polygon: drawing.whole, isSized: false, isGrid: false)]
        + drawing.grids.map { grid in
          Plan.Part(
            id: grid.id, parent: drawing.community.id, polygon: grid.polygon, isSized: rules.kind(grid.kind)?.isSized ?? true, isGrid: true)
        }
    }
    return Plan(parts: parts, houses: drawings.flatMap(\.houses))
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
