import Foundation
import Ground
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Markup
import SQL
import Synchronization
import Testkit
import Vault
import Web

/// A small site for the tests: things that can be made, read, listed and changed, by anybody or by a signed-in warden.
struct SampleHouse: Sendable {
  let database: any Database
  let clock: FakeClock = FakeClock()
  let keys: KeyRing = .ephemeral()
  let lines: LineCollector = LineCollector()
  var settings: SiteSettings = SiteSettings()
  var assetFolders: [String] = []
  /// How often a thing was really made.
  let made: Counter = Counter()

  static let migrations: [Migration] =
    WebSchema.migrations + [
      Migration(
        "sample.1.thing", ["CREATE TABLE thing (id BIGINT PRIMARY KEY, title TEXT NOT NULL UNIQUE, version BIGINT NOT NULL)"])
    ]

  static let warden: AccountID = AccountID(7)
  static let locked: AccountID = AccountID(8)

  init(_ database: any Database) { self.database = database }

  var site: Site {
    let words = SampleHouse.words
    return Site(
      routes: routes, database: database, locales: ["zh-CN", "en"], words: { words[$0] ?? Words(locale: $0, texts: [:]) },
      timepiece: clock.timepiece, keys: keys, identify: SampleHouse.identify,
      menu: { words, _ in [MenuEntry(key: "things", title: words("refusal.where"), href: "/things")] }, assetFolders: assetFolders,
      settings: settings, log: lines.log, gauges: [Gauge("sample_gauge", help: "A figure.") { 3 }])
  }

  func test<Value>(_ setup: TestingSetup = .router, _ body: @Sendable (Browser) async throws -> Value) async throws -> Value {
    try await site.application().test(setup) { client in try await body(Browser(client: client)) }
  }

  private static let identify: Site.Identify = { _, account, _, request in
    guard account != locked else { return nil }
    let range = PlaceRange(Place(0), Place(9))
    let holding = Holding(
      post: PostID(1), title: "warden", area: AreaID(1), range: range, organisation: nil, permissions: [.matterRead])
    return Caller(account: account, person: PersonID(1), name: "Warden <b>", holdings: [holding], request: request)
  }

  /// The room's own words, as they stand in the repository.
  static let words: [String: Words] = {
    var out: [String: Words] = [:]
    for locale in ["zh-CN", "en"] { out[locale] = Words(locale: locale, texts: texts(locale)) }
    return out
  }()

  static func texts(_ locale: String) -> [String: String] {
    let file = repositoryRoot.appending(path: "cities/_base/words.web.\(locale).yaml")
    let lines = ((try? String(contentsOf: file, encoding: .utf8)) ?? "").split(separator: "\n")
    var out: [String: String] = [:]
    for line in lines where !line.hasPrefix("#") {
      guard let colon = line.range(of: ": ") else { continue }
      out[String(line[..<colon.lowerBound])] = String(line[colon.upperBound...])
    }
    return out
  }

  /// A cursor of another list, signed by other keys.
  func sealed(_ text: String) -> String {
    Visit(
      requestID: "x", route: routes[0], face: .json, target: "/", caller: .visitor(request: "x"), now: clock.now,
      words: Words(locale: "en", texts: [:])
    ).sealed(cursor: text)
  }

  /// A session of the warden, as sign-in would open it.
  func signIn(_ account: AccountID = warden) async throws -> String {
    let keeper = SessionKeeper()
    let now = clock.now
    return try await database.write { try keeper.open(account, at: now, in: $0).token }
  }
}

final class Counter: Sendable {
  private let count: Mutex<Int> = Mutex(0)
  var value: Int { count.withLock { $0 } }
  func add() { count.withLock { $0 += 1 } }
}

final class LineCollector: Sendable {
  private let lines: Mutex<[String]> = Mutex([])
  var all: [String] { lines.withLock { $0 } }
  var log: RequestLog { RequestLog { line in self.lines.withLock { $0.append(String(decoding: line, as: UTF8.self)) } } }
}
