import Alliances
import Careers
import Ground
import Matters
import Organisations
import Pictures
import Places
import Property
import SQL
import Vault

/// Fills an empty database with a demo city.
struct DemoCity: Sendable {
  let house: House
  let scale: DemoScale
  /// Matters beside those of the demo, by ``MatterBulk``.
  var bulk: Int = 0

  struct Count: Sendable, Equatable {
    var areas: Int
    var buildings: Int
    var posts: Int
    var matters: Int = 0
  }

  struct NotEmpty: Error {}

  /// - Throws: ``NotEmpty`` when there is an area already, also when another process was faster.
  func load() async throws -> Count {
    guard try await DemoCity.isEmpty(house.database) else { throw NotEmpty() }
    let placesDemo = PlacesDemo(profile: house.profile, divisions: try house.cities.divisions(), scale: scale)
    let staffDemo = OrganisationsDemo(profile: house.profile, names: try house.cities.names(), scale: scale)
    let hash: String = try await house.hasher.hash(OrganisationsDemo.password)
    let places: DemoPlaces = try placesDemo.make(ids: house.ids)
    let today: CivilDay = house.profile.calendar.localDay(house.timepiece.now())
    let gridsDemo = GridsDemo(profile: house.profile, places: places, ids: house.ids, today: today)
    let staff: DemoStaff = staffDemo.make(places, passwordHash: hash, now: house.timepiece.now(), ids: house.ids)
    let bodiesDemo = BodiesDemo(profile: house.profile, names: try house.cities.names(), stock: try house.cities.bodies(house.profile.slug))
    let bodies: DemoBodies = bodiesDemo.make(places, staff, now: house.timepiece.now(), ids: house.ids)
    let seal: PersonSeal = house.organisations.seal
    let careers = CareersDemo(profile: house.profile, ids: house.ids, now: house.timepiece.now())
    let property = PropertyDemo(profile: house.profile, ids: house.ids, now: house.timepiece.now())
    let journal: Journal = house.journal
    let stories: DemoStories = try house.cities.stories()
    let alliances = AlliancesDemo(profile: house.profile, organisations: house.organisations, ids: house.ids, timepiece: house.timepiece)
    let matterDemo: MatterDemo = try await matterDemo(stories)
    var matters: Int = try await once { session in
      guard try DemoCity.isEmpty(session) else { throw NotEmpty() }
      try placesDemo.save(places, in: session)
      try gridsDemo.save(in: session)
      try staffDemo.save(staff, seal: seal, in: session)
      try careers.save(staff, in: session)
      try bodiesDemo.save(bodies, seal: seal, in: session)
      try property.save(places, staff, bodies, in: session)
      try alliances.save(places, staff, in: session)
      let matters: Int = try matterDemo.save(places, staff, in: session)
      guard let city = places.tree.areas.first else { return matters }
      let draft = JournalDraft("demo.loaded", subject: "area", id: city.id.raw, place: city.place, after: ["scale": scale.rawValue])
      try journal.append(draft, by: .system(request: "demo"), in: session)
      return matters
    }
    if bulk > 0 {
      let many = MatterBulk(profile: house.profile, stories: stories, ids: house.ids, now: house.timepiece.now(), places: places, staff: staff)
      matters += try await many.load(bulk, into: house.database)
    }
    return Count(areas: places.tree.areas.count, buildings: places.buildings.count, posts: staff.posts.count, matters: matters)
  }

  /// Two processes may find the same database empty. On PostgreSQL the slower one then runs into the faster one's codes.
  private func once(_ work: @escaping @Sendable (any Session) throws -> Int) async throws -> Int {
    do {
      return try await house.database.load(work)
    } catch let refusal as DatabaseRefusal where refusal.kind == .unique {
      if try await DemoCity.isEmpty(house.database) { throw refusal }
      throw NotEmpty()
    }
  }

  private func matterDemo(_ stories: DemoStories) async throws -> MatterDemo {
    MatterDemo(
      profile: house.profile, stories: stories, ids: house.ids, keys: house.keys, now: house.timepiece.now(),
      before: try await stored("before.jpg"), after: try await stored("after.jpg"))
  }

  /// One of the demo's drawings, taken into the photo store as an upload is.
  private func stored(_ name: String) async throws -> StoredPhoto {
    let photo: ProcessedPhoto = try await house.workshop.process(house.cities.demoPhoto(name))
    try await house.photos.save(photo)
    return StoredPhoto(digest: photo.digest, width: photo.width, height: photo.height)
  }

  static func isEmpty(_ database: any Database) async throws -> Bool {
    try await database.read { try isEmpty($0) }
  }

  private static func isEmpty(_ session: any Session) throws -> Bool {
    try session.first("SELECT 1 FROM area LIMIT 1") == nil
  }
}
