import Ground
import Organisations
import Places
import SQL
import Testing
import Testkit

@testable import lianzhi

@Suite("A city begins")
struct FoundingTests {
  @Test("with its real divisions, its posts and three administrators who can sign in, once", arguments: EngineKind.allCases, Testkit.cities)
  func founded(_ engine: EngineKind, _ city: String) async throws {
    try await withHouse(engine, city: city, demo: nil) { house, door in
      let (count, founders) = try await FoundCity(house: house.house, words: house.words()).found()
      let divisions: [Division] = try house.house.cities.divisions().filter { $0.code.hasPrefix(house.profile.divisionCode) }
      #expect(count.areas == divisions.count)
      #expect(count.organisations > 5 && count.posts > count.areas)
      #expect(founders.map(\.account) == ["system", "security", "audit"])
      #expect(Set(founders.map(\.password)).count == 3)
      let system = try await door.signIn("system", password: founders[0].password)
      #expect(try await system.get("/areas").status == 200)
      #expect(try await system.get("/api/v1/matters").status == 403)
      #expect(try await door.signIn("audit", password: founders[2].password).get("/me").status == 200)
      await #expect(throws: DemoCity.NotEmpty.self) { try await FoundCity(house: house.house, words: house.words()).found() }
      #expect(try await house.journalFinding() == nil)
    }
  }
}
