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

  @Test("what is text and not small is compressed for who can read it, and comes out the same")
  func compresses() async throws {
    try await withTemporaryFolder { folder in
      let style = String(repeating: "body { color: black } ", count: 200)
      try Data(style.utf8).write(to: folder.appending(path: "look.css"))
      try await withDatabase(.sqlite, SampleHouse.migrations) { database in
        var house = SampleHouse(database)
        house.assetFolders = [folder.path]
        try await house.test { (browser) async throws in
          for path in ["/", "/api/v1/openapi.json", "/assets/look.css"] {
            let plain = try await browser.get(path)
            let small = try await browser.get(path, ["accept-encoding": "br, gzip"])
            #expect(plain.header("content-encoding") == nil && small.header("content-encoding") == "gzip")
            #expect(plain.header("vary")?.contains("Accept-Encoding") == true && small.header("vary")?.contains("Accept-Encoding") == true)
            #expect(small.bytes.count < plain.bytes.count && small.bytes.prefix(2) == [0x1f, 0x8b])
            #expect(small.header("etag") == nil || small.header("etag") != plain.header("etag"))
          }
          #expect(try await browser.get("/assets/look.css", ["accept-encoding": "gzip;q=0, br"]).text == style)
          #expect(try unzipped(try await browser.get("/assets/look.css", ["accept-encoding": "gzip"]).bytes) == Array(style.utf8))
          #expect(try await browser.get("/health/live", ["accept-encoding": "gzip"]).header("content-encoding") == nil)
        }
      }
    }
  }

  /// By the system's own gzip: an opinion that is not ours.
  private func unzipped(_ bytes: [UInt8]) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc"]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(bytes))
    try input.fileHandleForWriting.close()
    let plain = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Array(plain)
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

  @Test("what is no HTTP gets problem details too, and large bodies have a common limit")
  func malformed() async throws {
    try await withDatabase(.sqlite, SampleHouse.migrations) { database in
      var house = SampleHouse(database)
      house.settings.bodiesInMemory = 1
      try await house.test(.live) { (browser) async throws in
        let odd = try await browser.get("/", ["x-long": String(repeating: "h", count: 100_000)])
        #expect(odd.status == 400 && odd.header("content-type") == "application/problem+json" && odd.json["status"] as? Int == 400)
        #expect(odd.header("x-content-type-options") == "nosniff")
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
