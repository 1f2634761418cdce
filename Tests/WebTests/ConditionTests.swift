import Ground
import HTTPTypes
import SQL
import Testing
import Testkit
import Web

@Suite("Versions")
struct ConditionTests {
  private func house(_ engine: EngineKind, _ body: @escaping @Sendable (Browser, SampleHouse) async throws -> Void) async throws {
    try await withDatabase(engine, SampleHouse.migrations) { database in
      let house = SampleHouse(database)
      try await house.test { (browser) async throws in
        #expect(try await browser.json(.post, "/api/v1/things", #"{"title":"a"}"#).status == 201)
        try await body(browser, house)
      }
    }
  }

  @Test("absent is 428, stale is 412, unchanged is 304", arguments: EngineKind.allCases)
  func conditions(_ engine: EngineKind) async throws {
    try await house(engine) { (browser, _) async throws in
      let one = try await browser.get("/api/v1/things/1")
      let tag = try #require(one.header("etag"))
      #expect(tag == "\"v1\"")
      for known in [tag, "W/\(tag)", "\"x\", \(tag)", "*"] {
        let same = try await browser.get("/api/v1/things/1", ["if-none-match": known])
        #expect(same.status == 304 && same.text.isEmpty && same.header("etag") == tag)
      }
      #expect(try await browser.get("/api/v1/things/1", ["if-none-match": "\"v2\""]).status == 200)
      let rename: @Sendable (String?) async throws -> Browser.Answer = {
        try await browser.json(.patch, "/api/v1/things/1", #"{"title":"b"}"#, $0.map { ["if-match": $0] } ?? [:])
      }
      #expect(try await rename(nil).status == 428)
      for stale in ["\"v2\"", "W/\"v1\"", "\"other\"", "\"v-1\""] { #expect(try await rename(stale).status == 412, "\(stale)") }
      for malformed in ["v1", "\"v1\", \"v2\"", "*", "\""] { #expect(try await rename(malformed).status == 400, "\(malformed)") }
      let renamed = try await rename(tag)
      #expect(renamed.status == 200 && renamed.header("etag") == "\"v2\"")
      #expect(try await rename(tag).status == 412)
    }
  }

  @Test("without If-Match what is not there is absent, and what a careless desk did is undone", arguments: EngineKind.allCases)
  func undone(_ engine: EngineKind) async throws {
    try await house(engine) { (browser, _) async throws in
      #expect(try await browser.json(.patch, "/api/v1/things/9", #"{"title":"b"}"#).status == 404)
      #expect(try await browser.send(.delete, "/api/v1/things/1").status == 428)
      #expect(try await browser.get("/api/v1/things/1").status == 200)
      #expect(try await browser.send(.delete, "/api/v1/things/1", ["if-match": "\"v1\""]).status == 204)
      #expect(try await browser.get("/api/v1/things/1").status == 404)
    }
  }

  @Test("of a hundred who saw the same version exactly one changes it", arguments: EngineKind.allCases)
  func racers(_ engine: EngineKind) async throws {
    try await house(engine) { (browser, _) async throws in
      let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
        for number in 0..<100 {
          group.addTask { try await browser.json(.patch, "/api/v1/things/1", "{\"title\":\"r\(number)\"}", ["if-match": "\"v1\""]).status }
        }
        return try await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
      }
      #expect(statuses == [200: 1, 412: 99])
      #expect(try await browser.get("/api/v1/things/1").header("etag") == "\"v2\"")
    }
  }

  @Test("a page's form brings the version along, and a stale one is told so", arguments: EngineKind.allCases)
  func forms(_ engine: EngineKind) async throws {
    try await house(engine) { (browser, house) async throws in
      let form = try await browser.form()
      let patch: @Sendable (String) async throws -> Browser.Answer = { fields in
        let headers = ["content-type": "application/x-www-form-urlencoded", "cookie": form.cookie]
        return try await browser.send(.patch, "/things/1", headers, Array((form.fields + fields).utf8))
      }
      #expect(try await patch("&title=b").status == 428)
      #expect(try await patch("&title=b&_version=7").status == 412)
      #expect(try await patch("&title=b&_version=x").status == 400)
      #expect(try await patch("&title=b&_version=1").status == 200)
    }
  }
}
