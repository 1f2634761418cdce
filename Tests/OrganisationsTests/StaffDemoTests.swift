import Foundation
import Ground
import Places
import SQL
import Testing
import Testkit

@testable import Organisations

@Suite("The people of the generated city")
struct StaffDemoTests {
  @Test("at the scale of the city there are exactly 77,196 posts, one grid leader for each of 3,962 grids")
  func city() throws {
    let (places, staff) = try demo("jilin", .city)
    #expect(staff.posts.count == 77_196)
    #expect(staff.posts.filter { $0.type == "grid_leader" }.count == 3_962)
    #expect(staff.posts.filter { $0.type == "building_chief" }.count == places.buildings.count)
    #expect(staff.posts.filter { $0.type == "unit_chief" }.count > 10_000)
    let filled = Set(staff.tenures.filter { $0.validUntil == nil }.map(\.post))
    #expect(filled.count > 75_000 && filled.count < 77_196)
    #expect(Set(staff.people.map(\.id)).count == staff.people.count)
  }

  @Test("the same seed gives the same people", arguments: Testkit.cities)
  func same(_ slug: String) throws {
    let (one, other) = (try demo(slug, .town).staff, try demo(slug, .town).staff)
    #expect(one.posts == other.posts)
    #expect(one.people == other.people)
    #expect(one.tenures == other.tenures)
  }

  @Test("every level of every area has its posts and every organisation its seat", arguments: Testkit.cities)
  func complete(_ slug: String) throws {
    let profile: CityProfile = try Testkit.profile(slug)
    let (places, staff) = try demo(slug, .town)
    let byArea: [AreaID: [Post]] = Dictionary(grouping: staff.posts.filter { $0.building == nil && $0.organisation == nil }, by: \.area)
    for area in places.tree.areas {
      let expected: [String] = profile.postTypes.filter { $0.level == area.level }.map(\.id)
      #expect((byArea[area.id] ?? []).map(\.type) == expected)
    }
    #expect(Set(staff.posts.compactMap(\.organisation)) == Set(staff.organisations.map(\.id)))
    let property = try #require(staff.organisations.first { $0.key == "property" })
    #expect(staff.posts.first { $0.organisation == property.id }?.type == "property_handler")
  }

  @Test("the accounts come in with the printed password, each at a post of its own that works together", arguments: EngineKind.allCases)
  func accounts(_ engine: EngineKind) async throws {
    let town = try SmallTown()
    let (places, staff) = try demo("jilin", .town)
    try await withDatabase(engine, allMigrations) { database in
      let demo = try organisationsDemo("jilin", .town)
      try await database.load { session in
        try PlacesDemo(profile: town.profile, divisions: [], scale: .town).save(places, in: session)
        try demo.save(staff, seal: town.seal, in: session)
      }
      try await database.read { session in
        let listed: [String] = demo.accounts.map(\.name)
        #expect(Set(listed) == Set(staff.accounts.map(\.name)))
        #expect(listed.count == 13)
        for account in staff.accounts {
          let caller: Caller = try unwrap(try town.caller(account, in: session))
          // The security administrator's post gives nothing before there is a second factor.
          #expect(caller.holdings.count == (account.name == "security" ? 0 : 1), "\(account.name)")
          #expect(caller.name.count >= 2)
        }
        try everyCategoryHasAnOwner(town, places, session)
      }
      for account in demo.accounts {
        #expect(town.profile.words("zh-CN").has(account.role) && town.profile.words("en").has(account.shows), "\(account.name)")
      }
    }
  }

  private func everyCategoryHasAnOwner(_ town: SmallTown, _ places: DemoPlaces, _ session: any Session) throws {
    let candidates = DispatchCandidates(profile: town.profile, seal: town.seal)
    for grid in places.tree.at(level: "grid").prefix(5) {
      for category in town.profile.categories {
        let owner = try candidates.catalogueOwner(of: category, at: grid.place, now: town.clock.now, words: town.words, in: session)
        #expect(owner != nil, "\(category.id) at \(grid.code)")
      }
      let choice = try candidates.at(grid.place, now: town.clock.now, words: town.words, in: session)
      #expect(choice.posts.first?.type == "grid_leader")
    }
  }

  @Test("the shared password keeps the rules that everybody's must keep")
  func password() throws {
    let rules = try PasswordRules(contentsOf: URL(filePath: citiesFolder + "/_base/passwords.txt"))
    for account in try organisationsDemo("jilin", .town).accounts {
      #expect(rules.problem(OrganisationsDemo.password, account: account.name, field: "password") == nil)
    }
    #expect(rules.problem("Password123", account: "x", field: "password")?.word == "organisations.password_common")
  }

  private func organisationsDemo(_ slug: String, _ scale: DemoScale) throws -> OrganisationsDemo {
    let names = try NameParts(contentsOf: URL(filePath: citiesFolder + "/_base/names.csv"))
    return OrganisationsDemo(profile: try Testkit.profile(slug), names: names, scale: scale)
  }

  private func demo(_ slug: String, _ scale: DemoScale) throws -> (places: DemoPlaces, staff: DemoStaff) {
    let clock = FakeClock()
    let ids = IdentifierMaker(node: 1, timepiece: clock.timepiece)
    let divisions = try Division.parse(String(contentsOfFile: citiesFolder + "/_base/divisions.csv", encoding: .utf8))
    let places = try PlacesDemo(profile: try Testkit.profile(slug), divisions: divisions, scale: scale).make(ids: ids)
    return (places, try organisationsDemo(slug, scale).make(places, passwordHash: "none", now: clock.now, ids: ids))
  }
}
