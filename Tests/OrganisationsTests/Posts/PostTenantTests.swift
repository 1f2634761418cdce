import Ground
import Places
import SQL
import Testing
import Testkit

@testable import Organisations

@Suite("Posts at a building that ends") struct PostTenantTests {
  private func building(_ id: Int64, in session: any Session) throws -> Building {
    let made = Building(
      id: BuildingID(id), area: try SmallTown.area(SheetTown.grid), place: try SmallTown.range(SheetTown.grid).first, name: "\(id) 号楼", estate: nil,
      units: 2, coordinates: try unwrap(Coordinates(longitude: 126.5, latitude: 43.8)))
    try BuildingRecords().insert(made, in: session)
    return made
  }

  private func chief(of building: Building, unit: Int? = nil, from: Int = -20, _ town: SmallTown, in session: any Session) throws -> PostID {
    let post = Post(
      id: town.ids.next(), type: unit == nil ? "building_chief" : "unit_chief", area: building.area,
      range: PlaceRange(building.place, building.place),
      building: building.id, unit: unit, organisation: nil, name: nil, validFrom: SmallTown.today.adding(days: from), validUntil: nil)
    try PostRecords().insert(post, in: session)
    return post.id
  }

  private func caller(_ permissions: Set<Permission>) throws -> Caller {
    let holding = Holding(
      post: PostID(1), title: "", area: try SmallTown.area("220211004"), range: try SmallTown.range("220211004"), organisation: nil,
      permissions: permissions)
    return Caller(account: AccountID(1), person: PersonID(1), name: "clerk", holdings: [holding], request: "test")
  }

  @Test(
    "end on its day; their work goes to the same post at the building that takes over; a unit's posts end with the unit",
    arguments: EngineKind.allCases)
  func leaving(engine: EngineKind) async throws {
    try await withTown(engine) { town, database in
      let followers = FollowedPosts()
      let tenant = PostTenant(desk: PostDesk(profile: town.profile, ids: town.ids, timepiece: town.clock.timepiece, followers: [followers]))
      try await database.write { session in
        let (old, heir) = (try building(9101, in: session), try building(9102, in: session))
        let (chief, unit) = (try chief(of: old, town, in: session), try self.chief(of: old, unit: 2, town, in: session))
        let next: PostID = try self.chief(of: heir, town, in: session)
        try town.hold(chief, by: try town.person("张三", in: session), in: session)
        let stairs = BuildingEnding(building: old, unit: 2, day: SmallTown.today)
        #expect(try tenant.load(of: stairs, in: session).map(\.count) == [1, 0, 0])
        try tenant.leave(stairs, by: caller([.peopleManage]), in: session)
        #expect(try PostRecords().post(unit, in: session)?.validUntil == SmallTown.today)
        #expect(try PostRecords().post(chief, in: session)?.validUntil == nil)
        let whole = BuildingEnding(building: old, day: SmallTown.today, heir: heir)
        #expect(try tenant.load(of: whole, in: session).map(\.count) == [1, 0, 0])
        try tenant.leave(whole, by: caller([.peopleManage]), in: session)
        #expect(try PostRecords().post(chief, in: session)?.validUntil == SmallTown.today)
        #expect(try tenant.load(of: whole, in: session).allSatisfy { $0.count == 0 })
        #expect(followers.retirements.map(\.post) == [unit, chief] && followers.retirements.map(\.successor) == [nil, next])
      }
    }
  }

  @Test("that begin later keep it standing, and nobody ends posts without managing people", arguments: EngineKind.allCases)
  func refused(engine: EngineKind) async throws {
    try await withTown(engine) { town, database in
      let tenant = PostTenant(desk: PostDesk(profile: town.profile, ids: town.ids, timepiece: town.clock.timepiece, followers: []))
      try await database.write { session in
        let old: Building = try building(9101, in: session)
        _ = try chief(of: old, from: 3, town, in: session)
        let ending = BuildingEnding(building: old, day: SmallTown.today)
        let loads: [BuildingLoad] = try tenant.load(of: ending, in: session)
        #expect(loads.first { $0.count > 0 } == BuildingLoad(word: "building_load.later_posts", count: 1, isFast: true))
        for load in loads { #expect(town.words.has(load.word)) }
        #expect(throws: Refusal.invalid([FieldProblem("goes_to", "building_load.posts.not_yours")])) {
          try tenant.check(ending, by: caller([.areaManage]), in: session)
        }
      }
    }
  }
}
