import Ground

/// Marks the demo's estates and says how each is managed.
struct DemoEstates {
  static let since: CivilDay = CivilDay(year: 2024, month: 1, day: 1)

  private let housing: CityProfile.Housing
  private var generator: DemoGenerator

  init(profile: CityProfile, seed: UInt64) {
    housing = profile.housing
    generator = DemoGenerator(seed: seed &+ 3)
  }

  mutating func furnished(_ estate: Estate) -> Estate {
    var out = estate
    out.households = Int.random(in: 80...1200, using: &generator)
    // Every second estate has a company; the other modes share the rest.
    let served = housing.modes.filter(\.hasCompany)
    let others = housing.modes.filter { !$0.hasCompany }
    out.mode = (Bool.random(using: &generator) ? served : others).randomElement(using: &generator)?.id
    for flag in housing.flags where Int.random(in: 0..<5, using: &generator) == 0 { out.flags.insert(flag.id) }
    // Where no company works, one of the modes without one.
    if housing.contradict(out.flags, out.mode) { out.mode = others.randomElement(using: &generator)?.id }
    return out
  }
}
