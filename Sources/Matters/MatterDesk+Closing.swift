public import Ground
public import SQL

extension MatterDesk {
  /// The desk has looked: it is resolved.
  public func verify(_ id: MatterID, note: String?, expecting version: Int64?, by caller: Caller, in session: any Session) throws -> Matter {
    try carryOut(.verify, on: id, expecting: version, step: Step(note: note), by: caller, in: session) { matter, now in matter.resolvedAt = now }
  }

  /// Not convincing: back to the handler with a reason.
  public func sendBack(_ id: MatterID, reason: String?, expecting version: Int64?, by caller: Caller, in session: any Session) throws -> Matter {
    try carryOut(.sendBack, on: id, expecting: version, step: Step(note: reason), by: caller, in: session) { _, _ in }
  }

  /// The office ends its work. Contacts are kept for the retention of the city and then deleted.
  public func close(_ id: MatterID, note: String?, expecting version: Int64?, by caller: Caller, in session: any Session) throws -> Matter {
    let closed = try carryOut(.close, on: id, expecting: version, step: Step(note: note), by: caller, in: session) { matter, now in
      matter.closedAt = now
    }
    let until = timepiece.now().adding(seconds: Int64(profile.intake.retentionDays) * 86_400)
    try reports.keepContacts(of: id, until: until, in: session)
    return closed
  }

  /// The requester rates 1 to 5 and says whether it is solved. Not solved reopens the matter one level up, with a fresh
  /// budget; what was answered stays in its story.
  /// - Throws: ``Refusal`` `.conflict` while there is no answer to rate.
  public func rate(
    _ id: ReportID, rating: Int, solved: Bool, comment: String?, by caller: Caller, in session: any Session
  ) throws -> (matter: Matter, report: Report) {
    // Whoever rates has seen no version: neighbours who rate at the same time take their turns.
    guard let rated = try reports.report(id, in: session)?.matter else { throw Refusal.absent }
    try matters.hold(rated, in: session)
    guard var report = try reports.report(id, in: session), let before = try matters.matter(report.matter, in: session) else { throw Refusal.absent }
    guard before.answeredAt != nil, isRatable(before) else { throw Refusal(.conflict, "matter.refusal.nothing_to_rate") }
    let now = timepiece.now()
    report.rating = rating
    report.solved = solved
    report.comment = comment
    report.ratedAt = now
    try reports.rate(report, in: session)
    var after = before
    after.rating = rating
    after.ratedAt = now
    after.confirmed = solved
    let saved = try recordRating(from: before, to: after, comment: comment, by: caller, at: now, in: session)
    guard !solved, let move = profile.workflow.move(.reopen, from: before.state) else { return (saved, report) }
    return (try reopen(saved, by: move, caller: caller, at: now, in: session), report)
  }

  /// Whether there is an answer that the requester can judge: the matter is past the handler's hands.
  public func isRatable(_ matter: Matter) -> Bool { profile.workflow.move(.reopen, from: matter.state) != nil }

  private func recordRating(
    from before: Matter, to after: Matter, comment: String?, by caller: Caller, at now: Moment, in session: any Session
  ) throws -> Matter {
    let saved = try matters.save(after, in: session)
    try counts.apply(from: before, to: saved, in: session)
    let event = MatterEvent(
      id: ids.next(), matter: saved.id, at: now, kind: .rated, person: nil, post: nil, targetPost: nil, targetOrganisation: nil, note: comment,
      dueBefore: nil, dueAfter: nil)
    try events.insert(event, in: session)
    let changes = MatterDesk.changes(from: before, to: saved)
    let entry = JournalDraft(
      "matter.rated", subject: "matter", id: saved.id.raw, place: saved.location.place, before: changes.before, after: changes.after)
    try journal.append(entry, by: caller, in: session)
    return saved
  }

  private func reopen(_ before: Matter, by move: Workflow.Move, caller: Caller, at now: Moment, in session: any Session) throws -> Matter {
    var after = before
    after.deskLevel = profile.levelAbove(before.deskLevel)?.id ?? before.deskLevel
    after.handlerPost = nil
    after.handlerOrganisation = nil
    after.acceptedAt = nil
    after.resolvedAt = nil
    after.closedAt = nil
    after.reopened += 1
    if let category = profile.category(before.category) {
      after.deadline = Deadline(category.budget, from: now, on: profile.calendar)
    }
    enter(move.to, &after, at: now)
    try reports.keepContacts(of: before.id, until: nil, in: session)
    return try record(.reopen, from: before, to: after, step: Step(), acting: nil, by: caller, at: now, in: session)
  }
}
