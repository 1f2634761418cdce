import Ground
import HTTPTypes
import Places
import SQL
import Testing
import Testkit
import Vault

@testable import lianzhi

@Suite("A second factor, and who may ask why")
struct SecondFactorJourney {
  private func code(_ secret: String, _ house: OpenHouse, step: Int64 = 0) throws -> String {
    let number: Int64 = TimeCode.number(at: house.clock.timepiece.now().milliseconds / 1000)
    return TimeCode(secret: try unwrap(Base32.decode(secret))).code(number + step)
  }

  private func session(_ door: FrontDoorstep, _ code: String?) async throws -> Answer {
    var fields: [String: String] = ["account": "security", "password": "lianzhi-demo"]
    fields["code"] = code
    return try await door.visitor().json(.post, "/api/v1/sessions", fields)
  }

  @Test("the post gives nothing before it, each code is good once, and a recovery code serves once", arguments: EngineKind.allCases)
  func life(_ engine: EngineKind) async throws {
    try await withHouse(engine) { house, door in
      let before: Visitor = try await door.token("security")
      #expect((try await before.get("/api/v1/accounts")).status == 403)
      let begun: Answer = try await before.json(.post, "/api/v1/me/second-factor")
      #expect(begun.status == 201)
      let secret: String = try unwrap(begun.json["secret"] as? String)
      let wrong: Answer = try await before.json(.post, "/api/v1/me/second-factor/confirmation", ["code": "abcdef"])
      #expect(wrong.status == 422)
      let done: Answer = try await before.json(
        .post, "/api/v1/me/second-factor/confirmation", ["code": try code(secret, house)])
      #expect(done.status == 200)
      let recovery: [String] = try unwrap(done.json["recovery_codes"] as? [String])
      #expect(recovery.count == 10)
      // The session of before has ended, the one that replaced it has the post's permissions.
      #expect((try await before.get("/api/v1/me")).status == 401)
      let after = Visitor(client: door.client, language: "zh-CN", token: try unwrap(done.json["token"] as? String))
      #expect((try await after.get("/api/v1/accounts")).status == 200)

      #expect((try await session(door, nil)).status == 422)
      // The code of the confirmation was used up by it; so is the next one after its first use.
      #expect((try await session(door, try code(secret, house))).status == 422)
      house.clock.advance(seconds: 30)
      let next: String = try code(secret, house)
      #expect((try await session(door, next)).status == 201)
      #expect((try await session(door, next)).status == 422)
      #expect((try await session(door, recovery[0])).status == 201)
      #expect((try await session(door, recovery[0])).status == 422)
    }
  }

  @Test("wrong codes lock the name as wrong passwords do, and right passwords in between do not help", arguments: EngineKind.allCases)
  func lockout(_ engine: EngineKind) async throws {
    try await withHouse(engine) { house, door in
      let before: Visitor = try await door.token("security")
      let secret: String = try unwrap((try await before.json(.post, "/api/v1/me/second-factor")).json["secret"] as? String)
      _ = try await before.json(.post, "/api/v1/me/second-factor/confirmation", ["code": try code(secret, house)])
      house.clock.advance(seconds: 60)
      var statuses: [Int] = []
      for _ in 0..<8 { statuses.append((try await session(door, "000000x")).status) }
      #expect(statuses.prefix(5).allSatisfy { $0 == 422 })
      #expect(statuses.last == 429)
      #expect((try await session(door, try code(secret, house))).status == 429)
    }
  }

  @Test("a browser is asked for the code after the password", arguments: EngineKind.allCases)
  func browser(_ engine: EngineKind) async throws {
    try await withHouse(engine) { house, door in
      let token: Visitor = try await door.token("security")
      let secret: String = try unwrap((try await token.json(.post, "/api/v1/me/second-factor")).json["secret"] as? String)
      _ = try await token.json(.post, "/api/v1/me/second-factor/confirmation", ["code": try code(secret, house)])
      house.clock.advance(seconds: 60)
      let visitor: Visitor = door.visitor()
      let form: Answer = try await visitor.get("/sign-in")
      let asked: Answer = try await visitor.submit(form, to: "/sign-in", ["account": "security", "password": "lianzhi-demo"])
      #expect(asked.status == 200)
      let wrong: Answer = try await visitor.submit(asked, to: "/sign-in/code", ["code": "12"])
      #expect(wrong.status == 422)
      let right: Answer = try await visitor.submit(wrong, to: "/sign-in/code", ["code": try code(secret, house)])
      #expect(right.status == 303)
      #expect((try await visitor.get("/accounts")).status == 200)
    }
  }

  @Test("whoever explains is told the post, the rule and the dates; others only about themselves", arguments: EngineKind.allCases)
  func why(_ engine: EngineKind) async throws {
    try await withHouse(engine) { house, door in
      let audit: Visitor = try await door.token("audit")
      let community: String = try await house.homeCommunity().code
      let yes: Answer = try await audit.get("/api/v1/why?account=desk-community&kind=area&thing=\(community)")
      #expect(yes.status == 200 && yes.json["allowed"] as? Bool == true)
      let no: Answer = try await audit.get("/api/v1/why?account=desk-community&kind=area&thing=\(house.profile.divisionCode)")
      #expect(no.json["allowed"] as? Bool == false)
      #expect(no.text.contains("\"finding\":\"elsewhere\""))
      let grid: Visitor = try await door.token("grid")
      #expect((try await grid.get("/api/v1/why?account=admin")).status == 404)
      #expect((try await grid.get("/api/v1/why?permission=journal.read")).text.contains("role_lacks_permission"))
      // What is out of reach and what is not there look alike to whoever asks about himself.
      let hidden: Answer = try await grid.get("/api/v1/why?kind=area&thing=\(house.profile.divisionCode)")
      let nothing: Answer = try await grid.get("/api/v1/why?kind=area&thing=999999")
      #expect(hidden.text == nothing.text)
    }
  }

  @Test("an account is opened with a password that opens nothing before it is changed", arguments: EngineKind.allCases)
  func account(_ engine: EngineKind) async throws {
    try await withHouse(engine) { house, door in
      let admin: Visitor = try await door.token("admin")
      let made: Answer = try await admin.json(.post, "/api/v1/accounts", ["account": "newcomer", "person": "Wang"])
      #expect(made.status == 201)
      let password: String = try unwrap(made.json["password"] as? String)
      let newcomer: Visitor = try await door.token("newcomer", password: password)
      #expect((try await newcomer.get("/api/v1/me")).json["temporary_password"] as? Bool == true)
      #expect((try await admin.get("/api/v1/accounts?q=newc")).items.map { $0["name"] as? String } == ["newcomer"])
      // The system administrator opens accounts and shuts none.
      let id: String = try unwrap(made.json["id"] as? String)
      let shut: Answer = try await admin.json(.post, "/api/v1/accounts/\(id)/suspension", [:], ["if-match": "\"v1\""])
      #expect(shut.status == 403)
      let power: Answer = try await admin.json(
        .post, "/api/v1/accounts",
        ["account": "second", "person": "Li", "type": "administrator", "area": house.profile.divisionCode])
      #expect(power.status == 403)
    }
  }

  @Test("an account with a post: a vacant one, one that several share, but none that is held", arguments: EngineKind.allCases)
  func accountWithPost(_ engine: EngineKind) async throws {
    try await withHouse(engine) { house, door in
      let admin: Visitor = try await door.token("admin")
      let community: String = try await house.homeCommunity().code
      func open(_ name: String, _ type: String) async throws -> Answer {
        try await admin.json(.post, "/api/v1/accounts", ["account": name, "person": "Li", "type": type, "area": community])
      }
      #expect(try await open("clerk-two", "desk_community").status == 201)
      let shared: [String?] = try await admin.get("/api/v1/accounts?q=clerk-two").items.map { line in
        (line["posts"] as? [[String: any Sendable]])?.first?["type"] as? String
      }
      #expect(shared == ["desk_community"])
      let held: Answer = try await open("secretary-two", "secretary_community")
      #expect(held.status == 422 && held.text.contains("\"area\""))
      #expect(try await admin.get("/api/v1/accounts?q=secretary-two").items.isEmpty)
    }
  }
}
