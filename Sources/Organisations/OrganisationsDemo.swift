public import Ground
public import Places
public import SQL

/// The people, posts, organisations and accounts of a demo city.
public struct DemoStaff: Sendable {
  public let organisations: [Organisation]
  public let posts: [Post]
  public let people: [Person]
  public let tenures: [Tenure]
  public let standIns: [StandIn]
  public let accounts: [Account]
}

/// Fills the posts of a demo city. The same profile, places, seed and ids give the same people.
public struct OrganisationsDemo: Sendable {
  /// Every account of the demo has this one; printed when the demo is served.
  public static let password: String = "lianzhi-demo"
  /// As the Jilin programme reports, at the scale of the city.
  static let cityPosts: Int = 77_196

  private let profile: CityProfile
  private let names: NameParts
  private let scale: DemoScale
  private let seed: UInt64

  public init(profile: CityProfile, names: NameParts, scale: DemoScale, seed: UInt64 = 2026) {
    self.profile = profile
    self.names = names
    self.scale = scale
    self.seed = seed
  }

  /// The accounts that the demo has, in the order in which a matter meets them.
  public var accounts: [DemoAccount] { DemoAccounts.listed(profile) }

  /// - Parameters:
  ///   - passwordHash: of ``password``, made once, for all accounts.
  ///   - now: the accounts' date, and the day before which everybody took office.
  public func make(_ places: DemoPlaces, passwordHash: String, now: Moment, ids: IdentifierMaker) -> DemoStaff {
    let since: CivilDay = CivilDay(year: 2021, month: 1, day: 1)
    let register = ProfiledOrganisations(profile: profile, ids: ids, since: since)
    let organisations: [Organisation] = register.organisations(in: places.tree).enumerated().map { number, organisation in
      coded(organisation, number, in: places.tree)
    }
    let posts: [Post] = posts(places, seats: organisations.compactMap { register.seat(of: $0) }, since: since, ids: ids)
    let home: Place = home(in: places.tree)
    let own: [(name: String, post: PostID)] = DemoAccounts.posts(posts, organisations: organisations, home: home)
    var terms = DemoTerms(
      people: DemoPeople(parts: names, ids: ids, seed: seed), today: profile.calendar.localDay(now), neverVacant: Set(own.map(\.post)),
      termYears: Dictionary(profile.postTypes.compactMap { type in type.termYears.map { (type.id, $0) } }, uniquingKeysWith: { first, _ in first }),
      ids: ids)
    for post in posts { terms.fill(post) }
    let accounts: [Account] = own.compactMap { entry in
      terms.holder[entry.post].map { Account(id: ids.next(), name: entry.name, person: $0, hash: passwordHash, created: now) }
    }
    return DemoStaff(
      organisations: organisations, posts: posts, people: terms.people.people, tenures: terms.tenures,
      standIns: terms.standIns, accounts: accounts)
  }

  /// Writes them; meant for `Database.load`.
  public func save(_ staff: DemoStaff, seal: PersonSeal, in session: any Session) throws {
    let people = PersonRecords(seal: seal)
    let organisations = OrganisationRecords()
    let posts = PostRecords()
    let accounts = AccountRecords()
    for person in staff.people { try people.insert(person, in: session) }
    for organisation in staff.organisations { try organisations.insert(organisation, in: session) }
    for post in staff.posts { try posts.insert(post, in: session) }
    for tenure in staff.tenures { try posts.insert(tenure, in: session) }
    for standIn in staff.standIns { try TenureRecords().insert(standIn, in: session) }
    for account in staff.accounts { try accounts.insert(account, in: session) }
  }

  private func posts(_ places: DemoPlaces, seats: [Post], since: CivilDay, ids: IdentifierMaker) -> [Post] {
    let maker = ProfiledPosts(profile: profile, ids: ids, since: since)
    let upper: [Post] = maker.ofAreas(places.tree) + seats + maker.ofBuildings(places)
    let units: Int? = scale == .city ? max(0, OrganisationsDemo.cityPosts - upper.count) : nil
    return upper + maker.ofUnits(places, count: units)
  }

  /// With a made-up credit code whose check characters are right.
  private func coded(_ organisation: Organisation, _ number: Int, in tree: AreaTree) -> Organisation {
    let isUnit: Bool = profile.organisationKind(organisation.kind)?.family == .unit && organisation.kind != "utility"
    let isGovernment: Bool = profile.organisationKind(organisation.kind)?.family == .government
    let register: String = isGovernment ? "11" : isUnit ? "12" : "91"
    let division: String = String(((tree[organisation.area]?.code ?? "") + "000000").prefix(6))
    var out: Organisation = organisation
    out.creditCode = CreditCode.made(register: register + division, organisation: "D" + String(String(number + 10_000_000).suffix(7)))?.text
    return out
  }

  /// The first grid of the demo's subdistrict.
  private func home(in tree: AreaTree) -> Place {
    guard let range = PlaceRange(code: profile.demo.subdistrict), let level = profile.levels.last else { return Place(0) }
    return tree.areas.first { $0.level == level.id && range.contains($0.range) }?.place ?? range.first
  }
}
