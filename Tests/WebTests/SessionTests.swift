import Ground
import HTTPTypes
import SQL
import Testing
import Testkit
import Web

@Suite("Sessions")
struct SessionTests {
  private func house(_ engine: EngineKind, _ body: @escaping @Sendable (Browser, SampleHouse) async throws -> Void) async throws {
    try await withDatabase(engine, SampleHouse.migrations) { database in
      let house = SampleHouse(database)
      try await house.test { try await body($0, house) }
    }
  }

  @Test("a page sends a visitor to the sign-in and back, JSON says 401", arguments: EngineKind.allCases)
  func needsSignIn(_ engine: EngineKind) async throws {
    try await house(engine) { (browser, house) async throws in
      let page = try await browser.get("/mine?a=b%26c")
      #expect(page.status == 303 && page.header("location") == "/sign-in?next=%2Fmine%3Fa%3Db%2526c")
      let json = try await browser.get("/api/v1/mine")
      #expect(json.status == 401 && json.header("www-authenticate") == "Bearer")
      let token = try await house.signIn()
      #expect(try await browser.get("/api/v1/mine", ["authorization": "Bearer \(token)"]).json["name"] as? String == "Warden <b>")
      #expect(try await browser.get("/mine", ["cookie": "a=b; lianzhi=\(token); c=d"]).text.contains("Warden &lt;b&gt;"))
      #expect(try await browser.get("/mine", ["authorization": "Bearer \(token)"]).status == 303)
    }
  }

  @Test("not allowed is another answer than not found", arguments: EngineKind.allCases)
  func notAllowed(_ engine: EngineKind) async throws {
    try await house(engine) { (browser, house) async throws in
      let token = try await house.signIn()
      #expect(try await browser.get("/api/v1/desk", ["authorization": "Bearer \(token)"]).status == 403)
      #expect(try await browser.get("/desk", ["cookie": "lianzhi=\(token)"]).status == 403)
      #expect(try await browser.get("/api/v1/desk").status == 401)
    }
  }

  @Test(
    "a bearer token that is worth nothing is refused even where none is needed",
    arguments: ["Bearer x", "Bearer ", "Basic YTpi", "", "Bearer AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"])
  func badBearer(_ header: String) async throws {
    try await house(.sqlite) { (browser, _) async throws in
      #expect(try await browser.get("/api/v1/things", ["authorization": header]).status == 401)
      #expect(try await browser.get("/things", ["authorization": header]).status == 200)
    }
  }

  @Test("sign-in makes a new token and ends the one that was carried before", arguments: EngineKind.allCases)
  func fixation(_ engine: EngineKind) async throws {
    try await house(engine) { (browser, house) async throws in
      let planted = try await house.signIn()
      let form = try await browser.form(planted)
      let answer = try await browser.post("/sign-in", form.fields, cookie: form.cookie)
      let fresh = try #require(answer.cookie("lianzhi"))
      #expect(answer.status == 303 && fresh != planted && fresh.count == 43)
      #expect(try await browser.get("/mine", ["cookie": "lianzhi=\(planted)"]).status == 303)
      #expect(try await browser.get("/mine", ["cookie": "lianzhi=\(fresh)"]).status == 200)
      let chosen = "Q2hvc2VuLWJ5LXRoZS1hdHRhY2tlci1ub3QtYnktdXM"
      let visitor = try await browser.form()
      let other = try await browser.post("/sign-in", visitor.fields, cookie: "\(visitor.cookie); lianzhi=\(chosen)")
      #expect(other.status == 303 && other.cookie("lianzhi") != chosen)
    }
  }

  @Test("only a digest of the token is stored", arguments: EngineKind.allCases)
  func storesDigest(_ engine: EngineKind) async throws {
    try await house(engine) { (browser, house) async throws in
      let form = try await browser.form()
      let answer = try await browser.post("/sign-in", form.fields, cookie: form.cookie)
      let token = try #require(answer.cookie("lianzhi"))
      let stored = try await house.database.read { session in
        try session.rows("SELECT digest FROM web_session") { try $0.at(0, as: [UInt8].self) }
          + session.rows("SELECT answer_sealed FROM web_answer") { try $0.at(0, as: [UInt8].self) }
      }
      #expect(stored.count == 2 && stored[0].count == 32)
      for bytes in stored { #expect(!String(decoding: bytes, as: UTF8.self).contains(token)) }
    }
  }

  @Test("a session ends after idle hours, after its days, at sign-out, and when all are ended", arguments: EngineKind.allCases)
  func ends(_ engine: EngineKind) async throws {
    try await house(engine) { (browser, house) async throws in
      let mine: @Sendable (String) async throws -> Int = { try await browser.get("/api/v1/mine", ["authorization": "Bearer \($0)"]).status }
      let idle = try await house.signIn()
      house.clock.advance(seconds: 12 * 3600 - 1)
      #expect(try await mine(idle) == 200)
      house.clock.advance(seconds: 12 * 3600 - 1)
      #expect(try await mine(idle) == 200)
      house.clock.advance(seconds: 12 * 3600)
      #expect(try await mine(idle) == 401)

      let long = try await house.signIn()
      for _ in 0..<14 { house.clock.advance(seconds: 11 * 3600); #expect(try await mine(long) == 200) }
      house.clock.advance(seconds: 14 * 3600)
      #expect(try await mine(long) == 401)

      let left = try await house.signIn()
      let form = try await browser.form(left)
      let answer = try await browser.post("/sign-out", form.fields, cookie: form.cookie)
      #expect(answer.status == 303 && answer.cookie("lianzhi") == "")
      #expect(try await mine(left) == 401)

      let one = try await house.signIn()
      let two = try await house.signIn()
      let ended = try await house.database.write { try SessionKeeper().closeAll(of: SampleHouse.warden, in: $0) }
      #expect(ended >= 2)
      #expect(try await mine(one) == 401)
      #expect(try await mine(two) == 401)
    }
  }

  @Test("an account that may no longer sign in is nobody at once", arguments: EngineKind.allCases)
  func locked(_ engine: EngineKind) async throws {
    try await house(engine) { (browser, house) async throws in
      let token = try await house.signIn(SampleHouse.locked)
      #expect(try await browser.get("/api/v1/mine", ["authorization": "Bearer \(token)"]).status == 401)
      #expect(try await browser.get("/mine", ["cookie": "lianzhi=\(token)"]).status == 303)
    }
  }

  @Test("requests of one minute write last-seen once, and ended sessions are forgotten", arguments: EngineKind.allCases)
  func touches(_ engine: EngineKind) async throws {
    try await house(engine) { (browser, house) async throws in
      let token = try await house.signIn()
      let start = house.clock.now
      let seen: @Sendable () async throws -> Int64 = {
        try await house.database.read { try $0.value("SELECT seen_at FROM web_session", as: Int64.self) }
      }
      house.clock.advance(seconds: 59)
      _ = try await browser.get("/mine", ["cookie": "lianzhi=\(token)"])
      #expect(try await seen() == start.milliseconds)
      house.clock.advance(seconds: 1)
      _ = try await browser.get("/mine", ["cookie": "lianzhi=\(token)"])
      #expect(try await seen() == start.milliseconds + 60_000)
      house.clock.advance(seconds: 13 * 3600)
      let now = house.clock.now
      #expect(try await house.database.write { try SessionKeeper().forget(at: now, in: $0) } == 1)
    }
  }
}
