import Ground
import SQL
import Testing
import Testkit

@Suite("a policy")
struct PolicyTests {
  private struct Held {
    let id: Int64
    let place: Place
    let organisation: OrganisationID?
    let post: PostID?
  }

  private static let migrations: [Migration] = [
    Migration("policy.1.row", ["CREATE TABLE held (id BIGINT PRIMARY KEY, place BIGINT NOT NULL, organisation_id BIGINT, post_id BIGINT)"])
  ]

  @Test("the point check and the SQL filter agree on thousands of random policies and rows", arguments: EngineKind.allCases)
  func agree(engine: EngineKind) async throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    try await withDatabase(engine, Self.migrations) { database in
      var generator = SeededGenerator(seed: seed)
      let rows: [Held] = (1...400).map { Self.row($0, &generator) }
      try await database.write { session in
        for row in rows {
          try session.run("INSERT INTO held VALUES (\(row.id), \(row.place), \(row.organisation), \(row.post))")
        }
      }
      let policies: [Policy] = (0..<2000).map { _ in Self.policy(&generator) }
      let wrong: [Int] = try await database.read { session in
        try policies.indices.filter { index in
          let policy = policies[index]
          let both: Query = policy.filter(place: "place", organisation: "organisation_id", post: "post_id")
          let found: [Int64] = try session.rows("SELECT id FROM held WHERE \(both) ORDER BY id") { try $0.at(0) }
          let bare: Query = policy.filter(place: "h.place")
          let within: [Int64] = try session.rows("SELECT id FROM held h WHERE \(bare) AND id > \(0) ORDER BY id") { try $0.at(0) }
          let allowed = rows.filter { policy.allows(place: $0.place, organisation: $0.organisation, post: $0.post) }.map(\.id)
          let allowedBare = rows.filter { policy.allows(place: $0.place) }.map(\.id)
          return found != allowed || within != allowedBare
        }
      }
      #expect(wrong == [], "seed \(seed)")
    }
  }

  @Test("nothing allows nothing, and its filter matches nothing", arguments: EngineKind.allCases)
  func nothing(engine: EngineKind) async throws {
    try await withDatabase(engine, Self.migrations) { database in
      let count: Int = try await database.write { session in
        try session.run("INSERT INTO held VALUES (1, 1, NULL, NULL)")
        return try session.value("SELECT count(*) FROM held WHERE \(Policy.nothing.filter(place: "place"))")
      }
      #expect(count == 0)
      #expect(!Policy.nothing.allows(place: Place(1)))
      #expect(Policy.nothing.isNothing)
    }
  }

  @Test("ranges within others are left out")
  func outermost() throws {
    let city = try #require(PlaceRange(code: "2202"))
    let district = try #require(PlaceRange(code: "220202"))
    let other = try #require(PlaceRange(code: "220802"))
    #expect(Policy(ranges: [district, city, other, district]).ranges == [city, other])
  }

  @Test("an area's code gives its subtree")
  func codes() throws {
    let grid = try #require(PlaceRange(code: "220202001001001"))
    #expect(grid.first == grid.last)
    let district = try #require(PlaceRange(code: "220202"))
    #expect(district.first.number == 220_202_000_000_000)
    #expect(district.last.number == 220_202_999_999_999)
    #expect(district.contains(grid))
    for wrong in ["", "1", "2202020010010011", "22a2", "-220", "２２０２"] { #expect(PlaceRange(code: wrong) == nil) }
  }

  @Test("a caller's policy is what the posts with that permission give", arguments: [Permission.matterRead, .matterHandle])
  func caller(permission: Permission) throws {
    let district = try #require(PlaceRange(code: "220202"))
    let city = try #require(PlaceRange(code: "2202"))
    let reader = Holding(post: PostID(1), title: "a", area: AreaID(1), range: district, organisation: nil, permissions: [.matterRead])
    let handler = Holding(
      post: PostID(2), title: "b", area: AreaID(2), range: city, organisation: OrganisationID(7), permissions: [.matterHandle])
    let caller = Caller(account: AccountID(1), person: nil, name: "", holdings: [reader, handler], request: "")
    let expected =
      permission == .matterRead ? Policy(ranges: [district], posts: [PostID(1)]) : Policy(organisations: [OrganisationID(7)], posts: [PostID(2)])
    #expect(caller.policy(for: permission) == expected)
    #expect(caller.policy(for: .accountManage).isNothing)
    // A post of an organisation does not reach its area.
    #expect(caller.acting(.matterHandle, place: city.first) == nil)
    #expect(caller.acting(.matterHandle, place: city.first, organisation: OrganisationID(7)) == handler)
    #expect(caller.acting(.matterRead, place: district.last) == reader)
    #expect(caller.acting(.matterRead, place: city.last, post: PostID(1)) == reader)
  }

  /// Few values, so that rows and policies meet often; half of the places lie at the very ends of ranges.
  private static func place(_ generator: inout SeededGenerator) -> Place {
    let edges: [Int64] = [0, 9, 10, 19, 20, 49, 50, 99]
    return Place(Bool.random(using: &generator) ? Int64.random(in: 0...99, using: &generator) : edges.randomElement(using: &generator) ?? 0)
  }

  private static func row(_ id: Int, _ generator: inout SeededGenerator) -> Held {
    Held(
      id: Int64(id), place: place(&generator),
      organisation: Bool.random(using: &generator) ? OrganisationID(.random(in: 1...6, using: &generator)) : nil,
      post: Bool.random(using: &generator) ? PostID(.random(in: 1...6, using: &generator)) : nil)
  }

  private static func policy(_ generator: inout SeededGenerator) -> Policy {
    let ranges: [PlaceRange] = (0..<Int.random(in: 0...3, using: &generator)).map { _ in
      let (one, two) = (place(&generator), place(&generator))
      return PlaceRange(min(one, two), max(one, two))
    }
    let organisations: [OrganisationID] = (0..<Int.random(in: 0...2, using: &generator)).map { _ in
      OrganisationID(.random(in: 1...6, using: &generator))
    }
    let posts: [PostID] = (0..<Int.random(in: 0...2, using: &generator)).map { _ in PostID(.random(in: 1...6, using: &generator)) }
    return Policy(ranges: ranges, organisations: organisations, posts: posts)
  }
}
