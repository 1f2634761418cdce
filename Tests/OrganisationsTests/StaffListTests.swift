import Ground
import Markup
import SQL
import Testing
import Testkit
import Web

@testable import Organisations

@Suite("Lists of posts and organisations")
struct StaffListTests {
  @Test("walking the pages of posts shows every one within reach once, and none beyond", arguments: EngineKind.allCases)
  func walk(_ engine: EngineKind) async throws {
    try await withStaff(engine) { staff in
      let caller: Caller = try await staff.caller(staff.wang)
      let expected: Set<PostID> = try await staff.database.write { session in
        for _ in 0..<11 { try staff.town.post("building_chief", at: "220211004001001", in: session) }
        try staff.town.post("grid_leader", at: "220211004002", in: session)
        try staff.town.post("desk_subdistrict", at: "220211004", in: session)
        let range: PlaceRange = try SmallTown.range("220211004001")
        return Set(try session.rows("SELECT id FROM post WHERE place BETWEEN \(range.first) AND \(range.last)") { try $0.at(0) })
      }
      let route: Route = try staff.route("listPosts")
      var seen: [String] = []
      var cursor: String?
      repeat {
        let reply: Reply = try await route.handle(try staff.visit(route, face: .json, caller: caller, cursor: cursor, limit: 3))
        guard case .json(let bytes) = reply.body else { throw Missing() }
        seen += String(decoding: bytes, as: UTF8.self).matches(of: /"id":"(\d+)"/).map { String($0.1) }
        cursor = reply.nextCursor
      } while cursor != nil
      #expect(seen.count == expected.count)
      #expect(Set(seen) == Set(expected.map(\.description)))
    }
  }

  @Test("the list narrows by type, vacancy and area; an unknown area is an empty list", arguments: EngineKind.allCases)
  func filters(_ engine: EngineKind) async throws {
    try await withStaff(engine) { staff in
      let caller: Caller = try await staff.caller(staff.wang)
      try await staff.database.write { session in
        let gone = try staff.town.post("grid_leader", at: "220211004001001", in: session)
        try staff.town.hold(gone, by: try staff.town.person("前任", in: session), from: -90, until: -1, in: session)
      }
      func titles(_ query: [String: [String]]) async throws -> [String] {
        let route: Route = try staff.route("listPosts")
        let reply: Reply = try await route.handle(try staff.visit(route, face: .json, caller: caller, query: query))
        guard case .json(let bytes) = reply.body else { throw Missing() }
        return String(decoding: bytes, as: UTF8.self).matches(of: /"title":"([^"]+)"/).map { String($0.1) }
      }
      #expect(try await titles([:]).count == 3)
      #expect(try await titles(["type": ["grid_leader"]]) == ["网格长", "网格长"])
      #expect(try await titles(["vacant": ["1"]]) == ["网格长"])
      #expect(try await titles(["area": ["220211004001002"]]) == ["网格长"])
      #expect(try await titles(["area": ["99"]]).isEmpty)
    }
  }

  @Test("absent and out of reach look alike, for posts and organisations", arguments: EngineKind.allCases)
  func alike(_ engine: EngineKind) async throws {
    try await withStaff(engine) { staff in
      let caller: Caller = try await staff.caller(staff.wang)
      let (post, organisation): (PostID, OrganisationID) = try await staff.database.write { session in
        (
          try staff.town.post("grid_leader", at: "220211004002", in: session), try staff.town.organisation("drainage", at: "220202", in: session)
        )
      }
      for (name, key, id) in [
        ("showPost", "post", post.description), ("showPost", "post", "77"), ("showOrganisation", "organisation", organisation.description),
        ("showOrganisation", "organisation", "77"),
      ] {
        let route: Route = try staff.route(name)
        let refusal = await #expect(throws: Refusal.self) {
          _ = try await route.handle(try staff.visit(route, caller: caller, path: [key: [id]]))
        }
        #expect(refusal == .absent)
      }
    }
  }

  @Test("a post's page names its holders; telephones are masked unless one manages people there", arguments: EngineKind.allCases)
  func phones(_ engine: EngineKind) async throws {
    try await withStaff(engine) { staff in
      let boss: Account = try await staff.database.write { session in
        let person = try staff.town.person("书记", in: session)
        try staff.town.hold(try staff.town.post("desk_subdistrict", at: "220211004", in: session), by: person, in: session)
        return try staff.town.account("boss", person, in: session)
      }
      let post: PostID = try await staff.database.read { session in try session.value("SELECT id FROM post WHERE type = 'grid_leader'") }
      let route: Route = try staff.route("showPost")
      for face in [Route.Face.page, .json] {
        let masked: String = try await text(
          route.handle(try staff.visit(route, face: face, caller: try await staff.caller(staff.wang), path: ["post": [post.description]])))
        #expect(masked.contains("王敏") && masked.contains("138******78") && !masked.contains("13812345678"))
        let clear: String = try await text(
          route.handle(try staff.visit(route, face: face, caller: try await staff.caller(boss), path: ["post": [post.description]])))
        #expect(clear.contains("13812345678"))
      }
    }
  }

  @Test("pages have a heading and words in both languages, and no bare keys", arguments: EngineKind.allCases)
  func pages(_ engine: EngineKind) async throws {
    try await withStaff(engine) { staff in
      let (boss, organisation): (Account, OrganisationID) = try await staff.database.write { session in
        let drainage = try staff.town.organisation("drainage", at: "220211", in: session)
        let person = try staff.town.person("区长", in: session)
        try staff.town.hold(try staff.town.post("desk_district", at: "220211", in: session), by: person, in: session)
        try staff.town.hold(try staff.town.post("department_handler", at: "220211", organisation: drainage, in: session), by: person, in: session)
        return (try staff.town.account("boss", person, in: session), drainage)
      }
      let caller: Caller = try await staff.caller(boss)
      for locale in ["zh-CN", "en"] {
        for name in ["listPosts", "listOrganisations", "showOrganisation", "showMe", "showSignIn"] {
          let route: Route = try staff.route(name)
          let path: [String: [String]] = ["organisation": [organisation.description]]
          let visit: Visit = try staff.visit(route, caller: caller, path: path, locale: locale)
          let reply: Reply = try await route.handle(visit)
          let page: String = try text(reply)
          #expect(page.contains("<h1>"), "\(name)")
          #expect(bareKey(in: page) == nil, "\(name) \(locale)")
        }
      }
    }
  }

  /// A key whose word is missing shows itself.
  private func bareKey(in page: String) -> String? {
    page.firstMatch(of: /(organisations|organisation|post|permission|organisation_kind)\.[a-z_]+[^a-z_]/).map { String($0.0) }
  }

  private func text(_ reply: Reply) throws -> String {
    switch reply.body {
    case .page(let page): page.main.text
    case .json(let bytes): String(decoding: bytes, as: UTF8.self)
    default: throw Missing()
    }
  }
}
