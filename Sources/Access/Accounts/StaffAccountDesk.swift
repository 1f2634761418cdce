import Ground
import Organisations
import Places
import SQL

/// Accounts as administrators keep them, each within the own places.
struct StaffAccountDesk: Sendable {
  let organisations: OrganisationsRoom
  let profile: CityProfile
  let ids: IdentifierMaker
  let journal: Journal
  let duties: DutyGuard
  let scope: AccountScope

  private var lines: AccountLineRecords { AccountLineRecords(calendar: profile.calendar) }

  /// The accounts that a caller may look at: what either permission reaches.
  private func reach(of caller: Caller, at now: Moment) -> Query {
    let policies: [Policy] = [caller.policy(for: .accountManage), caller.policy(for: .accountSecure)]
    return "(\(Query.joined(policies.map { scope.condition($0, at: now) }, by: " OR ")))"
  }

  // MARK: Reading

  func list(
    _ filter: AccountFilter, by caller: Caller, after name: String?, limit: Int, at now: Moment, words: Words, in session: any Session
  ) throws -> [AccountLine] {
    let found = try lines.page(filter, where: reach(of: caller, at: now), after: name, limit: limit, in: session)
    return try whole(found, at: now, words, in: session)
  }

  /// - Throws: ``Refusal/absent``.
  func line(_ id: AccountID, by caller: Caller, at now: Moment, words: Words, in session: any Session) throws -> AccountLine {
    let found = try lines.page(
      AccountFilter(), where: "a.id = \(id) AND \(reach(of: caller, at: now))", after: nil, limit: 1, in: session)
    guard let line = try whole(found, at: now, words, in: session).first else { throw Refusal.absent }
    return line
  }

  private func whole(
    _ found: [(id: AccountID, hasFactor: Bool)], at now: Moment, _ words: Words, in session: any Session
  ) throws -> [AccountLine] {
    let accounts: [Account] = try found.compactMap { try AccountRecords().account($0.id, in: session) }
    let people: Set<PersonID> = Set(accounts.map(\.person))
    let names: [PersonID: String] = try PersonRecords(seal: organisations.seal).names(people, in: session)
    let posts: [PersonID: [PostID]] = try lines.posts(of: people, at: now, in: session)
    let options = try organisations.directory.options(Set(posts.values.joined()), at: now, words: words, in: session)
    let locks: [String: Moment] = try organisations.signIns.locks(accounts.map(\.name), in: session)
    let factors: Set<AccountID> = Set(found.filter(\.hasFactor).map(\.id))
    return accounts.map { account in
      AccountLine(
        account: account, personName: names[account.person] ?? "", posts: (posts[account.person] ?? []).compactMap { options[$0] },
        hasSecondFactor: factors.contains(account.id), lockedUntil: locks[account.name])
    }
  }

  // MARK: Opening

  /// - Throws: ``Refusal``: `.invalid` for wrong fields, `.conflict` where duties must stay apart.
  func open(
    _ order: AccountOrder, _ fresh: (password: String, hash: String), by caller: Caller, at now: Moment, in session: any Session
  ) throws -> FreshPassword {
    let person: PersonID = try person(order, by: caller, at: now, in: session)
    let account: Account = try organisations.accounts.open(
      order.name, person: person, hash: fresh.hash, isTemporary: true, by: caller, in: session)
    if let type = order.type { try fill(type, order.area ?? "", with: person, by: caller, at: now, in: session) }
    return FreshPassword(account: account, password: fresh.password)
  }

  private func person(_ order: AccountOrder, by caller: Caller, at now: Moment, in session: any Session) throws -> PersonID {
    if let holder = order.holder { return try known(holder, by: caller, at: now, in: session) }
    guard let name = order.person else { throw Refusal.invalid([FieldProblem("person", "access.account.no_person")]) }
    let person = Person(id: ids.next(), name: name, phone: order.phone, place: scope.city?.first)
    try PersonRecords(seal: organisations.seal).insert(person, in: session)
    return person.id
  }

  /// Somebody whose posts of today all lie where the caller may open accounts.
  private func known(_ person: PersonID, by caller: Caller, at now: Moment, in session: any Session) throws -> PersonID {
    let policy: Policy = caller.policy(for: .accountManage)
    let held: [PostID] = try lines.posts(of: [person], at: now, in: session)[person] ?? []
    let posts: [Post] = try held.compactMap { try PostRecords().post($0, in: session) }
    let isWithin: Bool = posts.allSatisfy { policy.allows(place: $0.place, organisation: $0.organisation, post: $0.id) }
    guard !posts.isEmpty, isWithin else { throw Refusal.invalid([FieldProblem("holder", "access.account.no_person")]) }
    return person
  }

  /// The types of posts that a caller may fill along with an account, in the profile's order.
  func types(for caller: Caller, at now: Moment, in session: any Session) throws -> [String] {
    guard caller.may(.peopleManage) else { return [] }
    let all: [String] = profile.postTypes.map(\.id)
    let kept: Set<String> = try duties.kept(of: all, by: caller, on: profile.calendar.localDay(now), in: session)
    return all.filter(kept.contains)
  }

  private func fill(
    _ type: String, _ code: String, with person: PersonID, by caller: Caller, at now: Moment, in session: any Session
  ) throws {
    let policy: Policy = caller.policy(for: .peopleManage)
    let today: CivilDay = profile.calendar.localDay(now)
    guard let type = profile.postType(type), let area = try AreaRecords().meant(by: code, on: today, in: session), policy.allows(place: area.place),
      let post = try lines.open(type, at: area.id, now: now, in: session)
    else { throw Refusal.invalid([FieldProblem("area", "access.account.no_post")]) }
    let appointment = Appointment(person: person, from: today)
    try organisations.posts.appoint(appointment, to: post, expecting: nil, by: caller, in: session)
  }

  // MARK: Keeping

  func setDisabled(_ isDisabled: Bool, _ id: AccountID, version: Int64, by caller: Caller, at now: Moment, in session: any Session) throws {
    let account: Account = try kept(id, version: version, by: caller, at: now, in: session)
    try duties.keepingAnEditor(from: profile.calendar.localDay(now), in: session) {
      try organisations.accounts.setDisabled(isDisabled, of: account, by: caller, in: session)
    }
  }

  func unlock(_ id: AccountID, version: Int64, by caller: Caller, at now: Moment, in session: any Session) throws {
    try organisations.signIns.unlock(kept(id, version: version, by: caller, at: now, in: session), by: caller, in: session)
  }

  func resetPassword(
    _ fresh: (password: String, hash: String), _ id: AccountID, version: Int64, by caller: Caller, at now: Moment, in session: any Session
  ) throws -> FreshPassword {
    let account: Account = try kept(id, version: version, by: caller, at: now, in: session)
    try checkNoAdministrator(id, at: now, in: session)
    try organisations.accounts.resetPassword(fresh.hash, of: account, by: caller, in: session)
    return FreshPassword(account: account, password: fresh.password)
  }

  func resetSecondFactor(_ id: AccountID, version: Int64, by caller: Caller, at now: Moment, in session: any Session) throws {
    _ = try kept(id, version: version, by: caller, at: now, in: session)
    try checkNoAdministrator(id, at: now, in: session)
    try organisations.factors.reset(id, by: caller, in: session)
  }

  /// The account at the version that was seen, if the caller watches over it. Nobody acts on the own account here.
  private func kept(_ id: AccountID, version: Int64, by caller: Caller, at now: Moment, in session: any Session) throws -> Account {
    guard try scope.reaches(id, by: caller.policy(for: .accountSecure), at: now, in: session),
      let account = try AccountRecords().account(id, in: session)
    else { throw Refusal.absent }
    if account.version != version { throw Refusal(.stale) }
    if id == caller.account { throw Refusal(.conflict, "access.account.own") }
    return account
  }

  /// With a password or a second factor set back one could come in as somebody else: the three administrators are spared that from
  /// one another. What they have lost is set back at the machine itself.
  private func checkNoAdministrator(_ id: AccountID, at now: Moment, in session: any Session) throws {
    guard let found = try organisations.callers.file(id, at: now, in: session) else { throw Refusal.absent }
    let day: CivilDay = profile.calendar.localDay(now)
    let types: [String] = found.file.seats.filter { $0.term.until.map { day < $0 } ?? true }.map(\.type)
    if types.contains(where: { found.book.dutyTypes.contains($0) }) { throw Refusal(.conflict, "access.account.administrator") }
  }
}
