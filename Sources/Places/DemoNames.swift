import Ground

/// Names for generated areas and buildings, made from the profile's lists and the formats in the words files.
struct DemoNames: Sendable {
  private let plan: CityProfile.DemoPlan
  private let words: Words
  private let communityBases: [String]

  init(profile: CityProfile) {
    plan = profile.demo
    words = profile.words(profile.locales.first ?? "")
    communityBases = plan.communityNames + plan.laneNames
  }

  /// The nth community of the city, from 0. When the list is through, it begins anew with a number.
  func community(_ index: Int) -> String {
    guard !communityBases.isEmpty else { return words("place.community_number", ["number": String(index + 1)]) }
    let base = communityBases[index % communityBases.count]
    let round = index / communityBases.count
    if round > 0 { return words("place.community_again", ["name": base, "number": String(round + 1)]) }
    let suffix = words("place.community_name", ["name": ""])
    return base.hasSuffix(suffix) ? base : words("place.community_name", ["name": base])
  }

  func grid(_ number: Int) -> String { words("place.grid_name", ["number": String(number)]) }

  func building(street: String, number: Int) -> String {
    words("place.building_name", ["street": street, "number": String(number)])
  }

  /// The lane, or the estate, along which a grid's buildings are numbered.
  func street(community: Int, grid: Int, isEstate: Bool) -> String {
    let list = isEstate ? plan.estateNames : plan.laneNames
    // Neighbouring grids share a lane, as streets do; neighbouring communities begin elsewhere in the list.
    return list.isEmpty ? words("place.lane", [:]) : list[(community * 3 + grid / 3) % list.count]
  }
}
