import Ground
import SQL
import Testkit

@testable import Matters
@testable import Places

/// A subdistrict with communities, grids and buildings whose areas change while matters come and go.
struct ChangingTown: Sendable {
  let town: MatterTown
  let changes: AreaChangeDesk
  let boss: Caller
  let city: PlaceRange
  /// The code of the city, four digits; below it every town looks the same.
  let code: String

  static let migrations: [Migration] = JournalSchema.migrations + PlacesSchema.migrations + MatterSchema.migrations
  static let levels: [(id: String, digits: Int)] = [("city", 4), ("district", 6), ("subdistrict", 9), ("community", 12), ("grid", 15)]

  init(_ database: any Database) throws { try self.init(try MatterTown(database), city: "2202") }

  /// - Parameter city: towns in one database need codes of their own.
  init(_ town: MatterTown, city: String) throws {
    guard let range = PlaceRange(code: city), let number = Int64(city) else { throw MatterTown.Missing() }
    self.town = town
    code = city
    self.city = range
    changes = AreaChangeDesk(
      profile: town.profile, ids: town.ids, timepiece: town.clock.timepiece, followers: PlacesRoom.areaFollowers + [MatterFollower(desk: town.desk)])
    let holding = Holding(
      post: PostID(1), title: "管理员", area: AreaID(number), range: range, organisation: nil, permissions: Set(Permission.allCases))
    boss = Caller(account: AccountID(1), person: PersonID(1), name: "管理员", holdings: [holding], request: "test")
  }

  /// Areas have their code as id; grid `…001` has three buildings, numbered below it.
  func found() async throws {
    try await town.database.write { session in
      for end in ["", "02", "02001"] { try add(code + end, in: session) }
      for community in 1...3 {
        try add("\(code)0200100\(community)", in: session)
        for grid in 1...2 {
          let code = "\(code)0200100\(community)00\(grid)"
          try add(code, in: session)
          for number in 1...3 { try build(number, in: code, session) }
        }
      }
    }
  }

  private func add(_ code: String, in session: any Session) throws {
    let levels = Self.levels
    guard let index = levels.firstIndex(where: { $0.digits == code.count }), let range = PlaceRange(code: code), let id = Int64(code) else { return }
    let parent = index == 0 ? nil : Int64(code.prefix(levels[index - 1].digits)).map { AreaID($0) }
    try AreaRecords().insert(Area(id: AreaID(id), code: code, level: levels[index].id, name: "A\(code)", parent: parent, range: range), in: session)
  }

  private func build(_ number: Int, in code: String, _ session: any Session) throws {
    guard let grid = Int64(code) else { return }
    let place = Coordinates(longitude: 126 + Double(grid % 1000) / 1000, latitude: 43 + Double(number) / 1000 + Double(grid / 1000 % 10) / 10)
    try BuildingRecords().insert(
      Building(
        id: BuildingID(grid * 10 + Int64(number)), area: AreaID(grid), place: Place(grid), name: "\(grid) \(number)", estate: nil,
        units: 2, coordinates: place ?? Coordinates(checkedLongitude: 126, latitude: 43)), in: session)
  }

  /// A report at some building, or somewhere in a grid.
  func report(_ generator: inout DemoGenerator) async throws {
    let pick = (Int.random(in: 0..<1_000, using: &generator), Int.random(in: 0..<4, using: &generator))
    let (areas, buildings) = try await town.database.read { session in
      (try AreaRecords().within(city, level: "grid", in: session), try BuildingRecords().within(city, in: session))
    }
    var location: Matter.Location
    if pick.1 > 0 {
      let house = buildings[pick.0 % buildings.count]
      location = Matter.Location(
        place: house.place, area: house.area, building: house.id, address: house.name, longitude: house.coordinates.longitude,
        latitude: house.coordinates.latitude)
    } else {
      let grid = areas[pick.0 % areas.count]
      location = Matter.Location(place: grid.place, area: grid.id, building: nil, address: grid.name, longitude: nil, latitude: nil)
    }
    location.address = "在这里"
    let draft = IntakeDraft(location: location, category: "drain", body: "路灯不亮，晚上看不清路。", source: .code)
    _ = try await town.report(draft)
  }

  /// Ends some open matter as if it had gone all the way, counters and all.
  func close(_ generator: inout DemoGenerator) async throws {
    let pick = Int.random(in: 0..<1_000, using: &generator)
    try await town.database.write { session in
      let open = try session.rows("SELECT \(MatterRecords.columns) FROM matter m WHERE m.is_open = 1 AND \(isHere) ORDER BY m.id", Matter.init(row:))
      guard !open.isEmpty else { return }
      let before = open[pick % open.count]
      var after = before
      let now = town.clock.now
      after.answeredAt = now
      after.closedAt = now
      after.rating = 4
      after.ratedAt = now
      after.confirmed = true
      after.state = "closed"
      after.waitingFor = .nobody
      after.isOpen = false
      let saved = try town.desk.matters.save(after, in: session)
      try town.desk.counts.apply(from: before, to: saved, in: session)
    }
  }

  func homes() async throws -> [MatterID: AreaID] {
    try await town.database.read { session in
      var out: [MatterID: AreaID] = [:]
      try session.each("SELECT m.id, m.area_id FROM matter m WHERE \(isHere)") { out[try $0.at(0)] = try $0.at(1) }
      return out
    }
  }

  private var isHere: Query { "m.place BETWEEN \(city.first) AND \(city.last)" }

  // MARK: Changes

  /// Some change from a day on, or a reversal of any that still stands.
  func decide(on day: CivilDay, _ dice: inout DemoGenerator, in session: any Session) throws -> AreaChange {
    if Int.random(in: 0..<4, using: &dice) == 0 {
      let ids: [AreaChangeID] = try session.rows(
        """
        SELECT c.id FROM area_change c JOIN area a ON a.id = c.area_id
        WHERE c.reversed_by_id IS NULL AND a.place BETWEEN \(city.first) AND \(city.last) ORDER BY c.id
        """
      ) { try $0.at(0) }
      if let id = ids.randomElement(using: &dice) {
        return try changes.reverse(id, on: day, reason: nil, expecting: nil, by: boss, in: session)
      }
    }
    let outlook = try AreaOutlookRecords(levels: town.profile.levels).outlook(around: [boss.holdings[0].area], in: session)
    return try changes.decide(command(in: outlook, &dice), on: day, reason: nil, expecting: nil, by: boss, in: session)
  }

  private func command(in outlook: AreaOutlook, _ dice: inout DemoGenerator) -> AreaCommand {
    let standing = outlook.entries.filter { $0.value.state?.code.hasPrefix(code) ?? false }.keys.sorted()
    func some(_ level: String) -> AreaID {
      standing.filter { outlook.state($0)?.level == level }.randomElement(using: &dice) ?? boss.holdings[0].area
    }
    let level = Bool.random(using: &dice) ? "grid" : "community"
    let area = some(level)
    let houses = outlook.subtree(of: area).flatMap { outlook.buildings(of: $0) }
    switch Int.random(in: 0..<7, using: &dice) {
    case 0, 1: return .split(area, [.init(name: "分出", buildings: Set(houses.filter { _ in Bool.random(using: &dice) }))])
    case 2: return .merge([area], into: some(level))
    case 3:
      let other = some(level)
      guard other != area else { return .rename(area, name: "同") }
      return .recode([area: outlook.state(other)?.code ?? "", other: outlook.state(area)?.code ?? ""])
    case 4: return .move(some("grid"), to: some("community"), code: nil)
    case 5: return .recode([area: String((outlook.state(area)?.code ?? "").dropLast(2)) + "\(Int.random(in: 10...99, using: &dice))"])
    default: return .assign(houses.filter { _ in Bool.random(using: &dice) }, to: some("grid"))
    }
  }
}
