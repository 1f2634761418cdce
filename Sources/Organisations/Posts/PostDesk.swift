public import Ground
import SQL

/// The verbs of a post. Each is part of its caller's transaction, checks the post against the caller's reach (`people.manage`), the version and
/// the dates, and writes one journal entry. The journal names people by id: names are sealed.
///
/// Days are as everywhere: the first day included, `until` the first day excluded. Dates may lie in the past, so that what was can be entered,
/// and in the future. A version of nil skips the check, for imports and the machine's own acts only.
public struct PostDesk: Sendable {
  let profile: CityProfile
  let ids: IdentifierMaker
  let timepiece: Timepiece
  let journal: Journal
  let followers: [any PostFollower]
  let books: RoleBooks
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
    self.books = books ?? RoleBooks(profile: profile)
  }

  var today: CivilDay { profile.calendar.localDay(timepiece.now()) }

  /// A post that is being changed, with everything its rules ask for.
  struct Opened {
    let post: Post
    let acting: PostID?
    let rules: PostRules
    var tenures: [Tenure] { rules.tenures }
    var standIns: [StandIn] { rules.standIns }
  }

  /// Finds the post within the caller's reach, holds it against others, and reads who has to do with it.
  /// - Throws: ``Refusal`` `.absent`, `.stale`.
  func open(_ id: PostID, expecting version: Int64?, by caller: Caller, in session: any Session) throws -> Opened {
    guard let found = try posts.post(id, in: session) else { throw Refusal.absent }
    let acting: PostID? = try authorise(place: found.place, organisation: found.organisation, post: id, by: caller)
    if let version, version != found.version { throw Refusal(.stale) }
    let held: Post = try posts.hold(found, in: session)
    let rules = PostRules(
      post: held, holders: profile.postType(held.type)?.holders ?? .one, tenures: try posts.tenures(of: id, in: session),
      standIns: try tenures.standIns(of: id, in: session))
    return Opened(post: held, acting: acting, rules: rules)
  }

  /// The post under which the caller may manage people there; nil for the machine itself.
  /// - Throws: ``Refusal/absent``.
  func authorise(place: Place, organisation: OrganisationID?, post: PostID? = nil, by caller: Caller) throws -> PostID? {
    if caller.isMachine { return nil }
    guard let holding = caller.acting(.peopleManage, place: place, organisation: organisation, post: post) else { throw Refusal.absent }
    return holding.post
  }

  /// Nobody gives a post to himself; posts that govern accounts and roles are given only by who manages accounts; and nobody gets what the
  /// city keeps apart (its separations).
  func checkGift(of post: Post, to person: PersonID, by caller: Caller, in session: any Session) throws {
    if caller.isMachine { return }
    if person == caller.person { throw Refusal.invalid([FieldProblem("person", "posts.problem.oneself")]) }
    let book: RoleBook = try books.book(on: today, in: session)
    let given: Set<Permission> = book.role(ofType: post.type)?.permissions ?? []
    if !given.isDisjoint(with: PostDesk.grave), !caller.policy(for: .accountManage).allows(place: post.place, organisation: post.organisation) {
      throw Refusal(.notAllowed, "posts.problem.beyond_own")
    }
    let types: [String] = try tenures.types(of: person, from: today, in: session)
    let before: Int = book.breaches(in: book.permissions(ofTypes: types)).count
    if book.breaches(in: book.permissions(ofTypes: types + [post.type])).count > before {
      throw Refusal.invalid([FieldProblem("person", "posts.problem.separation")])
    }
  }

  /// What governs accounts, roles and the journal's guard.
  static let grave: Set<Permission> = [.accountManage, .accountSecure, .roleManage, .journalVerify]

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
