import Ground
import Organisations
import SQL
import Testing
import Testkit

/// A post, an organisation or any other thing that lies somewhere and may be in somebody's hands.
private struct Thing: Sendable {
  let id: Int64
  let place: Place
  let organisation: OrganisationID?
  let post: PostID?
}

@Suite("The point check and the filter are one policy")
struct PolicyTests {
  private static let migrations: [Migration] =
    allMigrations + [
      Migration("test.1.thing", ["CREATE TABLE thing (id BIGINT PRIMARY KEY, place BIGINT NOT NULL, organisation_id BIGINT, post_id BIGINT)"])
    ]

  /// Trees, posts with random terms and things, each made anew: 1,000 towns on each engine.
  @Test("for thousands of random trees, posts and rows the two agree, for every permission", arguments: EngineKind.allCases)
  func agree(_ engine: EngineKind) async throws {
    let seed = UInt64.random(in: 0 ... .max)
    print("policy seed \(seed)")
    let town = try SmallTown()
    try await withDatabase(engine, PolicyTests.migrations) { database in
      var checked = 0
      for world in 0..<1_000 {
        let agreed = Counter()
        // Undone at its end, so that every world begins empty.
        await #expect(throws: Finished.self, "world \(world) of seed \(seed)") {
          try await database.write { session in
            let world = try World(town: town, seed: seed &+ UInt64(world), session: session)
            for account in world.accounts { agreed.add(try world.check(account)) }
            throw Finished()
          }
        }
        checked += agreed.sum
      }
      // A world in which nobody holds anything proves nothing: most must have given somebody something.
      #expect(checked > 10_000)
    }
  }
}

/// How many rows somebody was entitled to, told out of a transaction that is undone.
private final class Counter: @unchecked Sendable {
  private(set) var sum: Int = 0
  func add(_ number: Int) { sum += number }
}

private struct Finished: Error {}

/// The codes of a random tree of areas, from the city down to grids, every one below another of it.
private struct RandomTree {
  private(set) var codes: [String] = ["2202"]

  init(using generator: inout SeededGenerator) {
    var above: [String] = codes
    for width in [2, 3, 3, 3] {
      var level: [String] = []
      for parent in above {
        for number in 1...3 where Bool.random(using: &generator) {
          level.append(parent + String(repeating: "0", count: width - 1) + "\(number)")
        }
      }
      above = Array(level.shuffled(using: &generator).prefix(5))
      codes += above
    }
  }
}

/// A random town. It lives within one transaction.
private struct World {
  let town: SmallTown
  let tree: RandomTree
  let session: any Session
  private(set) var accounts: [Account] = []
  private var things: [Thing] = []
  private var generator: SeededGenerator
  /// What the database was told, to work out the expected holdings without it.
  private var expected: [AccountID: [(post: PostID, type: String, code: String, organisation: OrganisationID?)]] = [:]

  init(town: SmallTown, seed: UInt64, session: any Session) throws {
    self.town = town
    self.session = session
    var generator = SeededGenerator(seed: seed)
    let tree = RandomTree(using: &generator)
    self.tree = tree
    self.generator = generator
    try town.settle(tree.codes, in: session)
    let organisations: [OrganisationID] = try (0..<3).map { index in
      try town.organisation("drainage", at: tree.codes[index % tree.codes.count], in: session)
    }
    var posts: [PostID] = []
    for index in 0..<3 { try settle(index, organisations, &posts) }
    for index in 0..<30 { try scatter(Int64(index + 1), organisations, posts) }
  }

  /// One person with an account and up to five posts, past, present and future.
  private mutating func settle(_ index: Int, _ organisations: [OrganisationID], _ posts: inout [PostID]) throws {
    let person = try town.person("人\(index)", in: session)
    let account = try town.account("account\(index)", person, in: session)
    accounts.append(account)
    for _ in 0..<Int.random(in: 0...5, using: &generator) {
      guard let type = town.profile.postTypes.randomElement(using: &generator) else { continue }
      let code: String = tree.codes.randomElement(using: &generator) ?? "2202"
      let organisation: OrganisationID? = Bool.random(using: &generator) ? organisations.randomElement(using: &generator) : nil
      let post = try town.post(type.id, at: code, organisation: organisation, in: session)
      posts.append(post)
      let from = Int.random(in: -20...5, using: &generator)
      let until: Int? = Bool.random(using: &generator) ? from + Int.random(in: 1...25, using: &generator) : nil
      try town.hold(post, by: person, from: from, until: until, in: session)
      if from <= 0, until.map({ $0 > 0 }) ?? true { expected[account.id, default: []].append((post, type.id, code, organisation)) }
    }
  }

  private mutating func scatter(_ id: Int64, _ organisations: [OrganisationID], _ posts: [PostID]) throws {
    let code: String = tree.codes.randomElement(using: &generator) ?? "2202"
    let range = try SmallTown.range(code)
    let place = Place(Int64.random(in: range.first.number...range.last.number, using: &generator))
    let organisation: OrganisationID? = Int.random(in: 0..<3, using: &generator) == 0 ? organisations.randomElement(using: &generator) : nil
    let post: PostID? = Int.random(in: 0..<3, using: &generator) == 0 ? posts.randomElement(using: &generator) : nil
    things.append(Thing(id: id, place: place, organisation: organisation, post: post))
    try session.run("INSERT INTO thing (id, place, organisation_id, post_id) VALUES (\(id), \(place), \(organisation), \(post))")
  }

  /// - Returns: how many rows the account was entitled to, over all permissions.
  func check(_ account: Account) throws -> Int {
    var sum = 0
    let caller = try #require(try town.caller(account, in: session))
    for permission in Permission.allCases {
      let policy: Policy = caller.policy(for: permission)
      let filter: Query = policy.filter(place: "place", organisation: "organisation_id", post: "post_id")
      let listed: [Int64] = try session.rows("SELECT id FROM thing WHERE \(filter) ORDER BY id") { try $0.at(0) }
      let allowed: [Int64] = things.filter { policy.allows(place: $0.place, organisation: $0.organisation, post: $0.post) }.map(\.id)
      let entitled: [Int64] = things.filter { isEntitled(account.id, permission, $0) }.map(\.id)
      #expect(listed == allowed, "\(permission)")
      #expect(allowed == entitled, "\(permission)")
      sum += entitled.count
    }
    return sum
  }

  /// The rule in plain words, worked out from what was written and not from what was read.
  private func isEntitled(_ account: AccountID, _ permission: Permission, _ thing: Thing) -> Bool {
    for post in expected[account] ?? [] {
      guard let type = town.profile.postType(post.type), let role = town.profile.role(type.role) else { continue }
      // Nobody here has a second factor.
      guard role.permissions.contains(permission), !role.needsSecondFactor else { continue }
      if role.withinOrganisation {
        guard let organisation = post.organisation else { continue }
        if thing.organisation == organisation || thing.post == post.post { return true }
      } else {
        if thing.post == post.post { return true }
        if let range = PlaceRange(code: post.code), range.contains(thing.place) { return true }
      }
    }
    return false
  }
}
