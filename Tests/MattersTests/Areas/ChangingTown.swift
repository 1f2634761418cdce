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

  static let migrations: [Migration] = JournalSchema.migrations + PlacesSchema.migrations + MatterSchema.migrations
  static let levels: [(id: String, digits: Int)] = [("city", 4), ("district", 6), ("subdistrict", 9), ("community", 12), ("grid", 15)]

  init(_ database: any Database) throws {
    town = try MatterTown(database)
    changes = AreaChangeDesk(
      profile: town.profile, ids: town.ids, timepiece: town.clock.timepiece, followers: PlacesRoom.areaFollowers + [MatterFollower(desk: town.desk)])
    city = PlaceRange(Place(220_200_000_000_000), Place(220_299_999_999_999))
    let holding = Holding(
      post: PostID(1), title: "管理员", area: AreaID(2202), range: city, organisation: nil, permissions: Set(Permission.allCases))
    boss = Caller(account: AccountID(1), person: PersonID(1), name: "管理员", holdings: [holding], request: "test")
  }

  /// Areas have their code as id; grid `…001` has three buildings, numbered below it.
  func found() async throws {
    try await town.database.write { session in
      for code in ["2202", "220202", "220202001"] { try add(code, in: session) }
      for community in 1...3 {
        try add("22020200100\(community)", in: session)
        for grid in 1...2 {
          let code = "22020200100\(community)00\(grid)"
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
        id: BuildingID(grid % 1_000_000 * 10 + Int64(number)), area: AreaID(grid), place: Place(grid), name: "\(grid) \(number)", estate: nil,
        units: 2, coordinates: place ?? Coordinates(checkedLongitude: 126, latitude: 43)), in: session)
  }

  /// A report at some building, or somewhere in a grid.
  func report(_ generator: inout DemoGenerator) async throws {
    let pick = (Int.random(in: 0..<1_000, using: &generator), Int.random(in: 0..<4, using: &generator))
    let (areas, buildings) = try await town.database.read { session in
      (try AreaRecords().tree(in: session).areas.filter { $0.level == "grid" }, try BuildingRecords().within(city, in: session))
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
      let open = try session.rows("SELECT \(MatterRecords.columns) FROM matter m WHERE m.is_open = 1 ORDER BY m.id", Matter.init(row:))
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
      try session.each("SELECT id, area_id FROM matter") { out[try $0.at(0)] = try $0.at(1) }
      return out
    }
  }
}
