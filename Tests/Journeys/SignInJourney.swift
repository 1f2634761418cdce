import Ground
import Organisations
import Places
import SQL
import Testing
import Testkit

@testable import lianzhi

@Suite("Coming in")
struct SignInJourney {
  @Test("every demo account comes in, sees its own page and goes out again", arguments: EngineKind.allCases)
  func everyone(_ engine: EngineKind) async throws {
    try await withHouse(engine) { house, door in
      let names = try house.house.cities.names()
      let accounts: [DemoAccount] = OrganisationsDemo(profile: house.profile, names: names, scale: .town).accounts
      #expect(accounts.count == 13)
      for account in accounts {
        let staff: Visitor = try await door.signIn(account.name)
        let me: Answer = try await staff.get("/me")
        #expect(me.status == 200 && me.text.contains(account.name), "\(account.name)")
        let out: Answer = try await staff.submit(me, to: "/sign-out")
        #expect(out.status == 303)
        #expect(try await staff.get("/me").location?.hasPrefix("/sign-in") == true)
      }
    }
  }

  @Test("the front door leads a visitor to the sign-in and staff to their own pages", arguments: EngineKind.allCases)
  func frontDoor(_ engine: EngineKind) async throws {
    try await withHouse(engine) { _, door in
      #expect(try await door.visitor().get("/").status < 400)
      let desk: Visitor = try await door.signIn("desk-community")
      let home: Answer = try await desk.get("/")
      #expect(home.status == 200 || home.status == 303)
    }
  }

  @Test("a desk may print the codes of its community and no other's", arguments: EngineKind.allCases)
  func codes(_ engine: EngineKind) async throws {
    try await withHouse(engine) { house, door in
      let desk: Visitor = try await door.signIn("desk-community")
      let own: Answer = try await desk.get("/areas/\(try await house.homeCommunity().id)/codes")
      #expect(own.status == 200 && own.text.contains("<svg"))
      let city: Answer = try await desk.get("/areas/\(try await house.area(house.profile.divisionCode).id)/codes")
      #expect(city.status == 404)
    }
  }

  @Test("a machine with a token sees what its account sees", arguments: EngineKind.allCases)
  func machine(_ engine: EngineKind) async throws {
    try await withHouse(engine, city: "zhenjiang") { _, door in
      let machine: Visitor = try await door.token("desk-street")
      #expect(try await machine.get("/api/v1/areas").items.isEmpty == false)
      #expect(try await door.visitor().get("/api/v1/areas").status == 401)
    }
  }
}
