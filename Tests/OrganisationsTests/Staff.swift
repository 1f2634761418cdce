import Ground
import SQL
import Testkit
import Vault
import Web

@testable import Organisations

/// The small town with a room, an account `wang` (desk of the community, grid leader beside) and one that is disabled, `gone`.
struct Staff: Sendable {
  let town: SmallTown
  let database: any Database
  let room: OrganisationsRoom
  let wang: Account

  func check(_ name: String, _ password: String) async throws -> Account {
    try await room.signIns.check(name, password, request: "test", database: database)
  }

  /// Why it was refused, nil when it was not.
  func refusal(_ name: String, _ password: String) async -> Refusal? {
    do {
      _ = try await check(name, password)
      return nil
    } catch { return error as? Refusal }
  }

  func enter(_ name: String, _ password: String) async throws -> Reply {
    try await reply("signIn", ["account": [name], "password": [password]])
  }

  func sessions() async throws -> Int {
    try await database.read { session in try session.value("SELECT COUNT(*) FROM web_session") }
  }

  func caller(_ account: Account) async throws -> Caller {
    let found: Caller? = try await database.read { session in try town.caller(account, in: session) }
    return try unwrap(found)
  }

  func route(_ name: String) throws -> Route { try unwrap(room.routes.first { $0.name == name }) }

  func visit(
    _ route: Route, face: Route.Face? = nil, caller: Caller = .visitor(request: "test"), path: [String: [String]] = [:],
    query: [String: [String]] = [:], body: [String: [String]] = [:], cursor: String? = nil, limit: Int = 50, locale: String = "zh-CN"
  ) throws -> Visit {
    let face: Route.Face = face ?? (route.faces.contains(.page) ? .page : .json)
    return Visit(
      requestID: "test", route: route, face: face, target: route.path, caller: caller, now: town.clock.now, words: town.profile.words(locale),
      pathValues: FieldValues(values: path), query: FieldValues(values: query), body: FieldValues(values: body), cursor: cursor, limit: limit)
  }

  func reply(_ name: String, _ body: [String: [String]], caller: Caller = .visitor(request: "test")) async throws -> Reply {
    let route: Route = try route(name)
    return try await route.handle(try visit(route, caller: caller, body: body))
  }
}

func withStaff<T: Sendable>(_ engine: EngineKind, _ body: @Sendable (Staff) async throws -> T) async throws -> T {
  let town = try SmallTown()
  let hasher = PasswordHasher(cost: .weakForTests)
  let hash: String = try await hasher.hash(SignInTests.password)
  return try await withDatabase(engine, allMigrations + WebSchema.migrations) { database in
    let wang: Account = try await database.write { session in
      try town.settle(in: session)
      let person = try town.person("王敏", phone: "13812345678", in: session)
      try town.hold(try town.post("desk_community", at: "220211004001", in: session), by: person, in: session)
      try town.hold(try town.post("grid_leader", at: "220211004001002", in: session), by: person, in: session)
      try town.account("gone", try town.person("离任", in: session), hash: hash, disabled: true, in: session)
      return try town.account("wang", person, hash: hash, in: session)
    }
    let room = OrganisationsRoom(
      database: database, profile: town.profile, keys: town.keys, passwords: PasswordRules(commonest: ["12345678", "iloveyou"]), ids: town.ids,
      timepiece: town.clock.timepiece, hasher: hasher)
    return try await body(Staff(town: town, database: database, room: room, wang: wang))
  }
}
