import Foundation
import Ground
import HTTPTypes
import Organisations
import Places
import SQL
import Testing
import Testkit
import Vault

@testable import lianzhi

@Suite("Who may do what, over HTTP")
struct AccessJourney {
  @Test(
    "the security administrator has nothing before the second factor, edits a role after it, and takes the edit back", arguments: EngineKind.allCases)
  func security(_ engine: EngineKind) async throws {
    try await withHouse(engine) { house, door in
      let first = try await door.token("security")
      #expect(try await first.get("/api/v1/roles").status == 403)
      let (security, secret) = try await enrol(first, house, door)
      // With the password alone one does not come in any more, and a code is good once.
      await #expect(throws: FrontDoorstep.NotLetIn.self) { _ = try await door.token("security") }
      let again = try await door.visitor().json(
        .post, "/api/v1/sessions", ["account": "security", "password": OrganisationsDemo.password, "code": code(secret, house)])
      #expect(again.status != 201 && again.status < 500)
      let roles = try await security.get("/api/v1/roles")
      #expect(roles.status == 200)
      try await edit(security, house)
      #expect(try await house.journalFinding() == nil)
    }
  }

  /// Grid leaders lose the right to see numbers: previewed, refused without a reason, made, counted at once, taken back.
  private func edit(_ security: Visitor, _ house: OpenHouse) async throws {
    let role = try await security.get("/api/v1/roles/grid_leader")
    #expect(role.status == 200, "\(role.text)")
    let permissions = try unwrap(role.json["permissions"] as? [String])
    #expect(permissions.contains("contact.reveal"))
    let kept: [String] = permissions.filter { $0 != "contact.reveal" }.map { $0.replacing(".", with: "_") }
    let query: String = kept.map { "\($0)=true" }.joined(separator: "&")
    let preview = try await security.get("/api/v1/roles/grid_leader/preview?\(query)")
    #expect(preview.status == 200, "\(preview.text)")
    let changes = try unwrap(preview.json["changes"] as? [[String: any Sendable]])
    #expect(changes.count == 1 && changes[0]["permission"] as? String == "contact.reveal" && changes[0]["gained"] as? Bool == false)
    let grids: Int = try await house.database.read { session in
      try session.value(
        """
        SELECT COUNT(*) FROM post p WHERE p.type = 'grid_leader' AND (
          EXISTS (SELECT 1 FROM post_holding h WHERE h.post_id = p.id AND h.valid_until IS NULL)
          OR EXISTS (SELECT 1 FROM post_stand_in s WHERE s.post_id = p.id AND s.kind = 'acting'))
        """)
    }
    #expect((changes[0]["posts"] as? [String])?.count == grids)
    func send(_ role: String, _ permissions: [String], reason: String?, seen: Answer) async throws -> Answer {
      let flags: [String] = permissions.map { "\"\($0.replacing(".", with: "_"))\":true" }
      let body: String = "{\((flags + (reason.map { ["\"reason\":\"\($0)\""] } ?? [])).joined(separator: ","))}"
      let fields: [String: String] = try headers(seen).merging(["content-type": "application/json"]) { given, _ in given }
      return try await security.send(.post, "/api/v1/roles/\(role)/edits", fields, Array(body.utf8))
    }
    func headers(_ answer: Answer) throws -> [String: String] {
      ["if-match": try unwrap(answer.header("etag")), "idempotency-key": UUID().uuidString]
    }
    #expect(try await send("grid_leader", kept, reason: nil, seen: role).status == 422)
    let edited = try await send("grid_leader", kept, reason: "号码只给社区", seen: role)
    #expect(edited.status == 200, "\(edited.text)")
    #expect((edited.json["permissions"] as? [String])?.contains("contact.reveal") == false)
    #expect(try await send("grid_leader", kept, reason: "再来一次", seen: role).status == 412)
    let grid = try await house.database.read { session in
      try house.house.organisations.callers.caller(
        unwrap(AccountRecords().account(named: "grid", in: session)).id, at: house.clock.now, request: "test", in: session)
    }
    #expect(grid?.may(.contactReveal) == false && grid?.may(.matterHandle) == true)
    let change: Int64 = try await house.database.read { try $0.value("SELECT id FROM role_change") }
    let elsewhere = try await security.json(.post, "/api/v1/roles/administrator/edits/\(change)/reversal", [:], try headers(edited))
    #expect(elsewhere.status == 404)
    let undone = try await security.json(.post, "/api/v1/roles/grid_leader/edits/\(change)/reversal", [:], try headers(edited))
    #expect((undone.json["permissions"] as? [String])?.contains("contact.reveal") == true, "\(undone.text)")
    // What the three administrators are apart for cannot be put into one role, and nobody locks the city out.
    let admin = try await security.get("/api/v1/roles/administrator")
    let grave: [String] = try unwrap(admin.json["permissions"] as? [String]) + ["journal.read"]
    #expect(try await send("administrator", grave, reason: "x", seen: admin).status == 409)
    let own = try await security.get("/api/v1/roles/security_administrator")
    #expect(try await send("security_administrator", ["area.read"], reason: "x", seen: own).status == 409)
    try await leave(security, house)
  }

  /// The last one does not leave either, and reads from which day nobody would be there.
  private func leave(_ security: Visitor, _ house: OpenHouse) async throws {
    let post: Int64 = try await house.database.read { try $0.value("SELECT id FROM post WHERE type = 'security_administrator'") }
    let seen = try await security.get("/api/v1/posts/\(post)")
    let today: CivilDay = house.profile.calendar.localDay(house.clock.now)
    for act in ["ending", "retirement"] {
      let fields: [String: String] = ["if-match": try unwrap(seen.header("etag")), "idempotency-key": UUID().uuidString]
      let said = try await security.json(.post, "/api/v1/posts/\(post)/\(act)", ["last_day": today.description], fields)
      #expect(said.status == 409 && said.text.contains(today.adding(days: 1).description), "\(said.text)")
    }
  }

  private func enrol(_ visitor: Visitor, _ house: OpenHouse, _ door: FrontDoorstep) async throws -> (Visitor, [UInt8]) {
    let begun = try await visitor.json(.post, "/api/v1/me/second-factor", [:], ["idempotency-key": UUID().uuidString])
    #expect(begun.status == 201, "\(begun.text)")
    let secret: [UInt8] = try bytes(try unwrap(begun.json["secret"] as? String))
    let confirmed = try await visitor.json(
      .post, "/api/v1/me/second-factor/confirmation", ["code": code(secret, house)], ["idempotency-key": UUID().uuidString])
    #expect(confirmed.status == 200, "\(confirmed.text)")
    #expect((confirmed.json["recovery_codes"] as? [String])?.count == 10)
    return (Visitor(client: door.client, language: "zh-CN", token: try unwrap(confirmed.json["token"] as? String)), secret)
  }

  private func code(_ secret: [UInt8], _ house: OpenHouse) -> String {
    TimeCode(secret: secret).code(TimeCode.number(at: house.clock.now.milliseconds / 1000))
  }

  /// Base 32 read by hand, so that what a telephone reads is tested and not what we write.
  private func bytes(_ typed: String) throws -> [UInt8] {
    let alphabet: [Character] = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    var out: [UInt8] = []
    var held: UInt32 = 0
    var bits = 0
    for character in typed where character != " " {
      held = held << 5 | UInt32(try unwrap(alphabet.firstIndex(of: character)))
      bits += 5
      if bits >= 8 {
        bits -= 8
        out.append(UInt8(truncatingIfNeeded: held >> UInt32(bits)))
      }
    }
    return out
  }

  @Test("a new account is offered with posts that may be given along with it, and with no others", arguments: EngineKind.allCases)
  func offered(_ engine: EngineKind) async throws {
    try await withHouse(engine) { house, door in
      let admin = try await door.signIn("admin")
      let form = try await admin.get("/accounts/new")
      #expect(form.status == 200)
      let duties: Set<String> = ["administrator", "security_administrator", "audit_administrator"]
      let missing: Set<String> = Set(house.profile.postTypes.map(\.id).filter { !form.text.contains("value=\"\($0)\"") })
      #expect(missing == duties)
      // What is offered is not refused for what the caller may not give; what is not offered is.
      let token = try await door.token("admin")
      let city: String = house.profile.divisionCode
      for type in ["organisation_department", "audit_administrator"] {
        let order: [String: String] = ["account": "new-\(type)", "person": "周宁", "type": type, "area": city]
        let said = try await token.json(.post, "/api/v1/accounts", order, ["idempotency-key": UUID().uuidString])
        #expect((said.status == 201) == !duties.contains(type), "\(type): \(said.text)")
      }
    }
  }

  @Test("each asks why about himself, an administrator about others, and the answer names the post", arguments: EngineKind.allCases)
  func why(_ engine: EngineKind) async throws {
    try await withHouse(engine) { house, door in
      let grid = try await door.signIn("grid")
      let own = try await grid.get("/why?permission=matter.handle")
      #expect(own.status == 200 && own.text.contains(house.words()("post.grid_leader")))
      #expect(try await grid.get("/api/v1/why?account=admin&permission=matter.read").status == 404)
      let admin = try await door.signIn("admin")
      let city = try await house.area(house.profile.divisionCode)
      let told = try await admin.get("/why?account=grid&permission=matter.dispatch&kind=area&thing=\(city.code)")
      #expect(told.status == 200 && told.text.contains(house.words()("role.grid_leader")))
      let audit = try await door.signIn("audit")
      #expect(try await audit.get("/journal").status == 200)
      #expect(try await audit.get("/journal?verb=demo").text.contains(house.words()("journal.demo.loaded")))
      #expect(try await audit.get("/journal?account=nobody-here").status == 422)
      #expect(try await audit.get("/separation").status == 200)
      #expect(try await audit.get("/roles").status == 200)
      #expect(try await audit.get("/accounts").status == 403)
      #expect(try await admin.get("/journal").status == 403)
      #expect(try await admin.get("/accounts").status == 200)
    }
  }
}
