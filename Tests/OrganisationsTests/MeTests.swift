import Ground
import Markup
import SQL
import Testing
import Testkit
import Web

@testable import Organisations

@Suite("My account")
struct MeTests {
  @Test("the page says which posts I hold and why I can see things, in both languages", arguments: EngineKind.allCases)
  func page(_ engine: EngineKind) async throws {
    try await withStaff(engine) { staff in
      let caller: Caller = try await staff.caller(staff.wang)
      let route: Route = try staff.route("showMe")
      let reply: Reply = try await route.handle(try staff.visit(route, caller: caller))
      guard case .page(let page) = reply.body else { throw Missing() }
      let text: String = page.main.text
      #expect(text.contains("社区派单席") && text.contains("网格长"))
      #expect(text.contains("范围：区域220211004001及以下"))
      #expect(text.contains("派单、"))
      #expect(!text.contains("organisations."))
      let english: Reply = try await route.handle(try staff.visit(route, caller: caller, locale: "en"))
      guard case .page(let other) = english.body else { throw Missing() }
      #expect(other.main.text.contains("What you can see and do comes from these posts."))
    }
  }

  @Test("JSON lists the holdings with their permissions", arguments: EngineKind.allCases)
  func json(_ engine: EngineKind) async throws {
    try await withStaff(engine) { staff in
      let route: Route = try staff.route("showMe")
      let reply: Reply = try await route.handle(try staff.visit(route, face: .json, caller: try await staff.caller(staff.wang)))
      guard case .json(let bytes) = reply.body else { throw Missing() }
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(text.contains("\"account\":\"wang\"") && text.contains("\"matter.dispatch\"") && text.contains("\"within\":\"area\""))
    }
  }

  @Test("a new password ends the other sessions and the old password", arguments: EngineKind.allCases)
  func change(_ engine: EngineKind) async throws {
    try await withStaff(engine) { staff in
      _ = try await staff.enter("wang", SignInTests.password)
      _ = try await staff.enter("wang", SignInTests.password)
      #expect(try await staff.sessions() == 2)
      let caller: Caller = try await staff.caller(staff.wang)
      let fields: [String: [String]] = ["current": [SignInTests.password], "new": ["another long sentence"]]
      let reply: Reply = try await staff.reply("changePassword", fields, caller: caller)
      #expect(reply.headers.first?.value == "/me?changed=1")
      #expect(try await staff.sessions() == 0)
      #expect(await staff.refusal("wang", SignInTests.password)?.kind == .signInNeeded)
      _ = try await staff.check("wang", "another long sentence")
      let count: Int = try await staff.database.read { session in
        try session.value("SELECT COUNT(*) FROM journal_entry WHERE verb = 'account.password_changed'")
      }
      #expect(count == 1)
    }
  }

  @Test(
    "a new password that breaks a rule is refused by its field",
    arguments: [
      ("short", "organisations.password_short"), ("12345678", "organisations.password_common"), ("ILoveYou", "organisations.password_common"),
      (String(repeating: "长", count: 129), "organisations.password_long"), (SignInTests.password, "organisations.password_same"),
    ])
  func rules(_ new: String, _ word: String) async throws {
    try await withStaff(.sqlite) { staff in
      let caller: Caller = try await staff.caller(staff.wang)
      let refusal = await #expect(throws: Refusal.self) {
        _ = try await staff.reply("changePassword", ["current": [SignInTests.password], "new": [new]], caller: caller)
      }
      #expect(refusal?.kind == .invalid)
      #expect(refusal?.fields.map(\.word) == [word])
      #expect(refusal?.fields.first?.field == "new")
      _ = try await staff.check("wang", SignInTests.password)
    }
  }

  @Test("the current password must be right, and guessing it is locked like signing in", arguments: EngineKind.allCases)
  func current(_ engine: EngineKind) async throws {
    try await withStaff(engine) { staff in
      let caller: Caller = try await staff.caller(staff.wang)
      let fields: [String: [String]] = ["current": ["wrong"], "new": ["another long sentence"]]
      for _ in 0..<6 {
        let refusal = await #expect(throws: Refusal.self) { _ = try await staff.reply("changePassword", fields, caller: caller) }
        #expect(refusal?.fields.map(\.word) == ["organisations.password_wrong"])
      }
      let locked = await #expect(throws: Refusal.self) { _ = try await staff.reply("changePassword", fields, caller: caller) }
      #expect(locked?.kind == .tooMany)
    }
  }

  @Test("the rule about the name compares as sign-in names are compared")
  func name() {
    let rules = PasswordRules(commonest: [])
    #expect(rules.problem("Desk-Community", account: "desk-community", field: "new")?.word == "organisations.password_is_name")
    #expect(rules.problem("desk-community-2", account: "desk-community", field: "new") == nil)
  }
}
