import Ground
import Places
import SQL
import Testkit
import Vault

@testable import Organisations

let allMigrations: [Migration] = JournalSchema.migrations + PlacesSchema.migrations + OrganisationsSchema.migrations

/// A handful of areas to put posts into: one district, two subdistricts, communities and grids below.
struct SmallTown: Sendable {
  let profile: CityProfile
  let clock: FakeClock = FakeClock()
  let keys: KeyRing = .ephemeral()
  let ids: IdentifierMaker
  let seal: PersonSeal

  /// Tuesday of a working week, in the middle of what the tests call now.
  static let today: CivilDay = CivilDay(year: 2026, month: 3, day: 2)
  static let codes: [String] = [
    "2202", "220211", "220202", "220211004", "220211005", "220211004001", "220211004002", "220211004001001", "220211004001002",
  ]

  init() throws {
    profile = try Testkit.profile("jilin")
    ids = IdentifierMaker(node: 3, timepiece: clock.timepiece)
    seal = PersonSeal(keys)
  }

  var words: Words { profile.words("zh-CN") }
  var callers: CallerRecords { CallerRecords(profile: profile, seal: seal) }
  var journal: Journal { Journal(ids: ids, timepiece: clock.timepiece) }

  /// The id of an area is its code as a number: easy to name in a test.
  static func area(_ code: String) throws -> AreaID { try unwrap(AreaID(code)) }

  static func range(_ code: String) throws -> PlaceRange { try unwrap(PlaceRange(code: code)) }

  func settle(_ codes: [String] = SmallTown.codes, in session: any Session) throws {
    let pattern = AreaCode(levels: profile.levels)
    for code in codes {
      let level: CityProfile.Level = try unwrap(pattern.level(of: code))
      let parent: AreaID? = try pattern.above(code).map(SmallTown.area)
      let area = Area(
        id: try SmallTown.area(code), code: code, level: level.id, name: "区域\(code)", parent: parent, range: try SmallTown.range(code))
      try AreaRecords().insert(area, in: session)
    }
  }

  @discardableResult
  func person(_ name: String, phone: String? = nil, in session: any Session) throws -> PersonID {
    let person = Person(id: ids.next(), name: name, phone: phone)
    try PersonRecords(seal: seal).insert(person, in: session)
    return person.id
  }

  @discardableResult
  func organisation(_ key: String, kind: String = "public_unit", at code: String, in session: any Session) throws -> OrganisationID {
    let organisation = Organisation(
      id: ids.next(), kind: kind, key: key, area: try SmallTown.area(code), range: try SmallTown.range(code),
      validFrom: SmallTown.today.adding(days: -900))
    try OrganisationRecords().insert(organisation, in: session)
    return organisation.id
  }

  @discardableResult
  func post(
    _ type: String, at code: String, organisation: OrganisationID? = nil, building: BuildingID? = nil, from: Int = -900, until: Int? = nil,
    in session: any Session
  ) throws -> PostID {
    let post = Post(
      id: ids.next(), type: type, area: try SmallTown.area(code), range: try SmallTown.range(code), building: building,
      organisation: organisation, validFrom: SmallTown.today.adding(days: from), validUntil: until.map { SmallTown.today.adding(days: $0) })
    try PostRecords().insert(post, in: session)
    return post.id
  }

  /// Days are counted from today.
  func hold(_ post: PostID, by person: PersonID, from: Int = -30, until: Int? = nil, in session: any Session) throws {
    let day: CivilDay = SmallTown.today
    try PostRecords().insert(
      Tenure(post: post, person: person, validFrom: day.adding(days: from), validUntil: until.map { day.adding(days: $0) }), in: session)
  }

  @discardableResult
  func account(_ name: String, _ person: PersonID, hash: String = "none", disabled: Bool = false, in session: any Session) throws -> Account {
    let account = Account(id: ids.next(), name: name, person: person, hash: hash, created: clock.now, isDisabled: disabled)
    try AccountRecords().insert(account, in: session)
    return account
  }

  func caller(_ account: Account, in session: any Session) throws -> Caller? {
    try callers.caller(account.id, at: clock.now, request: "test", in: session)
  }
}

struct Missing: Error {}

func unwrap<T>(_ value: T?) throws -> T {
  guard let value else { throw Missing() }
  return value
}

/// A fresh database with the small town's areas.
func withTown<T: Sendable>(_ engine: EngineKind, _ body: @Sendable (SmallTown, any Database) async throws -> T) async throws -> T {
  let town = try SmallTown()
  return try await withDatabase(engine, allMigrations) { database in
    try await database.write { session in try town.settle(in: session) }
    return try await body(town, database)
  }
}
