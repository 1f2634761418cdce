import Ground
import Places
import SQL
import Testkit
import Vault

@testable import Careers
@testable import Organisations

/// One community and one grid below one subdistrict, with a secretary, a grid leader, and the offices above.
struct CareerTown: Sendable {
  let database: any Database
  let profile: CityProfile
  let clock: FakeClock
  let ids: IdentifierMaker
  let desk: CareerDesk
  let filings: FilingDesk
  let secretary: PostID
  let person: PersonID
  let leader: PersonID
  /// The subdistrict's dispatcher, and the district's organisation department.
  let street: Caller
  let county: Caller
  let elsewhere: Caller

  static let today = CivilDay(year: 2026, month: 3, day: 2)

  func refusal(_ body: @escaping @Sendable (any Session) throws -> Void) async throws -> Refusal? {
    do {
      try await database.write(body)
      return nil
    } catch let refusal as Refusal {
      return refusal
    }
  }
}

struct Missing: Error {}

private struct Maker {
  let profile: CityProfile
  let ids: IdentifierMaker
  let seal: PersonSeal

  func settle(_ codes: [String], in session: any Session) throws {
    let pattern = AreaCode(levels: profile.levels)
    for code in codes {
      guard let level = pattern.level(of: code), let id = AreaID(code), let range = PlaceRange(code: code) else { throw Missing() }
      let parent: AreaID? = pattern.above(code).flatMap { AreaID($0) }
      try AreaRecords().insert(Area(id: id, code: code, level: level.id, name: code, parent: parent, range: range), in: session)
    }
  }

  func hold(_ type: String, at code: String, by name: String, in session: any Session) throws -> (post: PostID, person: PersonID) {
    guard let area = AreaID(code), let range = PlaceRange(code: code) else { throw Missing() }
    let person = Person(id: ids.next(), name: name)
    let post = Post(id: ids.next(), type: type, area: area, range: range, validFrom: CareerTown.today.adding(days: -900))
    try PersonRecords(seal: seal).insert(person, in: session)
    try PostRecords().insert(post, in: session)
    try PostRecords().insert(Tenure(post: post.id, person: person.id, validFrom: CareerTown.today.adding(days: -30)), in: session)
    return (post.id, person.id)
  }

  func caller(_ type: String, at code: String, name: String, in session: any Session) throws -> Caller {
    let held = try hold(type, at: code, by: name, in: session)
    let account = Account(id: ids.next(), name: name, person: held.person, hash: "none", created: Moment(milliseconds: 0))
    try AccountRecords().insert(account, in: session)
    let callers = CallerRecords(profile: profile, seal: seal)
    let now = Moment(milliseconds: 1_772_413_200_000)
    guard let caller = try callers.caller(account.id, at: now, request: "test", in: session) else { throw Missing() }
    return caller
  }
}

func withCareers<T: Sendable>(_ engine: EngineKind, _ body: @Sendable (CareerTown) async throws -> T) async throws -> T {
  let clock = FakeClock()
  let ids = IdentifierMaker(node: 4, timepiece: clock.timepiece)
  let profile: CityProfile = try Testkit.profile("jilin")
  let maker = Maker(profile: profile, ids: ids, seal: PersonSeal(KeyRing.ephemeral()))
  let migrations: [Migration] =
    JournalSchema.migrations + PlacesSchema.migrations + OrganisationsSchema.migrations + CareersSchema.migrations
  return try await withDatabase(engine, migrations) { database in
    let town: CareerTown = try await database.write { session in
      try maker.settle(["2202", "220211", "220202", "220211004", "220211005", "220202001", "220211004001", "220211004001001"], in: session)
      let secretary = try maker.hold("secretary_community", at: "220211004001", by: "书记", in: session)
      let leader = try maker.hold("grid_leader", at: "220211004001001", by: "网格长", in: session)
      return CareerTown(
        database: database, profile: profile, clock: clock, ids: ids, desk: CareerDesk(profile: profile, ids: ids, timepiece: clock.timepiece),
        filings: FilingDesk(profile: profile, ids: ids, timepiece: clock.timepiece), secretary: secretary.post, person: secretary.person,
        leader: leader.person, street: try maker.caller("desk_subdistrict", at: "220211004", name: "street", in: session),
        county: try maker.caller("organisation_department_district", at: "220211", name: "county", in: session),
        elsewhere: try maker.caller("desk_subdistrict", at: "220202001", name: "elsewhere", in: session))
    }
    return try await body(town)
  }
}
