import Ground

/// Opens a service centre in every community of the demo, and a smaller venue in every fourth grid.
struct DemoVenues {
  private let profile: CityProfile
  private let words: Words
  private let ids: IdentifierMaker
  private var generator: DemoGenerator

  init(profile: CityProfile, ids: IdentifierMaker, seed: UInt64) {
    self.profile = profile
    self.ids = ids
    words = profile.words(profile.locales.first ?? "")
    generator = DemoGenerator(seed: seed &+ 4)
  }

  mutating func venues(areas: [Area], buildings: [Building]) -> [Venue] {
    let kinds = profile.housing.venueKinds
    guard let office = kinds.first(where: \.isOffice), let lowest = profile.levels.last?.id else { return [] }
    let small = kinds.filter { !$0.isOffice }
    var door: [AreaID: Building] = [:]
    for building in buildings where door[building.area] == nil { door[building.area] = building }
    let communities = Dictionary(areas.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var opened: Set<AreaID> = []
    var out: [Venue] = []
    var grids = 0
    for area in areas where area.level == lowest {
      guard let parent = area.parent, let building = door[area.id] else { continue }
      if opened.insert(parent).inserted, let community = communities[parent] { out.append(venue(office.id, in: community, at: building)) }
      grids += 1
      if grids.isMultiple(of: 4), let kind = small.randomElement(using: &generator) { out.append(venue(kind.id, in: area, at: building)) }
    }
    return out
  }

  private mutating func venue(_ kind: String, in area: Area, at building: Building) -> Venue {
    let isOffice = profile.housing.venueKinds.first { $0.id == kind }?.isOffice ?? false
    let functions = profile.housing.venueFunctions.filter { _ in isOffice || Int.random(in: 0..<3, using: &generator) == 0 }
    let days: [Range<Int>] = [510..<720, 810..<1050]
    let weekend: [Range<Int>] = isOffice ? [540..<720] : []
    return Venue(
      id: ids.next(), kind: kind, name: words("venue.demo.name", ["area": area.name, "kind": words("venue_kind.\(kind)")]), area: area.id,
      place: area.place, address: building.name, coordinates: building.coordinates,
      // An area code that is no city's.
      phone: isOffice ? "0555-\(Int.random(in: 5_550_000...5_559_999, using: &generator))" : nil, functions: Set(functions),
      services: isOffice ? lines("venue.demo.services") : [], loans: lines("venue.demo.loans"),
      hours: OpeningHours(weekly: Array(repeating: days, count: 5) + [weekend, []]))
  }

  private func lines(_ key: String) -> [String] { words(key).split(separator: "|").map(String.init) }
}
