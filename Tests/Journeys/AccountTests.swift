import Ground
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
