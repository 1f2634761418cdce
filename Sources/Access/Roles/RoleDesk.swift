import Ground
import Organisations
import SQL

/// A role as its page shows it.
struct RoleView: Sendable {
  let role: CityProfile.Role
  /// The types of posts that have it, and how many of each are held today.
  let types: [(type: String, held: Int)]
  /// Of the book: whoever edits says which he saw.
  let edition: Int64
  /// The latest first.
  let history: [RoleChange]
  /// Those of the history that have been taken back.
  let reversed: Set<RoleChangeID>
  let names: [PersonID: String]
}

/// The verbs on roles: look, try an edit, make it, take it back. Editing is the security administrator's.
struct RoleDesk: Sendable {
  let organisations: OrganisationsRoom
  let profile: CityProfile
  let ids: IdentifierMaker
  let journal: Journal
  let duties: DutyGuard
  private let holders: RoleHolderRecords = RoleHolderRecords()

  init(_ room: AccessRoom) {
    organisations = room.organisations
    profile = room.profile
    ids = room.ids
    journal = room.journal
    duties = room.duties
  }

  private var books: RoleBooks { organisations.books }

  /// All roles, in the profile's order, without their histories.
  func list(at now: Moment, in session: any Session) throws -> [RoleView] {
    let day: CivilDay = profile.calendar.localDay(now)
    let edition: RoleBooks.Edition = try RoleBookRecords.edition(in: session)
    let book: RoleBook = try books.book(edition, on: day, in: session)
    let counts: [String: Int] = try holders.counts(on: day, in: session)
    return profile.roles.compactMap { book.roles[$0.id] }.map { role in
      view(role, book, counts, edition.number, [], [], [:])
    }
  }

  /// - Throws: ``Refusal/absent``.
  func one(_ id: String, at now: Moment, in session: any Session) throws -> RoleView {
    let day: CivilDay = profile.calendar.localDay(now)
    let edition: RoleBooks.Edition = try RoleBookRecords.edition(in: session)
    let book: RoleBook = try books.book(edition, on: day, in: session)
    guard let role = book.roles[id] else { throw Refusal.absent }
    let history: [RoleChange] = try RoleBookRecords.history(of: "role", id, limit: 50, in: session)
    let reversed: Set<RoleChangeID> = try RoleBookRecords.reversed(among: history.map(\.id), in: session)
    let names: [PersonID: String] = try PersonRecords(seal: organisations.seal).names(Set(history.compactMap(\.by)), in: session)
    return view(role, book, try holders.counts(on: day, in: session), edition.number, history, reversed, names)
  }

  private func view(
    _ role: CityProfile.Role, _ book: RoleBook, _ counts: [String: Int], _ edition: Int64, _ history: [RoleChange],
    _ reversed: Set<RoleChangeID>, _ names: [PersonID: String]
  ) -> RoleView {
    RoleView(
      role: role, types: book.types(ofRole: role.id).map { ($0, counts[$0] ?? 0) }, edition: edition, history: history, reversed: reversed,
      names: names)
  }

  /// What an edit would do, on the day from which it would count.
  /// - Throws: ``Refusal/absent``; `.invalid` for a day that has passed.
  func effect(of id: String, _ permissions: Set<Permission>, from day: CivilDay, at now: Moment, in session: any Session) throws -> RoleEffect {
    if day < profile.calendar.localDay(now) { throw Refusal.invalid([FieldProblem("from", "access.role.past")]) }
    let book: RoleBook = try books.book(on: day, in: session)
    guard let role = book.roles[id] else { throw Refusal.absent }
    let held: [RoleEffect.Holder] = try holders.holders(ofTypes: book.types(ofRole: id), on: day, in: session)
    return RoleEffect(role, permissions: permissions, holders: held, book: book)
  }

  /// Makes the edit.
  /// - Throws: ``Refusal``: `.conflict` when duties would come together or nobody would be left who may edit roles; `.stale`; `.invalid`.
  func edit(
    _ id: String, _ permissions: Set<Permission>, from day: CivilDay, reason: String?, edition: Int64, by caller: Caller, at now: Moment,
    in session: any Session
  ) throws -> RoleChange {
    guard let reason, !reason.isEmpty else { throw Refusal.invalid([FieldProblem("reason", "access.role.no_reason")]) }
    if try RoleBookRecords.edition(in: session).number != edition { throw Refusal(.stale) }
    let effect: RoleEffect = try effect(of: id, permissions, from: day, at: now, in: session)
    if effect.isNothing { throw Refusal(.conflict, "access.role.nothing") }
    return try append(effect.edit, from: day, reason: reason, reverses: nil, edition: edition, by: caller, at: now, in: session)
  }

  /// Takes an edit back from today on.
  /// - Throws: ``Refusal`` as ``edit(_:_:from:reason:edition:by:at:in:)``; `.conflict` when it was taken back already.
  func reverse(_ id: RoleChangeID, of role: String, edition: Int64, by caller: Caller, at now: Moment, in session: any Session) throws -> RoleChange {
    guard let change = try RoleBookRecords.change(id, in: session), case .permissions(role, _, _) = change.edit else { throw Refusal.absent }
    if try !RoleBookRecords.reversed(among: [id], in: session).isEmpty { throw Refusal(.conflict, "access.role.reversed_already") }
    let day: CivilDay = max(change.validFrom, profile.calendar.localDay(now))
    return try append(
      change.edit.reversed, from: day, reason: change.reason, reverses: id, edition: edition, by: caller, at: now, in: session)
  }

  private func append(
    _ edit: RoleEdit, from day: CivilDay, reason: String, reverses: RoleChangeID?, edition: Int64, by caller: Caller, at now: Moment,
    in session: any Session
  ) throws -> RoleChange {
    let before: RoleBook = try books.book(on: day, in: session)
    let after: RoleBook = before.applying(edit)
    if case .permissions(let role, _, _) = edit { try duties.check(after.breaches(in: after.roles[role]?.permissions ?? [])) }
    try duties.check(duties.violations(by: after, beyond: before, on: day, in: session).flatMap(\.breaches))
    let change = RoleChange(id: ids.next(), edit: edit, validFrom: day, made: now, by: caller.person, reason: reason, reverses: reverses)
    try duties.keepingAnEditor(from: profile.calendar.localDay(now), in: session) {
      try RoleBookRecords.append(change, expected: edition, in: session)
    }
    try note(change, by: caller, in: session)
    return change
  }

  private func note(_ change: RoleChange, by caller: Caller, in session: any Session) throws {
    guard case .permissions(let role, let added, let removed) = change.edit else { return }
    func text(_ permissions: Set<Permission>) -> String? {
      permissions.isEmpty ? nil : permissions.map(\.rawValue).sorted().joined(separator: " ")
    }
    let facts: [String: String?] = ["role": role, "added": text(added), "removed": text(removed), "from": change.validFrom.description]
    let draft = JournalDraft(
      change.reverses == nil ? "role.edited" : "role.restored", subject: "role", id: change.id.raw,
      acting: caller.holdings.first { $0.permissions.contains(.roleManage) }?.post, after: facts.compactMapValues(\.self))
    try journal.append(draft, by: caller, in: session)
  }
}
