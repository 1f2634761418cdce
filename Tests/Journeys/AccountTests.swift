import Ground
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
      let post: Int64 = try await house.database.read { try $0.value("SELECT id FROM post WHERE type = 'grid_leader' ORDER BY place LIMIT 1") }
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
