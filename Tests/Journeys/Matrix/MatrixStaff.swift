import Ground
import Places
import SQL
import Testkit
import Vault
import Web

@testable import lianzhi
@testable import Organisations

/// Somebody at the door of every route.
struct MatrixCaller: Sendable {
  /// The role, or what stands for none.
  let name: String
  /// nil: has not signed in.
  let permissions: Set<Permission>?
  let token: String?
}

/// One account for each role of the city, with a post of that role and nothing else, signed in with both factors; one without a post; and a visitor.
struct MatrixStaff {
  let house: OpenHouse

  func callers() async throws -> [MatrixCaller] {
    try await house.database.write { session in
      var out: [MatrixCaller] = [MatrixCaller(name: "visitor", permissions: nil, token: nil)]
      out.append(MatrixCaller(name: "no post", permissions: [], token: try token("no-post", type: nil, in: session)))
      for role in house.profile.roles {
        let type: CityProfile.PostType = try unwrap(house.profile.postTypes.first { $0.role == role.id })
        out.append(MatrixCaller(name: role.id, permissions: role.permissions, token: try token("role-\(role.id)", type: type, in: session)))
      }
      return out
    }
  }

  private func token(_ name: String, type: CityProfile.PostType?, in session: any Session) throws -> String {
    let ids: IdentifierMaker = house.house.ids
    let person = Person(id: ids.next(), name: name)
    try PersonRecords(seal: house.house.organisations.seal).insert(person, in: session)
    let account = Account(id: ids.next(), name: name, person: person.id, hash: "none", created: house.clock.now)
    try AccountRecords().insert(account, in: session)
    try prove(Caller(account: account.id, person: person.id, name: name, holdings: [], request: "test"), in: session)
    if let type { try fill(type, with: person.id, in: session) }
    return try SessionKeeper().open(account.id, at: house.clock.now, in: session).token
  }

  /// Sets up a second factor, which some roles need.
  private func prove(_ caller: Caller, in session: any Session) throws {
    let factors: SecondFactorDesk = house.house.organisations.factors
    let secret: [UInt8] = try factors.begin(by: caller, in: session).secret
    let code: String = TimeCode(secret: secret).code(TimeCode.number(at: house.clock.now.milliseconds / 1000))
    _ = try factors.confirm(code, by: caller, in: session)
  }

  private func fill(_ type: CityProfile.PostType, with person: PersonID, in session: any Session) throws {
    let city: Area = try unwrap(AreaRecords().find(code: house.profile.divisionCode, in: session))
    let body: OrganisationID? = type.level == nil ? try session.first("SELECT id FROM organisation ORDER BY id LIMIT 1") { try $0.at(0) } : nil
    let today: CivilDay = house.profile.calendar.localDay(house.clock.now)
    let post = Post(id: house.house.ids.next(), type: type.id, area: city.id, range: city.range, organisation: body, validFrom: today)
    try PostRecords().insert(post, in: session)
    try PostRecords().insert(Tenure(post: post.id, person: person, validFrom: today), in: session)
  }
}
