import Foundation
import Ground
import Markup
import SQL
import Testing
import Testkit
import Web

@testable import Places

@Suite("Codes of former days")
struct FormerCodeTests {
  private struct Town: Sendable {
    let room: PlacesRoom
    let clock: FakeClock
    let boss: Caller
    /// Two grids of one community.
    let first: Area
    let second: Area

    var today: CivilDay { room.profile.calendar.localDay(clock.now) }

    @discardableResult
    func decide(_ command: AreaCommand, after days: Int = 0, in session: any Session) throws -> AreaChange {
      try room.changes.decide(command, on: today.adding(days: days), reason: nil, expecting: nil, by: boss, in: session)
    }

    func meant(_ code: String, in session: any Session) throws -> AreaID? { try AreaRecords().meant(by: code, on: today, in: session)?.id }
  }

  private func withGrids(_ engine: EngineKind, _ body: @Sendable (Town) async throws -> Void) async throws {
    try await withDatabase(engine, JournalSchema.migrations + PlacesSchema.migrations) { database in
      let clock = FakeClock()
      let profile = try Testkit.profile("jilin")
      let demo = PlacesDemo(profile: profile, divisions: try realDivisions(), scale: .town)
      let places = try demo.make(ids: standingIDs())
      try await database.load { session in try demo.save(places, in: session) }
      let room = PlacesRoom(
        database: database, profile: profile, ids: IdentifierMaker(node: 4, timepiece: clock.timepiece), timepiece: clock.timepiece)
      let community = try #require(places.tree.at(level: "community").first)
      let grids = places.tree.children(of: community.id)
      try await body(Town(room: room, clock: clock, boss: caller(over: community, [.areaRead, .areaManage]), first: grids[0], second: grids[1]))
    }
  }

  @Test("a code leads to the area that had it, and when that is merged to what took its place", arguments: EngineKind.allCases)
  func leads(_ engine: EngineKind) async throws {
    try await withGrids(engine) { town in
      let (old, new): (String, String) = (town.first.code, String(town.first.code.dropLast(3)) + "088")
      try await town.room.database.write { session in
        try town.decide(.recode([town.first.id: new]), in: session)
        #expect(try town.meant(old, in: session) == town.first.id)
        #expect(try town.meant(new, in: session) == town.first.id)
        #expect(try AreaRecords().find(code: old, in: session) == nil)
      }
      town.clock.advance(seconds: 86_400)
      try await town.room.database.write { session in
        try town.decide(.merge([town.first.id], into: town.second.id), in: session)
        #expect(try town.meant(old, in: session) == town.second.id)
        #expect(try town.meant(new, in: session) == town.second.id)
        #expect(try town.meant("220211004001777", in: session) == nil)
      }
    }
  }

  @Test(
    "a code that an area has today means that area; a code of two heirs means none; one of days to come not yet any",
    arguments: EngineKind.allCases)
  func today(_ engine: EngineKind) async throws {
    try await withGrids(engine) { town in
      let stem: String = String(town.first.code.dropLast(3))
      try await town.room.database.write { session in
        try town.decide(.recode([town.first.id: stem + "088"]), in: session)
        try town.decide(.recode([town.second.id: town.first.code]), in: session)
        #expect(try town.meant(town.first.code, in: session) == town.second.id)
        #expect(try town.meant(town.second.code, in: session) == town.second.id)
        try town.decide(.recode([town.first.id: stem + "091"]), after: 5, in: session)
        try town.decide(.recode([town.first.id: stem + "092"]), after: 9, in: session)
        #expect(try town.meant(stem + "091", in: session) == nil)
      }
      town.clock.advance(seconds: 86_400)
      try await town.room.database.write { session in
        try town.decide(.recode([town.second.id: stem + "077"]), in: session)
        let codes: FormerCodes = try AreaRecords().formerCodes(on: town.today, in: session)
        #expect(codes.areas(town.first.code) == [town.first.id, town.second.id])
        #expect(try town.meant(town.first.code, in: session) == nil)
      }
    }
  }

  @Test("the list of areas finds one by a former code and says so, on both faces, and only within reach", arguments: EngineKind.allCases)
  func search(_ engine: EngineKind) async throws {
    try await withGrids(engine) { town in
      let old: String = town.first.code
      try await town.room.database.write { session in
        _ = try town.decide(.recode([town.first.id: String(old.dropLast(3)) + "088"]), in: session)
      }
      let items = try #require(try await ask(town, .json, by: town.boss, old) as? [[String: Any]])
      #expect(items.map { $0["id"] as? String } == [town.first.id.description])
      #expect(items.map { $0["former_code"] as? String } == [old])
      let page = try #require(try await ask(town, .page, by: town.boss, old) as? String)
      #expect(page.contains("原编码 \(old) 现在指这里") && page.contains(town.first.name))
      let byName = try #require(try await ask(town, .page, by: town.boss, town.first.name) as? String)
      #expect(byName.contains(town.first.name) && !byName.contains("原编码"))
      let foreign = try #require(try await ask(town, .json, by: caller(over: town.second), old) as? [[String: Any]])
      #expect(foreign.isEmpty)
    }
  }

  /// What the list answers: the rows of its JSON, or the text of its page.
  private func ask(_ town: Town, _ face: Route.Face, by caller: Caller, _ text: String) async throws -> Any {
    let route = try #require(town.room.routes.first { $0.name == "listAreas" })
    let visit = Visit(
      requestID: "test", route: route, face: face, target: "/areas?q=\(text)", caller: caller, now: town.clock.now,
      words: town.room.profile.words("zh-CN"), pathValues: FieldValues(values: [:]), query: FieldValues(values: ["q": [text]]), limit: 50,
      origin: "https://lz.example")
    switch try await route.handle(visit).body {
    case .json(let bytes): return try JSONSerialization.jsonObject(with: Data(bytes))
    case .page(let page): return page.main.text
    default: throw Refusal(.broken)
    }
  }
}
