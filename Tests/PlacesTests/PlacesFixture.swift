import Ground
import SQL
import Testkit

@testable import Places

/// A database with the demo town of Jilin in it.
func withTown<T: Sendable>(_ engine: EngineKind, _ body: @Sendable (any Database, DemoPlaces) async throws -> T) async throws -> T {
  try await withDatabase(engine, PlacesSchema.migrations) { database in
    let demo = PlacesDemo(profile: try Testkit.profile("jilin"), divisions: try realDivisions(), scale: .town)
    let places = try demo.make(ids: standingIDs())
    try await database.load { session in try demo.save(places, in: session) }
    return try await body(database, places)
  }
}

/// Somebody who holds one post over an area with these permissions.
func caller(over area: Area, _ permissions: Set<Permission> = [.areaRead, .codePrint]) -> Caller {
  let holding = Holding(post: PostID(1), title: "网格长", area: area.id, range: area.range, organisation: nil, permissions: permissions)
  return Caller(account: AccountID(1), person: PersonID(1), name: "王敏", holdings: [holding], request: "test")
}
