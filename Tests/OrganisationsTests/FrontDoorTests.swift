import Foundation
import Ground
import HTTPTypes
import Organisations
import SQL
import Testing
import Testkit

@Suite("Signing in through the front door")
struct FrontDoorTests {
  @Test("a browser: wrong password shown again, right one leads on, the page about me, and out", arguments: EngineKind.allCases)
  func browser(_ engine: EngineKind) async throws {
    try await withStaff(engine) { staff in
      try await atTheDoor(staff) { door in
        let wrong = try await door.submit(["account": "wang", "password": "wrong"], form: "/sign-in?next=/me", to: "/sign-in")
        #expect(wrong.status == 401)
        #expect(wrong.text.contains("账号或密码不对") && wrong.text.contains("value=\"wang\""))
        let right = try await door.submit(
          ["account": "wang", "password": SignInTests.password, "next": "/posts?vacant=1"], form: "/sign-in", to: "/sign-in")
        #expect(right.status == 303)
        #expect(right.headers[.location] == "/posts?vacant=1")
        let session = try #require(right.cookie("lianzhi"))
        for path in ["/me", "/posts", "/organisations"] {
          let page = try await door.send(.get, path, ["cookie": "lianzhi=\(session)"])
          #expect(page.status == 200, "\(path)")
          #expect(page.text.contains("王敏"), "\(path)")
        }
        let out = try await door.submit([:], form: "/me", to: "/sign-out", session: session)
        #expect(out.status == 303)
        #expect(try await door.send(.get, "/me", ["cookie": "lianzhi=\(session)"]).status != 200)
      }
    }
  }

  @Test("a machine: a token opens /me and ends with the session; wrong credentials are a problem", arguments: EngineKind.allCases)
  func machine(_ engine: EngineKind) async throws {
    try await withStaff(engine) { staff in
      try await atTheDoor(staff) { door in
        let wrong = try await door.json(.post, "/api/v1/sessions", #"{"account":"wang","password":"wrong"}"#)
        #expect(wrong.status == 401)
        #expect(wrong.headers[.contentType] == "application/problem+json")
        let right = try await door.json(.post, "/api/v1/sessions", "{\"account\":\"wang\",\"password\":\"\(SignInTests.password)\"}")
        #expect(right.status == 201)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(right.text.utf8)) as? [String: String])
        let bearer: [String: String] = ["authorization": "Bearer \(try #require(object["token"]))"]
        #expect(try await door.send(.get, "/api/v1/me", bearer).text.contains("\"name\":\"王敏\""))
        let posts = try await door.send(.get, "/api/v1/posts?limit=1", bearer)
        #expect(posts.text.contains("\"items\":[{") && posts.text.contains("\"next\":\""))
        #expect(try await door.send(.delete, "/api/v1/session", bearer).status == 204)
        #expect(try await door.send(.get, "/api/v1/me", bearer).status == 401)
      }
    }
  }

  @Test("a locked name is told to wait, as a page and as a problem with Retry-After", arguments: EngineKind.allCases)
  func locked(_ engine: EngineKind) async throws {
    try await withStaff(engine) { staff in
      try await atTheDoor(staff) { door in
        for _ in 0..<6 { _ = await staff.refusal("wang", "wrong") }
        let page = try await door.submit(["account": "wang", "password": SignInTests.password], form: "/sign-in", to: "/sign-in")
        #expect(page.status == 429)
        #expect(page.text.contains("30 秒"))
        let problem = try await door.json(.post, "/api/v1/sessions", "{\"account\":\"wang\",\"password\":\"\(SignInTests.password)\"}")
        #expect(problem.status == 429)
        #expect(problem.headers[.retryAfter] == "30")
      }
    }
  }

  @Test("a password changed once is changed once, though the request comes again", arguments: EngineKind.allCases)
  func replay(_ engine: EngineKind) async throws {
    try await withStaff(engine) { staff in
      try await atTheDoor(staff) { door in
        let right = try await door.json(.post, "/api/v1/sessions", "{\"account\":\"wang\",\"password\":\"\(SignInTests.password)\"}")
        let object = try #require(try JSONSerialization.jsonObject(with: Data(right.text.utf8)) as? [String: String])
        let headers: [String: String] = ["authorization": "Bearer \(try #require(object["token"]))", "idempotency-key": "change-1"]
        let body: String = "{\"current\":\"\(SignInTests.password)\",\"new\":\"another long sentence\"}"
        let first = try await door.json(.post, "/api/v1/me/password", body, headers)
        let second = try await door.json(.post, "/api/v1/me/password", body, headers)
        #expect(first.status == 204)
        #expect(second.status == 204)
        let count: Int = try await staff.database.read { session in
          try session.value("SELECT COUNT(*) FROM journal_entry WHERE verb = 'account.password_changed'")
        }
        #expect(count == 1)
        let bad = try await door.json(
          .post, "/api/v1/me/password", #"{"current":"another long sentence","new":"short"}"#, headers.merging(["idempotency-key": "change-2"]) { $1 }
        )
        #expect(bad.status == 422)
        #expect(bad.text.contains("\"field\":\"new\"") && bad.text.contains("至少要 8 位"))
      }
    }
  }

  @Test("an account shut while it is signed in is out at once", arguments: EngineKind.allCases)
  func shut(_ engine: EngineKind) async throws {
    try await withStaff(engine) { staff in
      try await atTheDoor(staff) { door in
        let right = try await door.json(.post, "/api/v1/sessions", "{\"account\":\"wang\",\"password\":\"\(SignInTests.password)\"}")
        let object = try #require(try JSONSerialization.jsonObject(with: Data(right.text.utf8)) as? [String: String])
        let bearer: [String: String] = ["authorization": "Bearer \(try #require(object["token"]))"]
        #expect(try await door.send(.get, "/api/v1/me", bearer).status == 200)
        try await staff.database.write { session in
          try staff.room.accounts.setDisabled(true, of: staff.wang, by: .system(request: "test"), in: session)
        }
        #expect(try await door.send(.get, "/api/v1/me", bearer).status == 401)
      }
    }
  }
}
