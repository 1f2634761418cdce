import Foundation
import HTTPTypes
import HummingbirdTesting
import SQL
import Testing
import Testkit
import Web

@Suite("Assets, health and metrics")
struct ServiceTests {
  @Test("assets come from memory, are kept for a year under their version, and nothing else comes out of the folder")
  func assets() async throws {
    try await withTemporaryFolder { folder in
      let inside = folder.appending(path: "assets")
      try FileManager.default.createDirectory(at: inside.appending(path: "map"), withIntermediateDirectories: true)
      try Data("body{}".utf8).write(to: inside.appending(path: "look.css"))
      try Data("1".utf8).write(to: inside.appending(path: "map/map.js"))
      try Data("hidden".utf8).write(to: inside.appending(path: ".hidden"))
      try Data("secret".utf8).write(to: folder.appending(path: "secret.txt"))
      try await withDatabase(.sqlite, SampleHouse.migrations) { database in
        var house = SampleHouse(database)
        house.assetFolders = [inside.path]
        try await house.test { (browser) async throws in
          let page = try await browser.get("/")
          let start = try #require(page.text.range(of: "/assets/look.css?v="))
          let version = page.text[start.upperBound...].prefix { $0 != "\"" }
          let kept = try await browser.get("/assets/look.css?v=\(version)")
          #expect(kept.text == "body{}" && kept.header("cache-control") == "public, max-age=31536000, immutable")
          #expect(kept.header("content-type") == "text/css; charset=utf-8")
          let plain = try await browser.get("/assets/look.css?v=old")
          #expect(plain.header("cache-control") == "public, no-cache")
          #expect(try await browser.get("/assets/look.css", ["if-none-match": plain.header("etag") ?? ""]).status == 304)
          #expect(try await browser.get("/assets/map/map.js").header("content-type") == "text/javascript; charset=utf-8")
          for odd in ["../secret.txt", "%2e%2e/secret.txt", "map/../../secret.txt", ".hidden", "map", "", "look.css/", "/etc/passwd"] {
            #expect(try await browser.get("/assets/\(odd)").status == 404, "\(odd)")
          }
        }
      }
    }
  }

  @Test("live as long as it runs, ready as long as the database answers", arguments: EngineKind.allCases)
  func health(_ engine: EngineKind) async throws {
    try await withDatabase(engine, SampleHouse.migrations) { database in
      try await SampleHouse(database).test { (browser) async throws in
        #expect(try await browser.get("/health/live").text == "ok\n")
        #expect(try await browser.get("/health/ready").status == 200)
      }
      try await SampleHouse(LostDatabase()).test { (browser) async throws in
        let started = ContinuousClock.now
        #expect(try await browser.get("/health/ready").status == 503)
        #expect(ContinuousClock.now - started < .seconds(2))
        #expect(try await browser.get("/health/live").status == 200)
        #expect(try await browser.get("/api/v1/things").status == 503)
      }
    }
  }

  @Test("metrics count by route and status, and name no path")
  func metrics() async throws {
    try await withDatabase(.sqlite, SampleHouse.migrations) { database in
      try await SampleHouse(database).test { (browser) async throws in
        _ = try await browser.get("/odd/s3cret/x")
        _ = try await browser.get("/odd/s3cret/y")
        _ = try await browser.get("/api/v1/things/77")
        _ = try await browser.get("/nowhere")
        let text = try await browser.get("/metrics").text
        #expect(text.contains("lianzhi_http_requests_total{route=\"odd\",method=\"GET\",face=\"page\",status=\"200\"} 2\n"))
        #expect(text.contains("lianzhi_http_requests_total{route=\"getThing\",method=\"GET\",face=\"json\",status=\"404\"} 1\n"))
        #expect(text.contains("lianzhi_http_requests_total{route=\"none\",method=\"any\",face=\"none\",status=\"404\"} 1\n"))
        #expect(text.contains("lianzhi_http_request_duration_seconds_bucket{route=\"odd\",method=\"GET\",face=\"page\",le=\"+Inf\"} 2\n"))
        #expect(text.contains("lianzhi_http_requests_in_flight 1.0\n") && text.contains("sample_gauge 3.0\n") && !text.contains("s3cret"))
      }
    }
  }

  @Test("over a real connection: a page, a large body refused, and the connection goes on")
  func live() async throws {
    try await withDatabase(.sqlite, SampleHouse.migrations) { database in
      try await SampleHouse(database).test(.live) { (browser) async throws in
        #expect(try await browser.get("/").status == 200)
        let large = try await browser.json(.post, "/api/v1/things", "{\"title\":\"\(String(repeating: "a", count: 3_000_000))\"}")
        #expect(large.status == 413 && large.header("content-type") == "application/problem+json")
        #expect(try await browser.send(.head, "/").text.isEmpty)
        #expect(try await browser.json(.post, "/api/v1/things", #"{"title":"a"}"#, ["origin": "http://localhost"]).status == 201)
      }
    }
  }
}

/// A database that is not there: reads never come back.
final class LostDatabase: Database {
  let engine: EngineKind = .postgres
  func read<T: Sendable>(_ body: @escaping @Sendable (any Session) throws -> T) async throws -> T {
    if Task.isCancelled { throw CancellationError() }
    throw DatabaseRefusal(.lost, detail: "gone")
  }
  func write<T: Sendable>(_ body: @escaping @Sendable (any Session) throws -> T) async throws -> T { throw DatabaseRefusal(.lost, detail: "gone") }
  func load<T: Sendable>(_ body: @escaping @Sendable (any Session) throws -> T) async throws -> T { throw DatabaseRefusal(.lost, detail: "gone") }
  func migrate(_ migrations: [Migration]) async throws -> [String] { [] }
  func close() async {}
}
