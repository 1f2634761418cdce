import Ground
import HTTPTypes
import SQL
import Testing
import Testkit
import Web

@Suite("Idempotency keys")
struct ReplayTests {
  private func house(_ engine: EngineKind, _ body: @escaping @Sendable (Browser, SampleHouse) async throws -> Void) async throws {
    try await withDatabase(engine, SampleHouse.migrations) { database in
      let house = SampleHouse(database)
      try await house.test { try await body($0, house) }
    }
  }

  @Test("a replay gets the first answer and has no effect", arguments: EngineKind.allCases)
  func replays(_ engine: EngineKind) async throws {
    try await house(engine) { (browser, house) async throws in
      let send: @Sendable (String, String) async throws -> Browser.Answer = {
        try await browser.json(.post, "/api/v1/things", $0, ["idempotency-key": $1])
      }
      let first = try await send(#"{"title":"a","count":1}"#, "key-1")
      let second = try await send(#"{ "count":1, "title":"a" }"#, "key-1")
      #expect(first.status == 201 && second.status == 201 && first.text == second.text)
      #expect(first.header("idempotent-replayed") == nil && second.header("idempotent-replayed") == "true")
      let other = try await send(#"{"title":"b","count":1}"#, "key-1")
      #expect(other.status == 409 && other.json["type"] as? String == "urn:lianzhi:problem:keyReused")
      #expect(try await send(#"{"title":"b"}"#, "key-2").status == 201)
      #expect(try await browser.get("/api/v1/things").text.contains("\"3\"") == false)
      for odd in ["", String(repeating: "k", count: 201), "with space"] {
        #expect(try await send(#"{"title":"c"}"#, odd).status == (400))
      }
    }
  }

  @Test("two visitors without a cookie who choose the same key do not get each other's answer", arguments: EngineKind.allCases)
  func strangers(_ engine: EngineKind) async throws {
    try await withDatabase(engine, SampleHouse.migrations) { database in
      var house = SampleHouse(database)
      house.settings.trustsForwarded = true
      try await house.test { browser in
        let send: @Sendable (String) async throws -> Browser.Answer = {
          try await browser.json(.post, "/api/v1/things", #"{"title":"a"}"#, ["idempotency-key": "1", "x-forwarded-for": $0])
        }
        let first = try await send("192.0.2.1")
        #expect(first.status == 201)
        #expect(try await send("192.0.2.1").header("idempotent-replayed") == "true")
        // Its title is taken, so the second one's own try is refused; the first one's answer is not for it.
        let other = try await send("192.0.2.2")
        #expect(other.status == 409 && other.header("idempotent-replayed") == nil)
      }
      let scopes = try await database.read { try $0.rows("SELECT scope FROM web_answer") { try $0.at(0, as: String.self) } }
      #expect(scopes.count == 1 && scopes.allSatisfy { !$0.contains("192.0.2") })
    }
  }

  @Test("a double click is one effect and the same way on, twice", arguments: EngineKind.allCases)
  func doubleClick(_ engine: EngineKind) async throws {
    try await house(engine) { (browser, house) async throws in
      let form = try await browser.form()
      let first = try await browser.post("/things", form.fields + "&title=a", cookie: form.cookie)
      let second = try await browser.post("/things", form.fields + "&title=a", cookie: form.cookie)
      #expect(first.status == 303 && second.status == 303 && first.header("location") == second.header("location"))
      #expect(house.made.value == 1)
    }
  }

  @Test("many replays at once are one effect and one answer", arguments: EngineKind.allCases)
  func races(_ engine: EngineKind) async throws {
    try await house(engine) { (browser, house) async throws in
      let answers = try await withThrowingTaskGroup(of: Browser.Answer.self) { group in
        for _ in 0..<12 { group.addTask { try await browser.json(.post, "/api/v1/things", #"{"title":"a"}"#, ["idempotency-key": "race"]) } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(Set(answers.map(\.text)).count == 1 && answers.allSatisfy { $0.status == 201 })
      #expect(answers.filter { $0.header("idempotent-replayed") == nil }.count == 1)
      #expect(try await house.database.read { try $0.value("SELECT COUNT(*) FROM thing", as: Int64.self) } == 1)
    }
  }

  @Test("a refusal is not remembered: the same key may try again", arguments: EngineKind.allCases)
  func refusals(_ engine: EngineKind) async throws {
    try await house(engine) { (browser, house) async throws in
      let rename: @Sendable () async throws -> Browser.Answer = {
        try await browser.json(.patch, "/api/v1/things/1", #"{"title":"b"}"#, ["idempotency-key": "k", "if-match": "\"v1\""])
      }
      #expect(try await rename().status == 404)
      #expect(try await browser.json(.post, "/api/v1/things", #"{"title":"a"}"#).status == 201)
      #expect(try await rename().status == 200)
      // The version is no longer 1: only memory can give this answer.
      #expect(try await rename().json["version"] as? Int == 2)
    }
  }

  @Test("a key belongs to its account or browser", arguments: EngineKind.allCases)
  func scopes(_ engine: EngineKind) async throws {
    try await house(engine) { (browser, house) async throws in
      let token = try await house.signIn()
      let key = ["idempotency-key": "k"]
      #expect(try await browser.json(.post, "/api/v1/things", #"{"title":"a"}"#, key).status == 201)
      #expect(
        try await browser.json(.post, "/api/v1/things", #"{"title":"b"}"#, key.merging(["authorization": "Bearer \(token)"]) { $1 }).status == 201)
      #expect(
        try await browser.json(.post, "/api/v1/things", #"{"title":"c"}"#, key.merging(["cookie": "lianzhi_form=AAAAAAAAAAAAAAAAAAAAAA"]) { $1 })
          .status == 201)
    }
  }

  @Test("a cookie that was set is set again by a replay, and memory ends", arguments: EngineKind.allCases)
  func remembersCookies(_ engine: EngineKind) async throws {
    try await house(engine) { (browser, house) async throws in
      let form = try await browser.form()
      let first = try await browser.post("/sign-in", form.fields, cookie: form.cookie)
      let second = try await browser.post("/sign-in", form.fields, cookie: form.cookie)
      #expect(first.cookie("lianzhi") == second.cookie("lianzhi") && first.cookie("lianzhi") != nil)
      let before = house.clock.now
      #expect(try await house.database.write { try RequestMemory.forget(before: before, in: $0) } == 0)
      let after = before.adding(seconds: RequestMemory.retention)
      #expect(try await house.database.write { try RequestMemory.forget(before: after, in: $0) } == 1)
    }
  }
}
