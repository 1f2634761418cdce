import Ground

@testable import Places

/// A handful of subdistricts, communities, grids and buildings, and random changes to them.
struct SmallWorld {
  static let levels: [CityProfile.Level] = [
    .init(id: "city", digits: 4), .init(id: "district", digits: 6), .init(id: "subdistrict", digits: 9), .init(id: "community", digits: 12),
    .init(id: "grid", digits: 15),
  ]
  static let today: CivilDay = CivilDay(year: 2026, month: 11, day: 21)

  private(set) var areas: [AreaID: AreaState] = [:]
  private(set) var buildings: [BuildingID: AreaOutlook.House] = [:]
  private var next: Int64 = 100

  init(_ generator: inout DemoGenerator) {
    let city = add("2202", "city", nil)
    let district = add("220202", "district", city)
    for street in 1...2 {
      let subdistrict = add("22020200\(street)", "subdistrict", district)
      for number in 1...Int.random(in: 2...3, using: &generator) {
        let community = add("22020200\(street)00\(number)", "community", subdistrict)
        for grid in 1...Int.random(in: 1...3, using: &generator) {
          let id = add("22020200\(street)00\(number)00\(grid)", "grid", community)
          for _ in 0..<Int.random(in: 0...4, using: &generator) { build(in: id) }
        }
      }
    }
  }

  private mutating func add(_ code: String, _ level: String, _ parent: AreaID?) -> AreaID {
    next += 1
    areas[AreaID(next)] = AreaState(code: code, level: level, name: "A\(code)", parent: parent)
    return AreaID(next)
  }

  private mutating func build(in grid: AreaID) {
    next += 1
    let point = Coordinates(longitude: 126 + Double(next % 97) / 1000, latitude: 43 + Double(next % 89) / 1000)
    buildings[BuildingID(next)] = AreaOutlook.House(grid: grid, since: nil, name: "B\(next)", coordinates: point)
  }

  var outlook: AreaOutlook {
    var claims: [String: [AreaOutlook.Claim]] = [:]
    for (id, state) in areas { claims[state.code, default: []].append(.init(area: id, until: nil)) }
    return AreaOutlook(entries: areas.mapValues { .init(state: $0, since: nil) }, buildings: buildings, claims: claims)
  }

  /// Some change, possible or not.
  static func command(in outlook: AreaOutlook, _ generator: inout DemoGenerator) -> AreaCommand {
    let standing = outlook.entries.filter { $0.value.state != nil }.keys.sorted()
    func some(_ level: String) -> AreaID {
      standing.filter { outlook.state($0)?.level == level }.randomElement(using: &generator) ?? standing[0]
    }
    let level = ["community", "grid", "grid", "subdistrict"].randomElement(using: &generator) ?? "grid"
    let above = ["community": "subdistrict", "grid": "community", "subdistrict": "district"][level] ?? "city"
    switch Int.random(in: 0..<10, using: &generator) {
    case 0: return .create(parent: some(above), code: nil, name: "新")
    case 1: return .rename(some(level), name: "改名\(Int.random(in: 0..<99, using: &generator))")
    case 2:
      let area = some(level)
      let code = outlook.state(area)?.code ?? ""
      return .recode([area: String(code.dropLast(2)) + String(Int.random(in: 10...99, using: &generator))])
    case 3:
      // Two exchange their numbers.
      let one = some(level)
      let other = some(level)
      guard one != other else { return .rename(one, name: "同") }
      return .recode([one: outlook.state(other)?.code ?? "", other: outlook.state(one)?.code ?? ""])
    case 4: return .move(some(level), to: some(above), code: nil)
    case 5, 6:
      let area = some(level)
      let houses = outlook.subtree(of: area).flatMap { outlook.buildings(of: $0) }
      let chosen = houses.filter { _ in Bool.random(using: &generator) }
      return .split(area, [.init(name: "分出", buildings: Set(chosen))])
    case 7: return .merge([some(level)], into: some(level))
    case 8: return .retire(some(level), successor: nil)
    default:
      let houses = outlook.buildings.keys.sorted().filter { _ in Int.random(in: 0..<6, using: &generator) == 0 }
      return .assign(houses, to: some("grid"))
    }
  }
}

/// What was decided, replayed from the beginning: slow and plain.
struct PlainReplay {
  let areas: [AreaID: AreaState]
  let buildings: [BuildingID: AreaID]
  var plans: [AreaPlan] = []
  private var known: [AreaChangeID: AreaPlan] = [:]

  init(_ world: SmallWorld) {
    areas = world.areas
    buildings = world.buildings.mapValues(\.grid)
  }

  /// What is taken back on its own day was never so.
  mutating func decide(_ change: AreaChange) {
    known[change.id] = change.plan
    if let old = change.reverses.flatMap({ known[$0] }), old.day == change.plan.day, let index = plans.lastIndex(of: old) {
      plans.remove(at: index)
    } else {
      plans.append(change.plan)
    }
  }

  func on(_ day: CivilDay) -> (areas: [AreaID: AreaState], buildings: [BuildingID: AreaID]) {
    var areas = areas
    var buildings = buildings
    let inOrder = plans.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }
    for (_, plan) in inOrder where plan.day <= day {
      for step in plan.steps { areas[step.area] = step.after }
      for step in plan.buildings { buildings[step.building] = step.to }
    }
    return (areas, buildings)
  }

  var days: [CivilDay] { Array(Set(plans.flatMap { [$0.day.adding(days: -1), $0.day, $0.day.adding(days: 1)] })).sorted() }
}

/// What is wrong with the areas and buildings of one day; empty when nothing is.
func flaws(_ areas: [AreaID: AreaState], _ buildings: [BuildingID: AreaID]) -> [String] {
  var out: [String] = []
  let digits = Dictionary(uniqueKeysWithValues: SmallWorld.levels.map { ($0.id, $0.digits) })
  var codes: Set<String> = []
  for (id, state) in areas {
    if !codes.insert(state.code).inserted { out.append("code \(state.code) twice") }
    if state.code.count != digits[state.level] { out.append("\(state.code) is no \(state.level)") }
    guard let parent = state.parent else { continue }
    guard let above = areas[parent] else {
      out.append("\(id) lies in nothing")
      continue
    }
    if !state.code.hasPrefix(above.code) || above.code == state.code { out.append("\(state.code) below \(above.code)") }
  }
  for (building, grid) in buildings where areas[grid]?.level != "grid" { out.append("\(building) in no grid") }
  return out
}
