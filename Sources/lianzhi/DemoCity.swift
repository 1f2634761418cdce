import Ground
import Organisations
import Places
import SQL
import Vault

/// Fills an empty database with a demo city.
struct DemoCity: Sendable {
  let house: House
  let scale: DemoScale

  struct Count: Sendable, Equatable {
    var areas: Int
    var buildings: Int
    var posts: Int
  }

  struct NotEmpty: Error {}

  /// - Throws: ``NotEmpty`` when there is an area already, also when another process was faster.
  func load() async throws -> Count {
    guard try await DemoCity.isEmpty(house.database) else { throw NotEmpty() }
    let placesDemo = PlacesDemo(profile: house.profile, divisions: try house.cities.divisions(), scale: scale)
    let staffDemo = OrganisationsDemo(profile: house.profile, names: try house.cities.names(), scale: scale)
    let hash: String = try await house.hasher.hash(OrganisationsDemo.password)
    let places: DemoPlaces = try placesDemo.make(ids: house.ids)
    let staff: DemoStaff = staffDemo.make(places, passwordHash: hash, now: house.timepiece.now(), ids: house.ids)
    let seal: PersonSeal = house.organisations.seal
    let journal: Journal = house.journal
    try await house.database.load { session in
      guard try DemoCity.isEmpty(session) else { throw NotEmpty() }
      try placesDemo.save(places, in: session)
      try staffDemo.save(staff, seal: seal, in: session)
      // Matters: the demo's matters belong into this transaction.
      guard let city = places.tree.areas.first else { return }
      let draft = JournalDraft("demo.loaded", subject: "area", id: city.id.raw, place: city.place, after: ["scale": scale.rawValue])
      try journal.append(draft, by: .system(request: "demo"), in: session)
    }
    return Count(areas: places.tree.areas.count, buildings: places.buildings.count, posts: staff.posts.count)
  }

  static func isEmpty(_ database: any Database) async throws -> Bool {
    try await database.read { try isEmpty($0) }
  }

  private static func isEmpty(_ session: any Session) throws -> Bool {
    try session.first("SELECT 1 FROM area LIMIT 1") == nil
  }
}
