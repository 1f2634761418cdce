public import Ground
public import Places
public import SQL

/// The bodies of a demo city: the chain from the city to the buildings, commissions with their groups, units, social organisations.
public struct DemoBodies: Sendable {
  public internal(set) var organisations: [Organisation] = []
  public internal(set) var bindings: [BodyBinding] = []
  public internal(set) var posts: [Post] = []
  public internal(set) var members: [BodyMember] = []
  public internal(set) var duties: [Duty] = []
  public internal(set) var territorial: [TerritorialDuty] = []
  public internal(set) var powers: [StreetPower] = []
  public internal(set) var people: [Person] = []
  public internal(set) var tenures: [Tenure] = []
}

/// Makes and loads them. The same profile, places, seed and ids give the same bodies.
public struct BodiesDemo: Sendable {
  /// 1,560 of 3,962 grids have a Party organisation, as the Jilin programme reports.
  static let gridsWithParty: (part: Int, whole: Int) = (1_560, 3_962)

  private let profile: CityProfile
  private let names: NameParts
  private let stock: BodyStock
  private let seed: UInt64

  public init(profile: CityProfile, names: NameParts, stock: BodyStock, seed: UInt64 = 2026) {
    self.profile = profile
    self.names = names
    self.stock = stock
    self.seed = seed
  }

  /// - Parameter staff: whose departments sit in the commissions.
  public func make(_ places: DemoPlaces, _ staff: DemoStaff, now: Moment, ids: IdentifierMaker) -> DemoBodies {
    var maker = BodyMaker(
      profile: profile, stock: stock, ids: ids, today: profile.calendar.localDay(now), people: DemoPeople(parts: names, ids: ids, seed: seed &+ 7))
    maker.makeChain(places)
    maker.makeUnits(places.tree)
    maker.makeCommissions(places.tree, staff.organisations)
    maker.makePropertyParty(staff.organisations)
    maker.makeEstateBodies(places.estates, companies: staff.organisations)
    maker.makeTerritorial(places.tree)
    maker.makeLevelDuties()
    maker.makePowers(places.tree)
    maker.fillSeats()
    return maker.finished
  }

  /// Writes them; meant for `Database.load`.
  public func save(_ bodies: DemoBodies, seal: PersonSeal, in session: any Session) throws {
    let people = PersonRecords(seal: seal)
    let organisations = OrganisationRecords()
    let records = BodyRecords()
    let posts = PostRecords()
    for organisation in bodies.organisations { try organisations.insert(organisation, in: session) }
    for binding in bodies.bindings { try records.insert(binding, in: session) }
    for member in bodies.members { try BodyMemberRecords().insert(member, in: session) }
    for duty in bodies.duties { try DutyRecords().insert(duty, in: session) }
    for duty in bodies.territorial { try TerritorialRecords().insert(duty, in: session) }
    for power in bodies.powers { try StreetPowerRecords().insert(power, in: session) }
    for person in bodies.people { try people.insert(person, in: session) }
    for post in bodies.posts { try posts.insert(post, in: session) }
    for tenure in bodies.tenures { try posts.insert(tenure, in: session) }
  }
}
