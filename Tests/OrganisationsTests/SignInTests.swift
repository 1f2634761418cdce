import Foundation
import Ground
import Markup
import SQL
import Testing
import Testkit
import Vault
import Web

@testable import Organisations

@Suite("Signing in")
struct SignInTests {
  static let password: String = "green bamboo by the river"

  @Test("the right password comes in, however the name is written", arguments: EngineKind.allCases)
  func right(_ engine: EngineKind) async throws {
    try await withStaff(engine) { staff in
      for name in ["wang", " Wang ", "ＷＡＮＧ"] {
        let account: Account = try await staff.check(name, SignInTests.password)
        #expect(account.name == "wang")
      }
    }
  }

  @Test("a wrong password, an unknown name and a disabled account are refused alike", arguments: EngineKind.allCases)
  func wrong(_ engine: EngineKind) async throws {
    try await withStaff(engine) { staff in
      var refusals: [Refusal] = []
      for (name, password) in [("wang", "wrong"), ("nobody", "wrong"), ("gone", SignInTests.password), ("wang", "")] {
        refusals.append(try #require(await staff.refusal(name, password)))
      }
      #expect(Set(refusals).count == 1)
      #expect(refusals.first?.kind == .signInNeeded)
    }
  }

  @Test("five failures are free, then 30 s, 1 min, 2 min … up to an hour, known name or not", arguments: EngineKind.allCases)
  func lockout(_ engine: EngineKind) async throws {
    try await withStaff(engine) { staff in
      for name in ["wang", "nobody"] {
        for _ in 0..<5 { #expect(await staff.refusal(name, "wrong")?.kind == .signInNeeded) }
        #expect(await staff.refusal(name, "wrong")?.kind == .signInNeeded)
        for seconds in [30, 60, 120, 240, 480, 960, 1920, 3600, 3600] {
          let locked: Refusal = try #require(await staff.refusal(name, SignInTests.password))
          #expect(locked.kind == .tooMany)
          #expect(locked.retryAfter == seconds)
          staff.town.clock.advance(seconds: Int64(seconds) - 1)
          #expect(await staff.refusal(name, "wrong")?.retryAfter == 1)
          staff.town.clock.advance(seconds: 1)
          #expect(await staff.refusal(name, "wrong")?.kind == .signInNeeded)
        }
      }
    }
  }

  @Test("the message says how long to wait, in both languages", arguments: EngineKind.allCases)
  func message(_ engine: EngineKind) async throws {
    try await withStaff(engine) { staff in
      for _ in 0..<6 { _ = await staff.refusal("wang", "wrong") }
      let locked: Refusal = try #require(await staff.refusal("wang", "wrong"))
      #expect(staff.town.words(locked.word, locked.arguments).contains("30 秒"))
      #expect(staff.town.profile.words("en")(locked.word, locked.arguments).contains("30 seconds"))
    }
  }

  @Test("coming in forgets the failures; so does a day", arguments: EngineKind.allCases)
  func forgotten(_ engine: EngineKind) async throws {
    try await withStaff(engine) { staff in
      for _ in 0..<5 { _ = await staff.refusal("wang", "wrong") }
      _ = try await staff.check("wang", SignInTests.password)
      for _ in 0..<5 { #expect(await staff.refusal("wang", "wrong")?.kind == .signInNeeded) }
      staff.town.clock.advance(seconds: 24 * 3600 + 1)
      for _ in 0..<6 { #expect(await staff.refusal("wang", "wrong")?.kind == .signInNeeded) }
      #expect(await staff.refusal("wang", "wrong")?.kind == .tooMany)
    }
  }

  @Test("guesses made at the same time do not slip through together", arguments: EngineKind.allCases)
  func burst(_ engine: EngineKind) async throws {
    try await withStaff(engine) { staff in
      let weighed: Int = await withTaskGroup(of: Refusal?.self) { group in
        for _ in 0..<40 { group.addTask { await staff.refusal("wang", "wrong") } }
        var count: Int = 0
        for await refusal in group where refusal?.kind == .signInNeeded { count += 1 }
        return count
      }
      #expect(weighed == 6)
    }
  }

  @Test("the journal has every failure, lock and success of an account, without names or passwords", arguments: EngineKind.allCases)
  func journalled(_ engine: EngineKind) async throws {
    try await withStaff(engine) { staff in
      for _ in 0..<6 { _ = await staff.refusal("wang", "hunter22") }
      _ = await staff.refusal("nobody", "hunter22")
      staff.town.clock.advance(seconds: 30)
      _ = try await staff.enter("wang", SignInTests.password)
      try await staff.database.read { session in
        let verbs: [String] = try session.rows("SELECT verb FROM journal_entry ORDER BY id") { try $0.at(0) }
        #expect(verbs.filter { $0 == "account.sign_in_failed" }.count == 6)
        #expect(verbs.filter { $0 == "account.locked" }.count == 2)
        #expect(verbs.last == "account.signed_in")
        let all: [String] = try session.rows("SELECT before || after || request || subject FROM journal_entry") { try $0.at(0) }
        #expect(!all.joined().contains("wang") && !all.joined().contains("hunter22"))
        let digests: [String] = try session.rows("SELECT name_digest FROM sign_in_count") { try $0.at(0) }
        #expect(!digests.joined().contains("nobody"))
      }
    }
  }

  @Test("a hash made with less cost is replaced when its owner comes in", arguments: EngineKind.allCases)
  func renewed(_ engine: EngineKind) async throws {
    try await withStaff(engine) { staff in
      let cost = try #require(PasswordHasher.Cost(log2N: 5))
      let dearer = SignInDesk(
        keys: staff.town.keys, hasher: PasswordHasher(cost: cost), journal: staff.town.journal, timepiece: staff.town.clock.timepiece)
      let account = try await dearer.check("wang", SignInTests.password, request: "r", database: staff.database)
      #expect(account.hash.contains("ln=5"))
      #expect(account.version == 2)
      _ = try await dearer.check("wang", SignInTests.password, request: "r", database: staff.database)
    }
  }

  @Test("signing in by the form sets a cookie and goes on to a path of this site only", arguments: EngineKind.allCases)
  func form(_ engine: EngineKind) async throws {
    try await withStaff(engine) { staff in
      let goals: [(next: String?, to: String)] = [
        (nil, "/"), ("/matters?state=open", "/matters?state=open"), ("//evil.example", "/"), ("https://evil.example", "/"), ("/\\evil", "/"),
      ]
      for goal in goals {
        var fields: [String: [String]] = ["account": ["wang"], "password": [SignInTests.password]]
        if let next = goal.next { fields["next"] = [next] }
        let reply: Reply = try await staff.reply("signIn", fields)
        #expect(reply.status == 303)
        #expect(reply.headers.first?.value == goal.to)
        #expect(reply.cookies.first?.hasPrefix("lianzhi=") ?? false)
      }
    }
  }

  @Test("signing in by JSON gives a token", arguments: EngineKind.allCases)
  func json(_ engine: EngineKind) async throws {
    try await withStaff(engine) { staff in
      let reply: Reply = try await staff.reply("openSession", ["account": ["wang"], "password": [SignInTests.password]])
      guard case .json(let bytes) = reply.body else { throw Missing() }
      let object = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: String])
      #expect(reply.status == 201)
      #expect(object["token"]?.count == 43)
      #expect(object["expires"]?.hasSuffix("Z") ?? false)
      #expect(try await staff.sessions() == 1)
    }
  }

  @Test("the refused form keeps the name, drops the password and says what is wrong", arguments: EngineKind.allCases)
  func refused(_ engine: EngineKind) async throws {
    try await withStaff(engine) { staff in
      let route: Route = try staff.route("signIn")
      let fields: [String: [String]] = ["account": ["<b>wang"], "password": ["secret secret"], "next": ["/matters"]]
      let visit: Visit = try staff.visit(route, body: fields)
      let refused = try unwrap(route.refused)
      let reply: Reply = try await refused(visit, Refusal(.signInNeeded, "organisations.sign_in_wrong"))
      guard case .page(let page) = reply.body else { throw Missing() }
      let text: String = page.main.text
      #expect(text.contains("value=\"&lt;b&gt;wang\""))
      #expect(!text.contains("secret secret"))
      #expect(text.contains("账号或密码不对") && text.contains("role=\"alert\""))
      #expect(text.contains("name=\"next\" value=\"/matters\""))
      #expect(text.contains("name=\"_csrf\"") && text.contains("name=\"_key\""))
    }
  }
}
