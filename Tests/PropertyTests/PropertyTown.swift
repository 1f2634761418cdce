import Ground
import Places
import SQL
import Testkit
import Vault
import Web

@testable import Organisations
@testable import Property

/// Two communities below one subdistrict and one below another, each with two estates, a property company, an owners' committee and a Party
/// committee, and the offices that keep the registers.
struct PropertyTown: Sendable {
  let database: any Database
  let profile: CityProfile
  let clock: FakeClock
  let ids: IdentifierMaker
  let desk: PropertyDesk
  let bodies: BodyDesk
  let room: PropertyRoom
  let people: PersonRecords
  let communities: [AreaID]
  /// Two of each community, in order.
  let estates: [Estate]
  /// By kind, one of each community, in order.
  let standing: [String: [Organisation]]
  /// The subdistrict's desk, the organisation department of the district, and a desk elsewhere.
  let street: Caller
  let district: Caller
  let elsewhere: Caller

  static let today = CivilDay(year: 2026, month: 3, day: 2)
  static let kinds: [String] = ["property_company", "owners_committee", "residents_committee", "party_committee_community"]

  var governance: GovernanceDesk { GovernanceDesk(profile: profile, people: people) }
  var words: Words { profile.words("zh-CN") }

  /// Lets a body stand at an estate, as the district does.
  @discardableResult
  func bind(_ body: Organisation, to estate: Estate, on day: Int, in session: any Session) throws -> Organisation {
    let version: Int64? = try OrganisationRecords().organisation(body.id, in: session)?.version
    return try bodies.bind(body.id, to: estate.id, from: Self.today.adding(days: day), expecting: version, by: district, in: session)
  }

  /// Somebody holds a seat, of a body or of a community itself, from a day on.
  func seat(_ type: String, of body: Organisation?, in area: AreaID, person: PersonID, from day: Int, session: any Session) throws {
    guard let home = try AreaRecords().find(area, in: session) else { throw Missing() }
    let since: CivilDay = Self.today.adding(days: -800)
    let post = Post(id: ids.next(), type: type, area: area, range: home.range, organisation: body?.id, validFrom: since)
    try PostRecords().insert(post, in: session)
    try PostRecords().insert(Tenure(post: post.id, person: person, validFrom: Self.today.adding(days: day)), in: session)
  }

  func person(_ name: String, in session: any Session) throws -> PersonID {
    let person = Person(id: ids.next(), name: name)
    try people.insert(person, in: session)
    return person.id
  }

  func visit(
    _ route: Route, face: Route.Face = .page, caller: Caller, path: [String: [String]] = [:], query: [String: [String]] = [:],
    body: [String: [String]] = [:], version: Int64? = nil, cursor: String? = nil, limit: Int = 50, locale: String = "zh-CN"
  ) -> Visit {
    Visit(
      requestID: "test", route: route, face: face, target: route.path, caller: caller, now: clock.now, words: profile.words(locale),
      pathValues: FieldValues(values: path), query: FieldValues(values: query), body: FieldValues(values: body), expectedVersion: version,
      cursor: cursor, limit: limit)
  }

  func refusal(_ body: @escaping @Sendable (any Session) throws -> Void) async throws -> Refusal? {
    do {
      try await database.write(body)
      return nil
    } catch let refusal as Refusal {
      return refusal
    }
  }

  func register(_ id: String) throws -> CityProfile.PropertyRegister {
    guard let register = profile.property.register(id) else { throw Missing() }
    return register
  }

  func draft(_ register: String, _ item: String, _ subject: PropertySubject, from: Int = 0) throws -> PropertyDesk.Draft {
    var draft = PropertyDesk.Draft(register: try self.register(register))
    draft.item = item
    draft.subject = subject
    draft.from = Self.today.adding(days: from)
    return draft
  }

  func body(_ kind: String, _ index: Int = 0) throws -> Organisation {
    guard let found = standing[kind], found.indices.contains(index) else { throw Missing() }
    return found[index]
  }
}

struct Missing: Error {}

private struct Maker {
  let profile: CityProfile
  let ids: IdentifierMaker
  let seal: PersonSeal
  let since: CivilDay = PropertyTown.today.adding(days: -900)

  @discardableResult
  func settle(_ code: String, in session: any Session) throws -> Area {
    let pattern = AreaCode(levels: profile.levels)
    guard let level = pattern.level(of: code), let id = AreaID(code), let range = PlaceRange(code: code) else { throw Missing() }
    let parent: AreaID? = pattern.above(code).flatMap { AreaID($0) }
    let area = Area(id: id, code: code, level: level.id, name: code, parent: parent, range: range)
    try AreaRecords().insert(area, in: session)
    return area
  }

  func estate(_ name: String, in area: Area, session: any Session) throws -> Estate {
    let estate = Estate(id: ids.next(), name: name, area: area.id, place: area.place)
    try EstateRecords().insert(estate, in: session)
    return estate
  }

  func body(_ kind: String, in area: Area, session: any Session) throws -> Organisation {
    let body = Organisation(id: ids.next(), kind: kind, name: "\(kind) \(area.code)", area: area.id, range: area.range, validFrom: since)
    try OrganisationRecords().insert(body, in: session)
    return body
  }

  func caller(_ type: String, at code: String, name: String, in session: any Session) throws -> Caller {
    guard let area = AreaID(code), let range = PlaceRange(code: code) else { throw Missing() }
    let person = Person(id: ids.next(), name: name)
    let post = Post(id: ids.next(), type: type, area: area, range: range, validFrom: since)
    try PersonRecords(seal: seal).insert(person, in: session)
    try PostRecords().insert(post, in: session)
    try PostRecords().insert(Tenure(post: post.id, person: person.id, validFrom: since), in: session)
    let account = Account(id: ids.next(), name: name, person: person.id, hash: "none", created: Moment(milliseconds: 0))
    try AccountRecords().insert(account, in: session)
    let callers = CallerRecords(profile: profile, seal: seal)
    guard let caller = try callers.caller(account.id, at: Moment(milliseconds: 1_772_413_200_000), request: "test", in: session) else {
      throw Missing()
    }
    return caller
  }
}

func withProperty<T: Sendable>(_ engine: EngineKind, city: String = "jilin", _ body: @Sendable (PropertyTown) async throws -> T) async throws -> T {
  let clock = FakeClock()
  let ids = IdentifierMaker(node: 5, timepiece: clock.timepiece)
  let profile: CityProfile = try Testkit.profile(city)
  let keys = KeyRing.ephemeral()
  let maker = Maker(profile: profile, ids: ids, seal: PersonSeal(keys))
  let migrations: [Migration] =
    JournalSchema.migrations + WebSchema.migrations + PlacesSchema.migrations + OrganisationsSchema.migrations + PropertySchema.migrations
  return try await withDatabase(engine, migrations) { database in
    let staff = OrganisationsRoom(
      database: database, profile: profile, keys: keys, passwords: PasswordRules(commonest: []), ids: ids, timepiece: clock.timepiece)
    let town: PropertyTown = try await database.write { session in
      for code in ["2202", "220211", "220202", "220211004", "220211005", "220202001"] { try maker.settle(code, in: session) }
      var estates: [Estate] = []
      var standing: [String: [Organisation]] = [:]
      let communities: [Area] = try ["220211004001", "220211004002", "220202001001"].map { try maker.settle($0, in: session) }
      for area in communities {
        for number in 1...2 { estates.append(try maker.estate("\(area.code) 小区\(number)", in: area, session: session)) }
        for kind in PropertyTown.kinds { standing[kind, default: []].append(try maker.body(kind, in: area, session: session)) }
      }
      return PropertyTown(
        database: database, profile: profile, clock: clock, ids: ids, desk: PropertyDesk(profile: profile, ids: ids, timepiece: clock.timepiece),
        bodies: BodyDesk(profile: profile, ids: ids, timepiece: clock.timepiece),
        room: PropertyRoom(database: database, profile: profile, ids: ids, timepiece: clock.timepiece, organisations: staff),
        people: PersonRecords(seal: PersonSeal(keys)), communities: communities.map(\.id), estates: estates,
        standing: standing, street: try maker.caller("desk_subdistrict", at: "220211004", name: "street", in: session),
        district: try maker.caller("organisation_department_district", at: "220211", name: "district", in: session),
        elsewhere: try maker.caller("desk_subdistrict", at: "220202001", name: "elsewhere", in: session))
    }
    return try await body(town)
  }
}
