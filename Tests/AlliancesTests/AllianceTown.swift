import Ground
import Places
import SQL
import Testkit
import Vault
import Web

@testable import Alliances
@testable import Organisations

let allianceMigrations: [Migration] =
  JournalSchema.migrations + WebSchema.migrations + PlacesSchema.migrations + OrganisationsSchema.migrations + AlliancesSchema.migrations

struct Missing: Error {}

func unwrap<T>(_ value: T?) throws -> T {
  guard let value else { throw Missing() }
  return value
}

/// Two districts, subdistricts and communities, with units and secretaries to tie.
struct AllianceTown: Sendable {
  static let codes: [String] = [
    "2202", "220211", "220202", "220211004", "220202001", "220211004001", "220211004002", "220211004003", "220202001001",
  ]

  let profile: CityProfile
  let clock: FakeClock = FakeClock()
  let ids: IdentifierMaker
  let seal: PersonSeal

  init() throws {
    profile = try Testkit.profile("jilin")
    ids = IdentifierMaker(node: 5, timepiece: clock.timepiece)
    seal = PersonSeal(.ephemeral())
  }

  var words: Words { profile.words("zh-CN") }
  var posts: PostDesk { PostDesk(profile: profile, ids: ids, timepiece: clock.timepiece) }
  var desk: AllianceDesk { AllianceDesk(profile: profile, ids: ids, timepiece: clock.timepiece, seal: seal, posts: posts) }
  var journal: Journal { Journal(ids: ids, timepiece: clock.timepiece) }
  var pairs: PairDesk { PairDesk(profile: profile, ids: ids, timepiece: clock.timepiece, journal: journal) }
  var agreements: AgreementDesk { AgreementDesk(profile: profile, ids: ids, timepiece: clock.timepiece, journal: journal) }
  var visits: VisitDesk { VisitDesk(profile: profile, ids: ids, timepiece: clock.timepiece, journal: journal) }
  var today: CivilDay { profile.calendar.localDay(clock.now) }

  /// The id of an area is its code as a number.
  static func area(_ code: String) throws -> AreaID { try unwrap(AreaID(code)) }
  static func range(_ code: String) throws -> PlaceRange { try unwrap(PlaceRange(code: code)) }

  func settle(in session: any Session) throws {
    let pattern = AreaCode(levels: profile.levels)
    for code in AllianceTown.codes {
      let level: CityProfile.Level = try unwrap(pattern.level(of: code))
      let parent: AreaID? = try pattern.above(code).map(AllianceTown.area)
      let area = Area(
        id: try AllianceTown.area(code), code: code, level: level.id, name: "区域\(code)", parent: parent, range: try AllianceTown.range(code))
      try AreaRecords().insert(area, in: session)
    }
  }

  func unit(_ name: String, at code: String, in session: any Session) throws -> OrganisationID {
    let organisation = Organisation(
      id: ids.next(), kind: "public_unit", name: name, area: try AllianceTown.area(code), range: try AllianceTown.range(code),
      validFrom: today.adding(days: -2000))
    try OrganisationRecords().insert(organisation, in: session)
    return organisation.id
  }

  func person(_ name: String, in session: any Session) throws -> PersonID {
    let person = Person(id: ids.next(), name: name)
    try PersonRecords(seal: seal).insert(person, in: session)
    return person.id
  }

  @discardableResult
  func post(_ type: String, at code: String, of organisation: OrganisationID? = nil, held person: PersonID? = nil, in session: any Session) throws
    -> PostID
  {
    let post = Post(
      id: ids.next(), type: type, area: try AllianceTown.area(code), range: try AllianceTown.range(code), organisation: organisation,
      validFrom: today.adding(days: -2000))
    try PostRecords().insert(post, in: session)
    if let person { try PostRecords().insert(Tenure(post: post.id, person: person, validFrom: today.adding(days: -1000)), in: session) }
    return post.id
  }

  /// A unit with somebody in its seat.
  func staffed(_ name: String, at code: String, in session: any Session) throws -> (unit: OrganisationID, person: PersonID) {
    let unit: OrganisationID = try unit(name, at: code, in: session)
    let person: PersonID = try person("\(name)书记", in: session)
    try post("department_handler", at: code, of: unit, held: person, in: session)
    return (unit, person)
  }

  func holding(_ code: String, _ permissions: Set<Permission> = [.allianceRead, .allianceManage, .areaRead]) throws -> Holding {
    Holding(
      post: PostID(77), title: "", area: try AllianceTown.area(code), range: try AllianceTown.range(code), organisation: nil, permissions: permissions
    )
  }

  func keeper(_ code: String = "2202") throws -> Caller {
    Caller(account: nil, person: nil, name: "keeper", holdings: [try holding(code)], request: "test")
  }

  func member(of unit: OrganisationID, _ permissions: Set<Permission> = [.allianceRead]) throws -> Caller {
    let holding = Holding(
      post: PostID(78), title: "", area: try AllianceTown.area("2202"), range: try AllianceTown.range("2202"), organisation: unit,
      permissions: permissions)
    return Caller(account: nil, person: nil, name: "member", holdings: [holding], request: "test")
  }

  func found(_ code: String = "220211004001", kind: String = "alliance", since: CivilDay? = nil, in session: any Session) throws -> Alliance {
    let founding = AllianceDesk.Founding(kind: kind, name: "联盟\(code)", area: try AllianceTown.area(code), since: since ?? today)
    return try desk.found(founding, by: try keeper(), in: session)
  }
}

func withAlliances<T: Sendable>(_ engine: EngineKind, _ body: @Sendable (AllianceTown, any Database) async throws -> T) async throws -> T {
  let town = try AllianceTown()
  return try await withDatabase(engine, allianceMigrations) { database in
    try await database.write { session in try town.settle(in: session) }
    return try await body(town, database)
  }
}
