public import Ground
public import SQL

/// The places of a demo city: real divisions down to the subdistrict, generated below.
public struct DemoPlaces: Sendable {
  public let tree: AreaTree
  public let boundaries: [(area: AreaID, polygon: Polygon)]
  /// Grid by grid, in the order of their codes.
  public let buildings: [Building]
  public let codes: [DoorCode]
  public let estates: [Estate]
  public let venues: [Venue]
}

/// Makes and loads the places of a demo city. The same profile, divisions, scale, seed and ids give the same city.
public struct PlacesDemo: Sendable {
  private let profile: CityProfile
  private let divisions: [Division]
  private let scale: DemoScale
  private let seed: UInt64

  public init(profile: CityProfile, divisions: [Division], scale: DemoScale, seed: UInt64 = 2026) {
    self.profile = profile
    self.divisions = divisions
    self.scale = scale
    self.seed = seed
  }

  /// - Throws: ``DemoProblem``.
  public func make(ids: IdentifierMaker) throws -> DemoPlaces {
    let outline = try DemoOutline(profile: profile, divisions: divisions, scale: scale, seed: seed)
    let areas = try areas(outline, ids: ids)
    var boundaries: [(area: AreaID, polygon: Polygon)] = []
    var buildings: [Building] = []
    var builder = DemoBuildings(names: DemoNames(profile: profile), layout: outline.layout, areas: areas, ids: ids, seed: seed)
    for (spot, area) in zip(outline.spots, areas) {
      guard let block = spot.block else { continue }
      let polygon = try outline.layout.outline(block)
      boundaries.append((area: area.id, polygon: polygon))
      if spot.buildings > 0 { buildings += builder.buildings(of: area, at: spot, in: polygon) }
    }
    var coder = DemoCodes(scale: scale, ids: ids, seed: seed)
    let codes = coder.codes(areas: areas, buildings: buildings)
    var estates = DemoEstates(profile: profile, seed: seed)
    var venues = DemoVenues(profile: profile, ids: ids, seed: seed)
    return DemoPlaces(
      tree: AreaTree(areas), boundaries: boundaries, buildings: buildings, codes: codes, estates: builder.estates.map { estates.furnished($0) },
      venues: venues.venues(areas: areas, buildings: buildings))
  }

  /// Writes the places; meant for `Database.load`.
  public func save(_ places: DemoPlaces, in session: any Session) throws {
    let areas = AreaRecords()
    let boundaries = BoundaryRecords()
    let buildings = BuildingRecords()
    let codes = DoorCodeRecords()
    for area in places.tree.areas { try areas.insert(area, in: session) }
    for boundary in places.boundaries { try boundaries.insert(boundary.polygon, of: boundary.area, in: session) }
    try boundaries.raiseRevision(in: session)
    try save(places.estates, in: session)
    for building in places.buildings { try buildings.insert(building, in: session) }
    try UnitRecords().settle(in: session)
    let venues = VenueRecords()
    for venue in places.venues { try venues.insert(venue, in: session) }
    for code in places.codes { try codes.insert(code, in: session) }
  }

  private func save(_ estates: [Estate], in session: any Session) throws {
    let records = EstateRecords()
    for estate in estates {
      try records.insert(estate, in: session)
      if let mode = estate.mode { try records.setMode(mode, of: estate.id, from: DemoEstates.since, in: session) }
    }
  }

  private func areas(_ outline: DemoOutline, ids: IdentifierMaker) throws -> [Area] {
    let pattern = AreaCode(levels: profile.levels)
    var known: [String: AreaID] = [:]
    var out: [Area] = []
    for spot in outline.spots {
      guard let level = pattern.level(of: spot.code), let range = PlaceRange(code: spot.code) else { throw DemoProblem.pattern(spot.code) }
      let parent = pattern.above(spot.code).flatMap { known[$0] }
      let area = Area(id: ids.next(), code: spot.code, level: level.id, name: spot.name, parent: parent, range: range)
      known[spot.code] = area.id
      out.append(area)
    }
    return out
  }
}
