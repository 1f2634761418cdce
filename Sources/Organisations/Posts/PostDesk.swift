public import Ground
import SQL

/// The verbs of a post. Each is part of its caller's transaction, checks the post against the caller's reach (`people.manage`, ``DutyGuard``), the
/// version and the dates, and writes one journal entry. The journal names people by id: names are sealed.
///
/// Days are as everywhere: the first day included, `until` the first day excluded. Dates may lie in the past, so that what was can be entered,
/// and in the future. A version of nil skips the check, for imports and the machine's own acts only.
public struct PostDesk: Sendable {
  let profile: CityProfile
  let ids: IdentifierMaker
  let timepiece: Timepiece
  let journal: Journal
  let followers: [any PostFollower]
  public let duties: DutyGuard
  let posts: PostRecords = PostRecords()
  let tenures: TenureRecords = TenureRecords()

  public init(
    profile: CityProfile, ids: IdentifierMaker, timepiece: Timepiece, followers: [any PostFollower] = [], books: RoleBooks? = nil
  ) {
    self.profile = profile
    self.ids = ids
    self.timepiece = timepiece
    journal = Journal(ids: ids, timepiece: timepiece)
    self.followers = followers
    duties = DutyGuard(profile: profile, books: books ?? RoleBooks(profile: profile))
  }

  var today: CivilDay { profile.calendar.localDay(timepiece.now()) }

  /// A post that is being changed, with everything its rules ask for.
  struct Opened {
    let post: Post
    let acting: PostID?
    let rules: PostRules
    /// Who may edit roles before the change, when the post has to do with it.
    var editors: RoleEditors?
    var tenures: [Tenure] { rules.tenures }
    var standIns: [StandIn] { rules.standIns }
  }

  /// Finds the post within the caller's reach, holds it against others, and reads who has to do with it.
  /// - Throws: ``Refusal`` `.absent`, `.stale`.
  func open(_ id: PostID, expecting version: Int64?, by caller: Caller, in session: any Session) throws -> Opened {
    guard let found = try posts.post(id, in: session) else { throw Refusal.absent }
    let acting: PostID? = try authorise(found, by: caller, in: session)
    if let version, version != found.version { throw Refusal(.stale) }
    let held: Post = try posts.hold(found, in: session)
    let rules = PostRules(
      post: held, holders: profile.postType(held.type)?.holders ?? .one, tenures: try posts.tenures(of: id, in: session),
      standIns: try tenures.standIns(of: id, in: session))
    return Opened(post: held, acting: acting, rules: rules, editors: try duties.editors(among: held.type, from: today, in: session))
  }

  /// - Throws: ``Refusal`` `.conflict` when the change would leave nobody who may edit roles.
  func checkSomebodyIsLeft(_ opened: Opened, in session: any Session) throws {
    try opened.editors?.check(against: duties.editors(from: today, in: session))
  }

  /// The post under which the caller may keep a post there; nil for the machine itself.
  /// - Throws: ``Refusal`` `.absent`; `.notAllowed` to whoever manages people there and meets a post that takes more.
  func authorise(_ type: String, place: Place, organisation: OrganisationID?, post: PostID? = nil, by caller: Caller, in session: any Session) throws
    -> PostID?
  {
    if caller.isMachine { return nil }
    let keeper: Holding? = try duties.keeper(
      of: type, place: place, organisation: organisation, post: post, by: caller, on: today, in: session)
    if let keeper { return keeper.post }
    let isSeen: Bool = caller.acting(.peopleManage, place: place, organisation: organisation, post: post) != nil
    throw isSeen ? Refusal(.notAllowed, "access.duty_post") : Refusal.absent
  }

  func authorise(_ post: Post, by caller: Caller, in session: any Session) throws -> PostID? {
    try authorise(post.type, place: post.place, organisation: post.organisation, post: post.id, by: caller, in: session)
  }

  /// Whether the caller may change who holds a post.
  func mayKeep(_ post: Post, _ caller: Caller, in session: any Session) throws -> Bool {
    try duties.keeper(of: post.type, place: post.place, organisation: post.organisation, post: post.id, by: caller, on: today, in: session) != nil
  }

  func note(
    _ verb: String, _ opened: Opened, before: [String: String?] = [:], after: [String: String?] = [:], by caller: Caller, in session: any Session
  ) throws {
    let draft = JournalDraft(
      "post.\(verb)", subject: "post", id: opened.post.id.raw, place: opened.post.place, acting: opened.acting,
      before: before.compactMapValues(\.self), after: after.compactMapValues(\.self))
    try journal.append(draft, by: caller, in: session)
  }

  func invalid(_ problems: [FieldProblem]) throws {
    if !problems.isEmpty { throw Refusal.invalid(problems) }
  }
}

extension Caller {
  /// Jobs, demo and commands, which answer to nobody's scope.
  var isMachine: Bool { account == nil && person == nil && !name.isEmpty }
}
