import Ground
import HTTPTypes
import SQL
import Testing
import Testkit
import Web

@Suite("Lists")
struct ListTests {
  private func house(_ engine: EngineKind, things: Int64, _ body: @escaping @Sendable (Browser, SampleHouse) async throws -> Void) async throws {
    try await withDatabase(engine, SampleHouse.migrations) { database in
      try await database.write { session in
        for id in 1...things { try session.run("INSERT INTO thing (id, title, version) VALUES (\(id), \("t\(id)"), 1)") }
      }
      let house = SampleHouse(database)
      try await house.test { try await body($0, house) }
    }
  }

  private static func next(_ answer: Browser.Answer) -> String? {
    answer.header("link").map { String($0.dropFirst().prefix { $0 != ">" }) }
  }

  private static func ids(_ answer: Browser.Answer) -> [Int] {
    (answer.json["items"] as? [[String: Any]] ?? []).compactMap { ($0["id"] as? String).flatMap { Int($0) } }
  }

  @Test("walking rel=next while rows are added gives none twice and misses none", arguments: EngineKind.allCases)
  func walks(_ engine: EngineKind) async throws {
    try await house(engine, things: 120) { (browser, house) async throws in
      var seen: [Int] = []
      var path: String? = "/api/v1/things?limit=50"
      var number: Int64 = 1000
      while let here = path {
        let answer = try await browser.get(here)
        #expect(answer.status == 200)
        seen += Self.ids(answer)
        let next = Self.next(answer)
        #expect((answer.json["next"] as? String) == next.flatMap { $0.split(separator: "=").last.map(String.init) })
        path = next
        number += 1
        let id = number
        _ = try await house.database.write { try $0.run("INSERT INTO thing (id, title, version) VALUES (\(id), \("n\(id)"), 1)") }
      }
      #expect(Set(seen).count == seen.count && Set(1...120).isSubset(of: Set(seen)))
    }
  }

  @Test("the link keeps what was asked, and pages have it too", arguments: EngineKind.allCases)
  func links(_ engine: EngineKind) async throws {
    try await house(engine, things: 3) { (browser, _) async throws in
      let json = try await browser.get("/api/v1/things?limit=2&kind=red")
      #expect(
        Self.next(json)?.hasPrefix("/api/v1/things?limit=2&kind=red&cursor=") == true && json.header("link")?.hasSuffix(">; rel=\"next\"") == true)
      #expect(Self.next(try await browser.get("/things?limit=2"))?.hasPrefix("/things?limit=2&cursor=") == true)
      let last = try await browser.get("/api/v1/things")
      #expect(last.header("link") == nil && last.text.hasSuffix("],\"next\":null}") && Self.ids(last) == [1, 2, 3])
    }
  }

  @Test("a cursor that is not ours leads nowhere", arguments: EngineKind.allCases)
  func tampering(_ engine: EngineKind) async throws {
    try await house(engine, things: 3) { (browser, house) async throws in
      let answer = try await browser.get("/api/v1/things?limit=1")
      let cursor = try #require(answer.json["next"] as? String)
      #expect(Self.ids(try await browser.get("/api/v1/things?cursor=\(cursor)")) == [2, 3])
      let changed = "Mg" + cursor.dropFirst(2)
      let signed = cursor.dropLast() + (cursor.hasSuffix("A") ? "E" : "A")
      for other in [changed, String(signed), SampleHouse(house.database).sealed("1")] {
        #expect(try await browser.get("/api/v1/things?cursor=\(other)").status == 404, "\(other)")
      }
      for odd in ["1", "%00", "%F0%A0%AE%B7", String(repeating: "a", count: 700), ".", "a.b"] {
        #expect(try await browser.get("/api/v1/things?cursor=\(odd)").status == 422, "\(odd)")
      }
      for limit in ["0", "201", "-1", "x", "1.5", ""] { #expect(try await browser.get("/api/v1/things?limit=\(limit)").status == 422, "\(limit)") }
      #expect(try await browser.get("/api/v1/things?limit=200").status == 200)
    }
  }
}
