import Foundation
import Ground
import Markup
import SQL
import Testing
import Testkit
import Web

@testable import Places

@Suite("The routes of places")
struct PlacesRoutesTests {
  /// Asks a route as the web would, after its fields were checked.
  private func ask(
    _ name: String, _ face: Route.Face, of room: PlacesRoom, by caller: Caller, path: [String: String] = [:], query: [String: String] = [:],
    limit: Int = 50, locale: String = "zh-CN"
  ) async throws -> Reply {
    let route = try #require(room.routes.first { $0.name == name })
    let visit = Visit(
      requestID: "test", route: route, face: face, target: "/areas?q=1", caller: caller, now: Moment(milliseconds: 0),
      words: room.profile.words(locale), pathValues: FieldValues(values: path.mapValues { [$0] }),
      query: FieldValues(values: query.mapValues { [$0] }), limit: limit, origin: "https://lz.example")
    return try await route.handle(visit)
  }

  private func json(_ reply: Reply) throws -> Any {
    switch reply.body {
    case .json(let bytes): return try JSONSerialization.jsonObject(with: Data(bytes))
    case .bytes(let bytes, let type):
      #expect(type == "application/geo+json")
      return try JSONSerialization.jsonObject(with: Data(bytes))
    default: throw Refusal(.broken)
    }
  }

  private func html(_ reply: Reply) throws -> String {
    guard case .page(let page) = reply.body else { throw Refusal(.broken) }
    return page.above.text + page.main.text
  }

  private func withRoom(_ engine: EngineKind, _ body: @Sendable (PlacesRoom, DemoPlaces) async throws -> Void) async throws {
    try await withTown(engine) { database, places in
      try await body(PlacesRoom(database: database, profile: try Testkit.profile("jilin")), places)
    }
  }

  @Test("the list of areas holds what the caller may read, on both faces, and leads on", arguments: EngineKind.allCases)
  func list(_ engine: EngineKind) async throws {
    try await withRoom(engine) { room, places in
      let community = try #require(places.tree.at(level: "community").first)
      let own = caller(over: community)
      let reply = try await ask("listAreas", .json, of: room, by: own, limit: 4)
      let items = try #require(try json(reply) as? [[String: Any]])
      #expect(items.map { $0["code"] as? String } == ["220211004001", "220211004001001", "220211004001002", "220211004001003"])
      #expect(reply.nextCursor != nil)
      let page = try html(try await ask("listAreas", .page, of: room, by: own, query: ["q": "网格"], limit: 4))
      #expect(page.contains("第1网格") && page.contains("下一页") && !page.contains("沿丰街道"))
      let empty = try html(try await ask("listAreas", .page, of: room, by: own, query: ["q": "<script>"], limit: 4))
      #expect(empty.contains("没有这样的区域") && !empty.contains("<script>"))
    }
  }

  @Test("an area shows its chain, children and counts; one out of reach is absent on every route", arguments: EngineKind.allCases)
  func one(_ engine: EngineKind) async throws {
    try await withRoom(engine) { room, places in
      let communities = places.tree.at(level: "community")
      let own = caller(over: communities[0])
      let reply = try await ask("showArea", .json, of: room, by: own, path: ["area": communities[0].id.description])
      let view = try #require(try json(reply) as? [String: Any])
      #expect((view["chain"] as? [[String: Any]])?.count == 4)
      #expect((view["children"] as? [[String: Any]])?.count == places.tree.children(of: communities[0].id).count)
      #expect(view["buildings"] as? Int == places.buildings.filter { communities[0].range.contains($0.place) }.count)
      #expect(reply.version == 1)
      for locale in ["zh-CN", "en"] {
        let page = try await ask("showArea", .page, of: room, by: own, path: ["area": communities[0].id.description], locale: locale)
        let text = try html(page)
        #expect(text.contains("吉钢社区") && !text.contains("areas.") && !text.contains("level."))
        // What lies above is a name, not a way in.
        #expect(text.contains("<li>沿丰街道</li>"))
      }
      for name in ["showArea", "mapArea", "printCodes"] {
        for id in [communities[1].id, places.tree.areas[0].id, AreaID(7)] {
          await #expect(throws: Refusal.absent) { try await ask(name, .json, of: room, by: own, path: ["area": id.description]) }
        }
      }
    }
  }

  @Test("the map is GeoJSON whose rings are closed and wound against the clock", arguments: EngineKind.allCases)
  func map(_ engine: EngineKind) async throws {
    try await withRoom(engine) { room, places in
      let subdistrict = try #require(places.tree.areas.first { $0.code == "220211004" })
      let own = caller(over: subdistrict)
      let path = ["area": subdistrict.id.description]
      for (query, count) in [([:], 5), (["level": "grid"], 60)] as [([String: String], Int)] {
        let reply = try await ask("mapArea", .json, of: room, by: own, path: path, query: query)
        let collection = try #require(try json(reply) as? [String: Any])
        let features = try #require(collection["features"] as? [[String: Any]])
        #expect(features.count == count)
        for feature in features {
          let geometry = try #require(feature["geometry"] as? [String: Any])
          let ring = try #require((geometry["coordinates"] as? [[[Double]]])?.first)
          #expect(ring.first == ring.last)
          var twice = 0.0
          for (a, b) in zip(ring, ring.dropFirst()) { twice += (a[0] - ring[0][0]) * (b[1] - ring[0][1]) - (b[0] - ring[0][0]) * (a[1] - ring[0][1]) }
          #expect(twice > 0)
          #expect((feature["properties"] as? [String: Any])?.keys.sorted() == ["code", "href", "id", "name"])
        }
      }
    }
  }

  @Test("the sheet has a picture, the readable code and the address for every door, and asks for its own permission", arguments: EngineKind.allCases)
  func sheet(_ engine: EngineKind) async throws {
    try await withRoom(engine) { room, places in
      let grid = try #require(places.tree.at(level: "grid").first)
      let path = ["area": grid.id.description]
      let codes = places.codes.filter { $0.area == grid.id && $0.kind == .building }
      let page = try html(try await ask("printCodes", .page, of: room, by: caller(over: grid), path: path, query: ["kind": "building"]))
      #expect(page.components(separatedBy: "<svg class=\"qr\"").count - 1 == codes.count)
      for code in codes { #expect(page.contains(code.readable)) }
      #expect(page.contains("吉钢社区 第1网格") && page.contains("不用登录") && !page.contains("codes."))
      let reply = try await ask("printCodes", .json, of: room, by: caller(over: grid), path: path, query: ["kind": "building"])
      let items = try #require(try json(reply) as? [[String: Any]])
      #expect(items.first?["url"] as? String == "https://lz.example/q/\(codes[0].code)")
      let empty = try await ask("printCodes", .page, of: room, by: caller(over: grid), path: path, query: ["kind": "area"])
      #expect(try html(empty).contains("这里没有这种码"))
      await #expect(throws: Refusal.absent) {
        try await ask("printCodes", .page, of: room, by: caller(over: grid, [.areaRead]), path: path)
      }
    }
  }

  @Test("a long sheet goes on where it ended, every code once", arguments: EngineKind.allCases)
  func longSheet(_ engine: EngineKind) async throws {
    try await withRoom(engine) { room, places in
      let community = try #require(places.tree.at(level: "community").first)
      let expected = places.codes.filter { community.range.contains($0.place) }
      var found: [String] = []
      let desk = AreaDesk()
      var cursor: RowCursor?
      repeat {
        let from = cursor
        let sheet = try await room.database.read {
          try desk.sheet(of: community.id, kind: nil, after: from, limit: 50, by: caller(over: community), in: $0)
        }
        found += sheet.steps.map(\.code.code)
        cursor = sheet.next
      } while cursor != nil
      #expect(found.count == expected.count)
      #expect(Set(found) == Set(expected.map(\.code)))
    }
  }

  @Test("a point tells its grid to anybody, in every datum; nowhere is an answer, nonsense is refused", arguments: EngineKind.allCases)
  func point(_ engine: EngineKind) async throws {
    try await withRoom(engine) { room, places in
      let visitor = Caller.visitor(request: "test")
      let building = try #require(places.buildings.first)
      for datum in Datum.allCases {
        let shown = datum.fromWGS84(building.coordinates)
        let query = ["lon": "\(shown.longitude)", "lat": "\(shown.latitude)", "datum": datum.rawValue]
        let found = try #require(try json(try await ask("findPlace", .json, of: room, by: visitor, query: query)) as? [String: Any])
        let grid = try #require(found["grid"] as? [String: Any])
        #expect(grid["code"] as? String == places.tree[building.area]?.code)
        #expect(grid.keys.sorted() == ["code", "level", "name"])
        #expect((found["chain"] as? [[String: Any]])?.count == 5)
      }
      let nowhere = try json(try await ask("findPlace", .json, of: room, by: visitor, query: ["lon": "0", "lat": "0"])) as? [String: Any]
      #expect(nowhere?["grid"] is NSNull)
      for (x, y) in [("nan", "0"), ("0", "inf"), ("-181", "0"), ("0", "91"), ("1e400", "0"), ("", ""), ("<b>", "1")] {
        await #expect(throws: Refusal.self) { try await ask("findPlace", .json, of: room, by: visitor, query: ["lon": x, "lat": y]) }
      }
    }
  }
}
