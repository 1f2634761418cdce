import Ground
import SQL
import Testkit

@testable import Organisations
@testable import Places
@testable import lianzhi

/// A town that lives from day to day while somebody looks at every door and every list each evening.
struct Story: Sendable {
  let town: StoryTown
  let lists: [WatchedList]
  private(set) var evenings: Evenings = Evenings()
  /// Of the changes that came about.
  private(set) var kinds: Set<String> = []
  private var dice: SeededGenerator

  init(town: StoryTown, seed: UInt64) {
    self.town = town
    lists = WatchedList.all(of: town.house)
    dice = SeededGenerator(seed: seed)
  }

  private var database: any Database { town.house.database }

  mutating func live(days: Int) async throws {
    for _ in 0..<days {
      _ = try await town.house.places.enactDueChanges()
      for _ in 0..<Int.random(in: 1...3, using: &dice) { try await change() }
      if Bool.random(using: &dice) { try await handOn() }
      try await add()
      let tree: AreaTree = try await database.read { [town] in try town.tree(in: $0) }
      evenings.note(
        Evenings.Evening(day: town.today, tree: tree, doors: try await doors(on: town.today), lists: try await rows(of: tree, on: nil)))
      town.open.clock.advance(seconds: 86_400)
    }
  }

  // MARK: Looking

  /// What every door says of its areas and its people.
  func doors(on day: CivilDay) async throws -> [BuildingID: String] {
    let desk = DoorDesk(profile: town.house.profile, seal: town.house.organisations.seal)
    return try await database.read { [town] session in
      var out: [BuildingID: String] = [:]
      for id in StoryTown.buildings {
        let door: Door = try desk.door(BuildingID(id), unit: 2, on: day, today: town.today, by: .visitor(request: "test"), in: session)
        out[BuildingID(id)] = Story.told(door)
      }
      return out
    }
  }

  private static func told(_ door: Door) -> String {
    let chain: String = door.chain.map { "\($0.code) \($0.name)" }.joined(separator: " > ")
    let rungs: [String] = door.rungs.map { rung in
      let posts: [String] = rung.posts.map { post in "\(post.id) \(post.holders.map { "\($0.person) \($0.since)" }.sorted())" }
      return "\(rung.level) \(rung.name) \(posts)"
    }
    return "\(chain)\n\(rungs.joined(separator: "\n"))"
  }

  /// What each area's lists show: on the areas as they are, or as they were on a day.
  func rows(of tree: AreaTree, on day: CivilDay?) async throws -> [String: Evenings.Rows] {
    let (boss, now): (Caller, Moment) = (try town.boss, town.open.clock.now)
    var out: [String: Evenings.Rows] = [:]
    for list in lists {
      for area in tree.areas { out[list.name, default: [:]][area.id] = try await list.rows(area.id, on: day, by: boss, at: now) }
    }
    return out
  }

  // MARK: Living

  private mutating func change() async throws {
    let thrown = SeededGenerator(seed: dice.next())
    let made: AreaChange? = try await database.write { [self] session in
      var dice = thrown
      do {
        return try session.attempt { try decide(&dice, in: session) }
      } catch is Refusal {
        return nil
      }
    }
    guard let made else { return }
    evenings.note(made)
    kinds.insert(made.plan.kind.rawValue)
  }

  private func decide(_ dice: inout SeededGenerator, in session: any Session) throws -> AreaChange {
    // Not in the past: what was seen of an evening would no longer be what is known of that day.
    let day: CivilDay = town.today.adding(days: Int.random(in: 0...3, using: &dice))
    let made: [AreaChangeID] = try session.rows("SELECT id FROM area_change WHERE reversed_by_id IS NULL ORDER BY id") { try $0.at(0) }
    if let id = made.randomElement(using: &dice), Int.random(in: 0..<4, using: &dice) == 0 {
      return try town.changes.reverse(id, on: day, reason: nil, expecting: nil, by: town.boss, in: session)
    }
    let outlook = try AreaOutlookRecords(levels: town.house.profile.levels).outlook(around: [try StoryTown.area("220211")], in: session)
    return try town.changes.decide(command(outlook, &dice), on: day, reason: nil, expecting: nil, by: town.boss, in: session)
  }

  private func command(_ outlook: AreaOutlook, _ dice: inout SeededGenerator) -> AreaCommand {
    let standing: [AreaID] = outlook.entries.filter { $0.value.state != nil }.keys.sorted()
    func some(_ level: String) -> AreaID { standing.filter { outlook.state($0)?.level == level }.randomElement(using: &dice) ?? AreaID(2202) }
    let grid: AreaID = some("grid")
    let half: [BuildingID] = outlook.buildings(of: grid).sorted().filter { _ in Bool.random(using: &dice) }
    switch Int.random(in: 0..<7, using: &dice) {
    case 0: return .split(grid, [.init(name: "分出", buildings: Set(half))])
    case 1: return .merge([grid], into: some("grid"))
    case 2: return .move(grid, to: some("community"), code: nil)
    case 3: return .rename(grid, name: "网格\(Int.random(in: 1...99, using: &dice))")
    case 4: return .merge([some("community")], into: some("community"))
    case 5: return .move(some("community"), to: some("subdistrict"), code: nil)
    default: return .assign(half, to: some("grid"))
    }
  }

  /// Somebody new takes some post from today on.
  private mutating func handOn() async throws {
    let pick = Int.random(in: 0..<1_000, using: &dice)
    let desk = PostDesk(profile: town.house.profile, ids: town.ids, timepiece: town.open.clock.timepiece)
    try await database.write { [town] session in
      let held: [PostID] = try session.rows(
        "SELECT post_id FROM post_holding WHERE valid_until IS NULL AND valid_from < \(town.today) ORDER BY post_id"
      ) { try $0.at(0) }
      let person: PersonID = try town.person(in: session)
      try desk.succeed(
        Appointment(person: person, from: town.today), at: held[pick % held.count], expecting: nil, by: town.boss, in: session)
    }
  }

  /// One of everything comes to an area.
  private mutating func add() async throws {
    let thrown = SeededGenerator(seed: dice.next())
    try await database.write { [town] session in
      var dice = thrown
      let tree: AreaTree = try town.tree(in: session)
      guard let area = tree.areas.dropFirst().randomElement(using: &dice) else { return }
      try town.add(at: area, beside: tree.at(level: area.level).randomElement(using: &dice) ?? area, in: session)
    }
  }
}
