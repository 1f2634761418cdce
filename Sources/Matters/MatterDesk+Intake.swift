public import Ground
public import SQL
import Vault

/// What somebody reports, checked and ready to be written.
public struct IntakeDraft: Sendable {
  public var location: Matter.Location
  public var category: String
  public var body: String
  public var source: Matter.Source
  public var contact: Contact?
  public var photos: [StoredPhoto]

  public init(location: Matter.Location, category: String, body: String, source: Matter.Source, contact: Contact? = nil, photos: [StoredPhoto] = []) {
    self.location = location
    self.category = category
    self.body = body
    self.source = source
    self.contact = contact
    self.photos = photos
  }
}

extension MatterDesk {
  /// A new matter with its first report.
  /// - Throws: ``Refusal`` `.invalid` when the category is not the city's.
  public func report(_ draft: IntakeDraft, by caller: Caller, in session: any Session) throws -> (matter: Matter, report: Report) {
    guard let category = profile.category(draft.category), let initial = profile.workflow.state(profile.workflow.initial) else {
      throw Refusal.invalid([FieldProblem("category", "matter.problem.category")])
    }
    let now = timepiece.now()
    let id: MatterID = ids.next()
    let matter = try insertMatter(in: session) { number in
      Matter(
        id: id, number: number, location: draft.location, category: category.id, title: Matter.title(from: draft.body), body: draft.body,
        source: draft.source, state: initial.id, waitingFor: initial.waitingFor, isOpen: initial.isOpen,
        deskLevel: firstDesk(for: draft.location), handlerPost: nil, handlerOrganisation: nil,
        deadline: Deadline(category.budget, from: now, on: profile.calendar), askedMinutes: nil, reportedAt: now, dispatchedAt: nil,
        acceptedAt: nil, answeredAt: nil, resolvedAt: nil, closedAt: nil, confirmed: nil, rating: nil, ratedAt: nil, reopened: 0, reports: 1,
        joinedTo: nil, version: 1)
    }
    let report = Report(
      id: ids.next(), matter: id, number: matter.number, body: draft.body, at: now, rating: nil, solved: nil, comment: nil, ratedAt: nil)
    guard try reports.insert(report, in: session) else { throw Refusal(.busy) }
    try writeFirstStep(.reported, matter, report, draft, by: caller, at: now, in: session)
    try counts.apply(from: nil, to: matter, in: session)
    return (matter, report)
  }

  /// Another person reports what is already known: the matter gains a report with a number and a link of its own.
  /// - Throws: ``Refusal`` `.conflict` when the matter is no longer open.
  public func alsoReport(_ id: MatterID, _ draft: IntakeDraft, by caller: Caller, in session: any Session) throws -> (matter: Matter, report: Report)
  {
    // It must not be closed meanwhile: its contacts would miss the date on which they are deleted.
    try matters.hold(id, in: session)
    guard let matter = try matters.matter(id, in: session) else { throw Refusal.absent }
    guard matter.isOpen else { throw Refusal(.conflict, "matter.refusal.already_closed") }
    let now = timepiece.now()
    let report = try insertReport(in: session) { number in
      Report(id: ids.next(), matter: id, number: number, body: draft.body, at: now, rating: nil, solved: nil, comment: nil, ratedAt: nil)
    }
    let joined = try matters.addReports(1, to: matter, in: session)
    try writeFirstStep(.alsoReported, joined, report, draft, by: caller, at: now, in: session)
    return (joined, report)
  }

  private func writeFirstStep(
    _ kind: MatterEvent.Kind, _ matter: Matter, _ report: Report, _ draft: IntakeDraft, by caller: Caller, at now: Moment, in session: any Session
  ) throws {
    let acting = caller.acting(.matterRegister, place: matter.location.place)?.post
    let event = MatterEvent(
      id: report.firstStep, matter: matter.id, at: now, kind: kind, person: caller.person, post: acting, targetPost: nil, targetOrganisation: nil,
      note: nil, dueBefore: nil, dueAfter: nil)
    try events.insert(event, in: session)
    try keep(draft.photos, kind: .report, of: matter.id, event: event.id, at: now, in: session)
    if let contact = draft.contact {
      try reports.insertContact(seal(contact, of: report.id), of: report.id, matter: matter, in: session)
    }
    let entry = JournalDraft(
      "matter.\(kind.word)", subject: "matter", id: matter.id.raw, place: matter.location.place, acting: acting,
      after: ["number": report.number, "category": matter.category, "source": matter.source.rawValue, "due_at": matter.deadline.due.rfc3339])
    try journal.append(entry, by: caller, in: session)
  }

  /// The desk that hears of it first: the city's first desk, or the level of the known area when that lies above it.
  private func firstDesk(for location: Matter.Location) -> String {
    let trailing = String(location.place.number).reversed().prefix { $0 == "0" }.count
    let digits = 15 - trailing
    let wanted = profile.level(profile.intake.firstDesk)?.digits ?? 12
    guard digits < wanted else { return profile.intake.firstDesk }
    return profile.levels.last { $0.digits <= max(digits, profile.levels[0].digits) }?.id ?? profile.levels[0].id
  }

  /// Random numbers collide now and then: with ten million matters, one in ten. Then another is taken.
  private func insertMatter(in session: any Session, _ make: (String) -> Matter) throws -> Matter {
    for _ in 0..<40 {
      let matter = make(MatterNumber.random().digits)
      if try reports.isTaken(matter.number, in: session) { continue }
      if try matters.insert(matter, in: session) { return matter }
    }
    throw Refusal(.busy)
  }

  private func insertReport(in session: any Session, _ make: (String) -> Report) throws -> Report {
    for _ in 0..<40 {
      let report = make(MatterNumber.random().digits)
      if try reports.insert(report, in: session) { return report }
    }
    throw Refusal(.busy)
  }
}
