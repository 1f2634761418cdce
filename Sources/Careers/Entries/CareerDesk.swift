import Ground
import Organisations
import Places
import SQL

/// Entering what a register keeps, and ending it. Each verb is one transaction of its caller's and one journal entry.
struct CareerDesk: Sendable {
  let profile: CityProfile
  let ids: IdentifierMaker
  let journal: Journal
  let timepiece: Timepiece
  let records: CareerEntryRecords = CareerEntryRecords()

  init(profile: CityProfile, ids: IdentifierMaker, timepiece: Timepiece) {
    self.profile = profile
    self.ids = ids
    self.timepiece = timepiece
    journal = Journal(ids: ids, timepiece: timepiece)
  }

  /// What is to be entered.
  struct Draft: Sendable {
    let register: String
    var item: String?
    var person: PersonID
    var partner: PersonID?
    var organisation: OrganisationID?
    var from: CivilDay?
    var until: CivilDay?
    var hours: Int?
    var plan: String?
  }

  /// - Throws: ``Refusal`` `.absent`, `.invalid` on the field that is wrong.
  func enter(_ draft: Draft, by caller: Caller, in session: any Session) throws -> CareerEntry {
    guard let register = profile.careers.register(draft.register) else { throw Refusal.absent }
    guard let item = draft.item, register.item(item) != nil else { throw Refusal.invalid([FieldProblem("item", "careers.problem.item")]) }
    guard let from = draft.from else { throw Refusal.invalid([FieldProblem("from", "field.missing")]) }
    let home: Home = try home(of: draft.person, for: caller, in: session)
    try check(draft, register, from: from)
    let open: [CareerEntry] = try records.open(register.id, of: draft.person, on: from, in: session)
    // The same course may be completed again, on another day.
    if open.contains(where: { $0.item == item && $0.partner == draft.partner && (!register.fields.contains(.hours) || $0.validFrom == from) }) {
      throw Refusal.invalid([FieldProblem("item", "careers.problem.already")])
    }
    if register.isSingle { try endOthers(open, on: from, in: session) }
    let has: (CityProfile.CareerRegister.Field) -> Bool = { register.fields.contains($0) }
    let entry = CareerEntry(
      id: ids.next(), register: register.id, item: item, person: draft.person, partner: has(.partner) ? draft.partner : nil,
      organisation: has(.organisation) ? draft.organisation : nil, area: home.area, place: home.place, validFrom: from,
      validUntil: has(.until) ? draft.until : nil, hours: has(.hours) ? draft.hours : nil, plan: has(.plan) ? draft.plan : nil)
    try records.insert(entry, in: session)
    try note("entered", entry, home.post, after: facts(entry), by: caller, in: session)
    return entry
  }

  private func check(_ draft: Draft, _ register: CityProfile.CareerRegister, from: CivilDay) throws {
    var problems: [FieldProblem] = []
    if let until = draft.until, until <= from {
      problems.append(FieldProblem("last_day", "posts.problem.end_before_start", ["from": from.description]))
    }
    if register.fields.contains(.partner) {
      if draft.partner == nil { problems.append(FieldProblem("partner", "careers.problem.partner")) }
      if draft.partner == draft.person { problems.append(FieldProblem("partner", "careers.problem.partner_self")) }
    }
    if register.fields.contains(.hours), from > profile.calendar.localDay(timepiece.now()) {
      problems.append(FieldProblem("from", "careers.problem.ahead"))
    }
    if let hours = draft.hours, !(1...2000).contains(hours) { problems.append(FieldProblem("hours", "careers.problem.hours")) }
    if !problems.isEmpty { throw Refusal.invalid(problems) }
  }

  /// A grade ends the one before on the day when it begins.
  private func endOthers(_ open: [CareerEntry], on day: CivilDay, in session: any Session) throws {
    for var other in open {
      guard other.validFrom < day else {
        throw Refusal.invalid([FieldProblem("from", "careers.problem.later_one", ["from": other.validFrom.description])])
      }
      other.validUntil = day
      _ = try records.save(other, in: session)
    }
  }

  /// An entry ends, with a reason where the register has some, and with an evaluation where it keeps one.
  func end(
    _ id: CareerEntryID, until: CivilDay, ending: String?, evaluation: String?, expecting version: Int64?, by caller: Caller,
    in session: any Session
  ) throws -> CareerEntry {
    let before: CareerEntry = try records.visible(id, to: caller, in: session)
    let acting: PostID = try authorise(before.place, by: caller)
    if let version, version != before.version { throw Refusal(.stale) }
    let register: CityProfile.CareerRegister? = profile.careers.register(before.register)
    if until <= before.validFrom {
      throw Refusal.invalid([FieldProblem("last_day", "posts.problem.end_before_start", ["from": before.validFrom.description])])
    }
    if let register, !register.endings.isEmpty, ending == nil || !register.endings.contains(ending ?? "") {
      throw Refusal.invalid([FieldProblem("ending", "careers.problem.ending")])
    }
    var after = before
    after.validUntil = until
    after.ending = ending
    if register?.fields.contains(.evaluation) ?? false { after.evaluation = evaluation ?? before.evaluation }
    let saved: CareerEntry = try records.save(after, in: session)
    try note("ended", saved, acting, after: ["until": until.description, "ending": ending].compactMapValues(\.self), by: caller, in: session)
    return saved
  }

  // MARK: Who, where

  struct Home: Sendable {
    let area: AreaID
    let place: Place
    /// The post under which the caller acts.
    let post: PostID
  }

  func authorise(_ place: Place, by caller: Caller) throws -> PostID {
    guard let holding = caller.acting(.careerManage, place: place) else { throw Refusal.absent }
    return holding.post
  }

  /// Where the person works, within the caller's reach; else the caller's own area.
  func home(of person: PersonID, for caller: Caller, in session: any Session) throws -> Home {
    let policy: Policy = caller.policy(for: .careerManage)
    let today: CivilDay = profile.calendar.localDay(timepiece.now())
    let found: (AreaID, Place)? = try session.first(
      """
      SELECT p.area_id, p.place FROM post_holding h JOIN post p ON p.id = h.post_id
      WHERE h.person_id = \(person) AND \(Validity.condition("h", on: today))
        AND \(policy.filter(place: "p.place")) ORDER BY p.place LIMIT 1
      """
    ) { (try $0.at(0), try $0.at(1)) }
    if let found { return Home(area: found.0, place: found.1, post: try authorise(found.1, by: caller)) }
    guard let own = caller.holdings.first(where: { $0.permissions.contains(.careerManage) && $0.organisation == nil }) else { throw Refusal.absent }
    return Home(area: own.area, place: own.range.first, post: own.post)
  }

  private func facts(_ entry: CareerEntry) -> [String: String] {
    let all: [String: String?] = [
      "register": entry.register, "item": entry.item, "person": entry.person.description, "partner": entry.partner?.description,
      "from": entry.validFrom.description, "until": entry.validUntil?.description, "hours": entry.hours.map { String($0) },
    ]
    return all.compactMapValues(\.self)
  }

  private func note(
    _ verb: String, _ entry: CareerEntry, _ acting: PostID, after: [String: String], by caller: Caller, in session: any Session
  ) throws {
    let draft = JournalDraft(
      "career.\(verb)", subject: "career_entry", id: entry.id.raw, place: entry.place, acting: acting, after: after)
    try journal.append(draft, by: caller, in: session)
  }
}
