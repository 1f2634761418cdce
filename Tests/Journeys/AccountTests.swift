import Ground
import HTTPTypes
import Organisations
import SQL
import Testing
import Testkit
import Vault

@testable import lianzhi

@Suite("Accounts from the command line")
struct AccountTests {
  @Test("a new account with a post comes in, a disabled one does not, an enabled one does again", arguments: EngineKind.allCases)
  func life(_ engine: EngineKind) async throws {
    try await withHouse(engine) { house, door in
      let clerk = AccountClerk(house: house.house)
      let hash: String = try await house.house.hasher.hash("three green bamboos")
      let post: PostID = try await vacant("grid_leader", house)
      try await clerk.create("new-chief", person: "Wang", post: "\(post)", hash: hash)
      let chief: Visitor = try await door.signIn("new-chief", password: "three green bamboos")
      #expect(try await chief.get("/areas").status == 200)
      try await clerk.setDisabled(true, "new-chief")
      #expect(try await chief.get("/me").status == 303)
      await #expect(throws: FrontDoorstep.NotLetIn.self) { try await door.signIn("new-chief", password: "three green bamboos") }
      try await clerk.setDisabled(false, "new-chief")
      #expect(try await door.signIn("new-chief", password: "three green bamboos").get("/me").status == 200)
    }
  }

  @Test("a post that is held by one is not given to a second, and then there is no account either", arguments: EngineKind.allCases)
  func held(_ engine: EngineKind) async throws {
    try await withHouse(engine) { house, _ in
      let clerk = AccountClerk(house: house.house)
      let held: PostID = try await house.database.read { session in
        try unwrap(session.first("SELECT p.id FROM post p WHERE p.type = 'security_administrator'") { try $0.at(0) })
      }
      let refused: Refusal? = await #expect(throws: Refusal.self) {
        try await clerk.create("second", person: "Wang", post: held.description, hash: "x")
      }
      #expect(refused?.fields.map(\.word) == ["posts.problem.held"])
      #expect(try await house.database.read { try AccountRecords().account(named: "second", in: $0) } == nil)
      let desk: PostID = try await house.database.read { session in
        try unwrap(session.first("SELECT p.id FROM post p WHERE p.type = 'desk_community' ORDER BY p.place") { try $0.at(0) })
      }
      try await clerk.create("second", person: "Wang", post: desk.description, hash: "x")
      let entries: Int = try await house.database.read {
        try $0.value("SELECT COUNT(*) FROM journal_entry WHERE verb = 'post.appointed' AND subject_id = \(desk)")
      }
      #expect(entries == 1)
    }
  }

  private func vacant(_ type: String, _ house: OpenHouse) async throws -> PostID {
    try await house.database.read { session in
      let query: Query = """
        SELECT p.id FROM post p WHERE p.type = \(type) AND p.valid_until IS NULL AND NOT EXISTS (
          SELECT 1 FROM post_holding h WHERE h.post_id = p.id AND h.valid_until IS NULL) ORDER BY p.place LIMIT 1
        """
      return try unwrap(session.first(query) { try $0.at(0) })
    }
  }

  @Test("a second factor that is lost is reset at the machine, and the password lets its owner set up another", arguments: EngineKind.allCases)
  func factor(_ engine: EngineKind) async throws {
    try await withHouse(engine) { house, door in
      let clerk = AccountClerk(house: house.house)
      await #expect(throws: Refusal(.conflict, "access.factor.none")) { try await clerk.resetSecondFactor(of: "security") }
      let security: Visitor = try await door.token("security")
      let secret: String = try unwrap((try await security.json(.post, "/api/v1/me/second-factor")).json["secret"] as? String)
      let number: Int64 = TimeCode.number(at: house.clock.now.milliseconds / 1000)
      let code: String = TimeCode(secret: try unwrap(Base32.decode(secret))).code(number)
      let set: Answer = try await security.json(.post, "/api/v1/me/second-factor/confirmation", ["code": code])
      let signedIn = Visitor(client: door.client, language: "zh-CN", token: try unwrap(set.json["token"] as? String))
      #expect(try await signedIn.get("/api/v1/roles").status == 200)
      await #expect(throws: FrontDoorstep.NotLetIn.self) { _ = try await door.token("security") }

      try await clerk.resetSecondFactor(of: "security")
      #expect(try await signedIn.get("/api/v1/me").status == 401)
      let again: Visitor = try await door.token("security")
      #expect(try await again.get("/api/v1/roles").status == 403)
      #expect(try await again.json(.post, "/api/v1/me/second-factor").status == 201)
      let entries: [String] = try await house.database.read { session in
        try session.rows("SELECT request FROM journal_entry WHERE verb = 'account.second_factor_reset'") { try $0.at(0) }
      }
      #expect(entries == ["command line"])
      #expect(try await house.journalFinding() == nil)
    }
  }

  @Test("an unknown account or post is named, and nothing is half done", arguments: EngineKind.allCases)
  func unknown(_ engine: EngineKind) async throws {
    try await withHouse(engine) { house, _ in
      let clerk = AccountClerk(house: house.house)
      await #expect(throws: AccountClerk.Unknown.self) { try await clerk.setDisabled(true, "nobody") }
      await #expect(throws: AccountClerk.Unknown.self) { try await clerk.create("new", person: "Wang", post: "12", hash: "x") }
      let count: Int = try await house.database.read { try $0.value("SELECT count(*) FROM account WHERE name = 'new'") }
      #expect(count == 0)
    }
  }
}
