public import Ground
public import Places
public import SQL

/// The first day of a city that is no demo: its real divisions, the organisations and posts that its profile names, and the three
/// administrators, who do the rest by the pages.
public struct Founding: Sendable {
  /// An account of an administrator, with the password that is shown once and kept nowhere.
  public struct Founder: Sendable, Hashable {
    public let account: String
    /// The key of the role's word.
    public let role: String
    public let password: String
  }

  public struct Count: Sendable, Hashable {
    public let areas: Int
    public let organisations: Int
    public let posts: Int
  }

  /// Sign-in names and the posts behind them: the administrator who sets the city up, who says who may do what, who watches over both.
  private static let founders: [(account: String, postType: String)] = [
    ("system", "administrator"), ("security", "security_administrator"), ("audit", "audit_administrator"),
  ]

  private let profile: CityProfile
  private let divisions: [Division]
  private let ids: IdentifierMaker
  private let today: CivilDay

  public init(profile: CityProfile, divisions: [Division], ids: IdentifierMaker, now: Moment) {
    self.profile = profile
    self.divisions = divisions
    self.ids = ids
    today = profile.calendar.localDay(now)
  }

  /// A password for each administrator; to be hashed before the transaction.
  public func makeFounders() -> [Founder] {
    Founding.founders.compactMap { founder in
      guard let type = profile.postType(founder.postType) else { return nil }
      return Founder(account: founder.account, role: "role.\(type.role)", password: Founding.password())
    }
  }

  /// Writes the city into an empty database; meant for `Database.load`. Its areas have always been there; its posts and organisations
  /// begin today.
  /// - Parameter hashes: of the founders' passwords, by account.
  public func found(
    _ founders: [Founder], hashes: [String: String], names: (String) -> String, seal: PersonSeal, desk: AccountDesk, posts: PostDesk,
    by caller: Caller, in session: any Session
  ) throws -> Count {
    let tree: AreaTree = AreaTree(try areas())
    let register = ProfiledOrganisations(profile: profile, ids: ids, since: today)
    let organisations: [Organisation] = register.organisations(in: tree)
    let made: [Post] = ProfiledPosts(profile: profile, ids: ids, since: today).ofAreas(tree) + organisations.compactMap { register.seat(of: $0) }
    for area in tree.areas { try AreaRecords().insert(area, in: session) }
    for organisation in organisations { try OrganisationRecords().insert(organisation, in: session) }
    for post in made { try PostRecords().insert(post, in: session) }
    for founder in founders {
      guard let plan = Founding.founders.first(where: { $0.account == founder.account }), let hash = hashes[founder.account] else { continue }
      let person = Person(id: ids.next(), name: names(founder.role))
      try PersonRecords(seal: seal).insert(person, in: session)
      try desk.open(founder.account, person: person.id, hash: hash, by: caller, in: session)
      guard let post = made.first(where: { $0.type == plan.postType }) else { continue }
      try posts.appoint(Appointment(person: person.id, from: today), to: post.id, expecting: nil, by: caller, in: session)
    }
    return Count(areas: tree.areas.count, organisations: organisations.count, posts: made.count)
  }

  private func areas() throws -> [Area] {
    let pattern = AreaCode(levels: profile.levels)
    var known: [String: AreaID] = [:]
    var out: [Area] = []
    for division in divisions.filter({ $0.code.hasPrefix(profile.divisionCode) }).sorted(by: { $0.code < $1.code }) {
      guard let level = pattern.level(of: division.code), let range = PlaceRange(code: division.code) else { continue }
      let area = Area(
        id: ids.next(), code: division.code, level: level.id, name: division.name, parent: pattern.above(division.code).flatMap { known[$0] },
        range: range)
      known[division.code] = area.id
      out.append(area)
    }
    return out
  }

  /// 20 characters of the alphabet of door codes, 95 bits, in groups that can be copied from a screen.
  private static func password() -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<5).map { _ in String((0..<4).map { _ in DoorCode.alphabet.randomElement(using: &generator) ?? "2" }) }.joined(separator: "-")
  }
}
