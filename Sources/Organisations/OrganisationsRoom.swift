public import Ground
public import Places
public import SQL
public import Vault
public import Web

/// People, posts, organisations and accounts, ready to be served.
///
/// ```swift
/// let staff = OrganisationsRoom(database: database, profile: profile, keys: keys, passwords: rules, ids: ids, timepiece: .system)
/// Site(…, identify: { session, account, now, request in try staff.callers.caller(account, at: now, request: request, in: session) })
/// ```
public struct OrganisationsRoom: Sendable {
  public let callers: CallerRecords
  /// The roles as the city's administrators have them.
  public let books: RoleBooks
  public let directory: PostDirectory
  public let candidates: DispatchCandidates
  public let seal: PersonSeal
  public let signIns: SignInDesk
  public let accounts: AccountDesk
  public let factors: SecondFactorDesk
  let database: any Database
  let profile: CityProfile
  let journal: Journal
  let ids: IdentifierMaker
  let timepiece: Timepiece
  /// The verbs of posts, for whoever fills them: imports, alliances.
  public let posts: PostDesk
  public let people: PeopleDirectory
  let facetRooms: [any PersonFaceted]
  let importSeal: ImportSeal
  /// The areas as they were on a day; shared with the rooms that list by area.
  public let structures: StructureKeeper
  /// Whose things go on when a body ends.
  private(set) var bodyFollowers: [any BodyFollower] = []
  /// Where one goes after signing in.
  let home: String

  public init(
    database: any Database, profile: CityProfile, keys: KeyRing, passwords: PasswordRules, ids: IdentifierMaker, timepiece: Timepiece,
    hasher: PasswordHasher = PasswordHasher(), home: String = "/", structures: StructureKeeper = StructureKeeper(),
    postFollowers: [any PostFollower] = [], facetRooms: [any PersonFaceted] = []
  ) {
    self.database = database
    self.profile = profile
    self.home = home
    self.ids = ids
    self.timepiece = timepiece
    self.facetRooms = facetRooms
    self.structures = structures
    seal = PersonSeal(keys)
    importSeal = ImportSeal(keys: keys)
    people = PeopleDirectory(seal: seal)
    journal = Journal(ids: ids, timepiece: timepiece)
    books = RoleBooks(profile: profile)
    posts = PostDesk(profile: profile, ids: ids, timepiece: timepiece, followers: postFollowers, books: books)
    callers = CallerRecords(profile: profile, seal: seal, books: books)
    directory = PostDirectory(profile: profile, seal: seal)
    candidates = DispatchCandidates(profile: profile, seal: seal, books: books)
    signIns = SignInDesk(keys: keys, hasher: hasher, journal: journal, timepiece: timepiece)
    factors = SecondFactorDesk(keys: keys, journal: journal, timepiece: timepiece)
    accounts = AccountDesk(hasher: hasher, rules: passwords, journal: journal, timepiece: timepiece, ids: ids)
  }

  /// The same room, whose bodies hand on what other rooms keep for them when they end.
  public func following(_ followers: [any BodyFollower]) -> OrganisationsRoom {
    var room = self
    room.bodyFollowers += followers
    return room
  }

  public var routes: [Route] {
    [
      signInPage, signIn, signInByCode, openSession, signOut, closeSession, showMe, changePassword, listOrganisations, showOrganisation, listPosts,
      showPost,
      newPost, establishPost, listPeople, showPerson, showCoverage, listCoverage,
    ] + personCorrectionRoutes + postActRoutes + bodyRoutes + endingRoutes + completenessRoutes + territorialRoutes + levelDutyRoutes
      + streetPowerRoutes + importRoutes
      + doorRoutes
  }
}
