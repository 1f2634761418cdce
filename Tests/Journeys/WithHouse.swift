import Foundation
import Ground
import HummingbirdTesting
import Places
import SQL
import Testkit
import Vault
import Web

@testable import lianzhi

/// Puts the whole program together on a fresh database of the engine, with the town of the demo city in it, and speaks HTTP
/// with it in memory, as browsers and machines do. The clock stands still until the test moves it.
///
/// ```swift
/// try await withHouse(engine, city: "jilin") { house, door in
///   let desk = try await door.signIn("desk-community")            // a browser of its own, with its cookies
///   let page = try await desk.get("/matters")                     // an Answer: status, text, headers, json
///   let done = try await desk.submit(page, to: "/matters/1/dispatch", ["post": "12"])   // the page's own hidden fields go with it
///   let after = try await desk.follow(done)                       // the page of a 303
///   let resident = door.visitor()                                 // somebody without an account
///   let machine = try await door.token("desk-community")          // Authorization: Bearer
///   house.clock.advance(seconds: 3600)
/// }
/// ```
func withHouse<T: Sendable>(
  _ engine: EngineKind, city: String = "jilin", demo: DemoScale? = .town,
  _ body: @escaping @Sendable (OpenHouse, FrontDoorstep) async throws -> T
) async throws -> T {
  try await withTemporaryFolder { folder in
    try await withDatabase(engine, House.migrations) { database in
      let clock = FakeClock()
      let house = try House(
        profile: try Testkit.profile(city), cities: CityFolder(path: Testkit.citiesFolder), database: database, keys: .ephemeral(),
        files: folder.appending(path: "files").path, timepiece: clock.timepiece, hasher: PasswordHasher(cost: .weakForTests))
      if let demo { _ = try await DemoCity(house: house, scale: demo).load() }
      let open = OpenHouse(house: house, clock: clock, folder: folder)
      let site: Site = house.site(assets: repositoryRoot.appending(path: "Assets").path, log: .silent)
      return try await site.application().test(.router) { client in try await body(open, FrontDoorstep(client: client)) }
    }
  }
}

/// A house with its doors open, and what a test may look at behind them.
struct OpenHouse: Sendable {
  let house: House
  let clock: FakeClock
  /// The test's own; gone when it ends.
  let folder: URL

  var database: any Database { house.database }
  var profile: CityProfile { house.profile }

  func words(_ locale: String = "zh-CN") -> Words { profile.words(locale) }

  /// The demo's area with this code.
  func area(_ code: String) async throws -> Area {
    let area: Area? = try await database.read { try AreaRecords().find(code: code, in: $0) }
    return try unwrap(area)
  }

  /// The grid in which the demo's accounts work.
  func homeGrid() async throws -> Area { try await first(level: try unwrap(profile.levels.last).id) }

  /// The community in which the demo's accounts work.
  func homeCommunity() async throws -> Area { try await first(level: try unwrap(profile.levels.dropLast().last).id) }

  /// A code that hangs in the grid of the demo's accounts: what follows `/q/`.
  func doorCode(_ kind: DoorCode.Kind = .building) async throws -> String {
    let grid: Area = try await homeGrid()
    let range: PlaceRange = kind == .area ? try await homeCommunity().range : grid.range
    let code: DoorCode? = try await database.read { try DoorCodeRecords().within(range, kind: kind, limit: 1, in: $0).first }
    return try unwrap(code).code
  }

  /// What is wrong with the journal, all of it sealed first; nil when nothing is.
  func journalFinding() async throws -> JournalFinding? {
    let heads = try HeadsFile(path: folder.appending(path: "journal.heads").path)
    try await Housekeeping(house: house, heads: heads, complain: { _ in }).seal()
    let published: JournalHeads = try HeadsFile.read(heads.path)
    return try await database.read { try JournalVerifier().verify($0, publishedHeads: published.heads) }
  }

  private func first(level: String) async throws -> Area {
    let range: PlaceRange = try unwrap(PlaceRange(code: profile.demo.subdistrict))
    let found: Area? = try await database.read { try AreaRecords().within(range, level: level, in: $0).first }
    return try unwrap(found)
  }
}

struct Missing: Error {}

func unwrap<T>(_ value: T?) throws -> T {
  guard let value else { throw Missing() }
  return value
}
