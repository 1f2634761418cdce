import Ground
import Organisations
import Places
import SQL

/// Entering what a register keeps, ending it, and taking back what was a mistake. Each verb is one transaction of its caller's and one
/// journal entry.
struct PropertyDesk: Sendable {
  let profile: CityProfile
  let ids: IdentifierMaker
  let journal: Journal
  let timepiece: Timepiece
  let records: PropertyEntryRecords = PropertyEntryRecords()
  let subjects: PropertySubjectRecords = PropertySubjectRecords()

  init(profile: CityProfile, ids: IdentifierMaker, timepiece: Timepiece) {
    self.profile = profile
    self.ids = ids
    self.timepiece = timepiece
    journal = Journal(ids: ids, timepiece: timepiece)
  }

  var today: CivilDay { profile.calendar.localDay(timepiece.now()) }

  /// What is to be entered.
  struct Draft: Sendable {
    let register: CityProfile.PropertyRegister
    var item: String?
    var subject: PropertySubject?
    var from: CivilDay?
    var until: CivilDay?
    var facts: PropertyEntry.Facts = .init()
    /// What was wrong with the numbers before they could be facts.
    var problems: [FieldProblem] = []
  }

  /// - Throws: ``Refusal`` `.invalid` on the fields that are wrong.
  func enter(_ draft: Draft, by caller: Caller, in session: any Session) throws -> PropertyEntry {
    let home: PropertySubjectRecords.Home = try home(of: draft, by: caller, in: session)
    let problems: [FieldProblem] = draft.problems + PropertyDraftCheck(draft).problems
    guard problems.isEmpty, let item = draft.item, let from = draft.from else { throw Refusal.invalid(problems) }
    try checkPartner(draft, from: from, by: caller, in: session)
    let entry = PropertyEntry(
      id: ids.next(), register: draft.register.id, item: item, subject: home.subject, area: home.area, place: home.place, validFrom: from,
      validUntil: draft.until, facts: draft.facts)
    try subjects.hold(entry.subject, in: session)
    try makeRoom(for: entry, draft.register, in: session)
    try records.insert(entry, in: session)
    try note("entered", entry, entry.journalled, by: caller, in: session)
    return entry
  }

  /// The subject, if the caller keeps registers there.
  private func home(of draft: Draft, by caller: Caller, in session: any Session) throws -> PropertySubjectRecords.Home {
    let field: String = draft.register.subject.field
    guard let subject = draft.subject else { throw Refusal.invalid([FieldProblem(field, "property.problem.subject")]) }
    guard let home = try subjects.home(of: subject, on: draft.from ?? today, in: session),
      caller.policy(for: .propertyManage).allows(place: home.place, organisation: home.subject.body),
      home.kind.map({ draft.register.kinds.isEmpty || draft.register.kinds.contains($0) }) ?? true
    else { throw Refusal.invalid([FieldProblem(field, "property.problem.subject")]) }
    return home
  }

  /// The body that an entry names is within the caller's reach and of a kind that the register allows.
  private func checkPartner(_ draft: Draft, from: CivilDay, by caller: Caller, in session: any Session) throws {
    guard let partner = draft.facts.partner else { return }
    let policy: Policy = caller.policy(for: .organisationRead)
    guard let body = try BodyRecords().organisation(partner, on: from, in: session), policy.allows(place: body.place, organisation: body.id),
      draft.register.partners.isEmpty || draft.register.partners.contains(body.kind)
    else { throw Refusal.invalid([FieldProblem("partner", "property.problem.partner")]) }
  }

  /// A single entry ends the one before; periods do not overlap; nothing is entered twice.
  private func makeRoom(for entry: PropertyEntry, _ register: CityProfile.PropertyRegister, in session: any Session) throws {
    let others: [PropertyEntry] = try records.lasting(register.id, of: entry.subject, beyond: entry.validFrom, in: session)
    if register.isSingle {
      for other in others { try end(other, for: entry, in: session) }
      return
    }
    let same: [PropertyEntry] = others.filter { $0.item == entry.item && $0.facts.level == entry.facts.level }
    guard let other = same.first(where: { $0.overlaps(from: entry.validFrom, until: entry.validUntil) }) else { return }
    if register.isPeriod {
      throw Refusal.invalid([FieldProblem("from", "property.problem.period", ["from": other.validFrom.description])])
    }
    // Inspections are made again and again; a contract with another company is another contract.
    if !register.fields.contains(.score), same.contains(where: { $0.facts.partner == entry.facts.partner }) {
      throw Refusal.invalid([FieldProblem("item", "property.problem.already", ["from": other.validFrom.description])])
    }
  }

  private func end(_ other: PropertyEntry, for entry: PropertyEntry, in session: any Session) throws {
    guard other.validFrom < entry.validFrom else {
      throw Refusal.invalid([FieldProblem("from", "property.problem.later_one", ["from": other.validFrom.description])])
    }
    var ended = other
    ended.validUntil = entry.validFrom
    _ = try records.end(ended, in: session)
  }

  /// An entry ends, with a reason where the register has some.
  func end(
    _ id: PropertyEntryID, until: CivilDay, ending: String?, expecting version: Int64?, by caller: Caller, in session: any Session
  ) throws -> PropertyEntry {
    let before: PropertyEntry = try target(id, expecting: version, by: caller, in: session)
    guard until > before.validFrom else {
      throw Refusal.invalid([FieldProblem("last_day", "posts.problem.end_before_start", ["from": before.validFrom.description])])
    }
    // What goes on for longer is another entry: so no two periods come to overlap.
    if let planned = before.validUntil, until > planned {
      throw Refusal.invalid([FieldProblem("last_day", "property.problem.longer", ["to": planned.adding(days: -1).description])])
    }
    let endings: [String] = profile.property.register(before.register)?.endings ?? []
    guard endings.isEmpty || ending.map({ endings.contains($0) }) ?? false else {
      throw Refusal.invalid([FieldProblem("ending", "property.problem.ending")])
    }
    var after = before
    after.validUntil = until
    after.ending = ending
    let saved: PropertyEntry = try records.end(after, in: session)
    try note("ended", saved, ["until": until.description, "ending": ending].compactMapValues(\.self), by: caller, in: session)
    return saved
  }

  /// Takes an entry back that should never have been made; the journal keeps what it said.
  func withdraw(_ id: PropertyEntryID, expecting version: Int64?, by caller: Caller, in session: any Session) throws -> PropertyEntry {
    let entry: PropertyEntry = try target(id, expecting: version, by: caller, in: session)
    try records.remove(entry, in: session)
    try note("withdrawn", entry, entry.journalled, by: caller, in: session)
    return entry
  }

  private func target(_ id: PropertyEntryID, expecting version: Int64?, by caller: Caller, in session: any Session) throws -> PropertyEntry {
    let found: PropertyEntry = try records.visible(id, by: caller.policy(for: .propertyManage), in: session)
    guard found.version == version else { throw Refusal(.stale) }
    return found
  }

  private func note(_ verb: String, _ entry: PropertyEntry, _ after: [String: String], by caller: Caller, in session: any Session) throws {
    let acting: Holding? = caller.acting(.propertyManage, place: entry.place, organisation: entry.subject.body)
    let draft = JournalDraft(
      "property.\(verb)", subject: "property_entry", id: entry.id.raw, place: entry.place, acting: acting?.post, after: after)
    try journal.append(draft, by: caller, in: session)
  }
}

extension PropertyEntry {
  /// What the journal keeps of it.
  fileprivate var journalled: [String: String] {
    let checks: String? = facts.checks.isEmpty ? nil : facts.checks.sorted().joined(separator: " ")
    let assets: String? = facts.assets.isEmpty ? nil : facts.assets.map { "\($0.id) \($0.working)/\($0.count)" }.joined(separator: " ")
    let all: [String: String?] = [
      "register": register, "item": item, "estate": subject.estate?.description, "organisation": subject.body?.description,
      "from": validFrom.description, "until": validUntil?.description, "level": facts.level, "partner": facts.partner?.description,
      "number": facts.number, "score": facts.score.map { String($0) }, "due": facts.fees.map { String($0.due) },
      "collected": facts.fees.map { String($0.collected) }, "members": facts.members.map { "\($0.party)/\($0.all)" }, "checks": checks,
      "assets": assets,
    ]
    return all.compactMapValues(\.self)
  }
}
