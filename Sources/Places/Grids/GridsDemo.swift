public import Ground
public import SQL

/// Kinds, duties and leftover systems of a demo city: eight all-purpose grids in the first community, dedicated ones here and there,
/// and a community in which two duties still have grids of their own.
public struct GridsDemo: Sendable {
  private let profile: CityProfile
  private let places: DemoPlaces
  private let ids: IdentifierMaker
  private let since: CivilDay

  /// - Parameter today: what began, began in the year before.
  public init(profile: CityProfile, places: DemoPlaces, ids: IdentifierMaker, today: CivilDay) {
    self.profile = profile
    self.places = places
    self.ids = ids
    since = today.adding(days: -300)
  }

  public func save(in session: any Session) throws {
    let level = profile.levels.last?.id ?? ""
    let communities = places.tree.at(level: profile.levelAbove(level)?.id ?? "")
    for (index, community) in communities.enumerated() {
      let grids = places.tree.children(of: community.id)
      for (number, grid) in grids.enumerated() { try save(grid, kind: kind(index, number), in: session) }
      // The third community, and then one in twenty.
      if index % 20 == 2 { try leave(community, in: session) }
    }
  }

  private func kind(_ community: Int, _ number: Int) -> CityProfile.GridRules.Kind? {
    if community.isMultiple(of: 10), number < 8 { return profile.grids.kinds.first { $0.digit == 1 } }
    return (community + number).isMultiple(of: 17) ? profile.grids.kinds.first { !$0.isSized } : nil
  }

  private func save(_ grid: Area, kind: CityProfile.GridRules.Kind?, in session: any Session) throws {
    let isAll = kind?.isSized == true
    let duties = isAll ? profile.grids.duties[...] : profile.grids.duties.prefix(2)
    if let kind { try GridSpanRecords(.kind).insert(GridSpan(word: kind.id, from: since, until: nil), of: grid.id, id: fresh, in: session) }
    for duty in duties { try GridSpanRecords(.duty).insert(GridSpan(word: duty.id, from: since, until: nil), of: grid.id, id: fresh, in: session) }
  }

  private var fresh: Int64 { (ids.next() as GridLayerID).raw }

  /// Old grids of the last duties, cut from west to east, with no regard to the new ones.
  private func leave(_ community: Area, in session: any Session) throws {
    guard let outline = places.boundaries.first(where: { $0.area == community.id })?.polygon else { return }
    let words = profile.words(profile.locales.first ?? "")
    for (index, duty) in profile.grids.duties.suffix(2).enumerated() {
      for (number, polygon) in outline.strips(index + 2).enumerated() {
        let name = words("layers.name", ["duty": words("grid_duty.\(duty.id)"), "number": String(number + 1)])
        let layer = GridLayer(
          id: ids.next(), duty: duty.id, area: community.id, place: community.place, code: "\(community.code)-\(index + 1)\(number + 1)", name: name,
          polygon: polygon)
        try GridLayerRecords().insert(layer, from: since.adding(days: -2_000), in: session)
      }
    }
  }
}

extension Polygon {
  /// The outer ring cut into upright strips of the same width (Sutherland and Hodgman); for demo data.
  func strips(_ count: Int) -> [Polygon] {
    let width = (Double(box.east) - Double(box.west)) / Double(count)
    return (0..<count).compactMap { index in
      let west = Double(box.west) + width * Double(index)
      let right = index == 0 ? rings[0] : Polygon.clipped(rings[0], at: west, keepsEast: true)
      let ring = index + 1 == count ? right : Polygon.clipped(right, at: west + width, keepsEast: false)
      return try? Polygon(rings: [ring])
    }
  }

  private static func clipped(_ ring: [Vertex], at x: Double, keepsEast: Bool) -> [Vertex] {
    var out: [Vertex] = []
    for (index, from) in ring.enumerated() {
      let to = ring[(index + 1) % ring.count]
      let (isIn, goesIn) = ((Double(from.x) >= x) == keepsEast, (Double(to.x) >= x) == keepsEast)
      if isIn { out.append(from) }
      guard isIn != goesIn else { continue }
      let along = (x - Double(from.x)) / (Double(to.x) - Double(from.x))
      out.append(Vertex(x: Int32(x), y: from.y + Int32((Double(to.y) - Double(from.y)) * along)))
    }
    return out
  }
}
