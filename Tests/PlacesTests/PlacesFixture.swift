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
  Caller(
    account: AccountID(1), person: PersonID(1), name: "王敏", holdings: [holding(1, over: area, permissions)], request: "test")
}

/// Somebody with a post over each of these areas; of the first only matters may be read when `isHolding` is false.
func caller(over areas: [Area], isHolding: Bool) -> Caller {
  var holdings: [Holding] = []
  for (index, area) in areas.enumerated() {
    holdings.append(holding(Int64(index + 1), over: area, index == 0 && !isHolding ? [.matterRead] : [.areaRead]))
  }
  return Caller(account: AccountID(1), person: PersonID(1), name: "王敏", holdings: holdings, request: "test")
}

private func holding(_ post: Int64, over area: Area, _ permissions: Set<Permission>) -> Holding {
  Holding(post: PostID(post), title: "网格长", area: area.id, range: area.range, organisation: nil, permissions: permissions)
}
