import Ground
import Organisations
import SQL
import Testing
import Testkit

@Suite("To whom a matter can be given")
struct DispatchCandidatesTests {
  @Test("posts above the place that handle matters, nearest first, with holders; organisations responsible there", arguments: EngineKind.allCases)
  func choice(_ engine: EngineKind) async throws {
    try await withTown(engine) { town, database in
      try await database.write { session in
        let wang = try town.person("王敏", in: session)
        try town.hold(try town.post("grid_leader", at: "220211004001001", in: session), by: wang, in: session)
        try town.post("grid_leader", at: "220211004001002", in: session)
        try town.post("desk_community", at: "220211004001", in: session)
        try town.post("desk_community", at: "220211004002", in: session)
        try town.post("auditor", at: "2202", in: session)
        try town.post("desk_subdistrict", at: "220211004", until: 0, in: session)
        try town.organisation("drainage", at: "220211", in: session)
        try town.organisation("drainage", at: "220202", in: session)
        try town.organisation("property", kind: "property_company", at: "220211004001", in: session)
        try town.organisation("power", kind: "utility", at: "2202", in: session)
        let candidates = DispatchCandidates(profile: town.profile, seal: town.seal)
        let place = try SmallTown.range("220211004001001").first
        let choice = try candidates.at(place, now: town.clock.now, words: town.words, in: session)
        #expect(choice.posts.map(\.type) == ["grid_leader", "desk_community"])
        #expect(choice.posts.map(\.holders) == [["王敏"], []])
        #expect(choice.posts.first?.phrase(town.words) == "网格长 王敏（区域220211004001区域220211004001001）")
        #expect(choice.posts.last?.phrase(town.words) == "社区派单席（区域220211004001，空缺）")
        #expect(choice.organisations.map(\.key) == ["property", "drainage", "power"])
        #expect(choice.organisations.map(\.name) == ["物业服务公司", "排水管理所", "供电公司"])
      }
    }
  }

  @Test("a building's chief is offered only for that building", arguments: EngineKind.allCases)
  func building(_ engine: EngineKind) async throws {
    try await withTown(engine) { town, database in
      try await database.write { session in
        let own = try town.post("building_chief", at: "220211004001001", building: BuildingID(1), in: session)
        try town.post("building_chief", at: "220211004001001", building: BuildingID(2), in: session)
        let candidates = DispatchCandidates(profile: town.profile, seal: town.seal)
        let place = try SmallTown.range("220211004001001").first
        let without = try candidates.at(place, now: town.clock.now, words: town.words, in: session)
        let with = try candidates.at(place, building: BuildingID(1), now: town.clock.now, words: town.words, in: session)
        #expect(without.posts.isEmpty)
        #expect(with.posts.map(\.id) == [own])
      }
    }
  }

  @Test("the catalogue's owner is the nearest of its name, a post or an organisation", arguments: EngineKind.allCases)
  func owner(_ engine: EngineKind) async throws {
    try await withTown(engine) { town, database in
      try await database.write { session in
        let drainage = try town.organisation("drainage", at: "220211", in: session)
        try town.organisation("drainage", at: "220202", in: session)
        let leader = try town.post("grid_leader", at: "220211004001001", in: session)
        let candidates = DispatchCandidates(profile: town.profile, seal: town.seal)
        let place = try SmallTown.range("220211004001001").first
        let drain = try #require(town.profile.category("drain"))
        let corridor = try #require(town.profile.category("corridor"))
        let rubbish = try #require(town.profile.category("rubbish"))
        let first = try candidates.catalogueOwner(of: drain, at: place, now: town.clock.now, words: town.words, in: session)
        guard case .organisation(let organisation) = first else { throw Missing() }
        #expect(organisation.id == drainage)
        let second = try candidates.catalogueOwner(of: corridor, at: place, now: town.clock.now, words: town.words, in: session)
        guard case .post(let post) = second else { throw Missing() }
        #expect(post.id == leader)
        #expect(try candidates.catalogueOwner(of: rubbish, at: place, now: town.clock.now, words: town.words, in: session) == nil)
      }
    }
  }

  @Test("names in bulk: posts with title, area and holders, organisations by their words", arguments: EngineKind.allCases)
  func names(_ engine: EngineKind) async throws {
    try await withTown(engine) { town, database in
      try await database.write { session in
        let post = try town.post("grid_leader", at: "220211004001001", in: session)
        try town.hold(post, by: try town.person("甲", in: session), from: -60, in: session)
        try town.hold(post, by: try town.person("乙", in: session), from: -30, in: session)
        try town.hold(post, by: try town.person("丙", in: session), from: -90, until: -60, in: session)
        let power = try town.organisation("power", at: "2202", in: session)
        let directory = PostDirectory(profile: town.profile, seal: town.seal)
        let options = try directory.options([post, PostID(7)], at: town.clock.now, words: town.words, in: session)
        #expect(options[post]?.holders == ["甲", "乙"])
        #expect(options.count == 1)
        let records = OrganisationRecords()
        #expect(try records.names([power], words: town.words, in: session) == [power: "供电公司"])
        #expect(try records.names([], words: town.words, in: session).isEmpty)
      }
    }
  }
}
