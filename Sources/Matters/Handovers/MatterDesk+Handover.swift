import Ground
import Organisations
import SQL

extension MatterDesk {
  /// Whether the desk may still send the matter back to a handler, who would then be nobody.
  func isStuckWithoutHandler(_ matter: Matter) -> Bool { profile.workflow.move(.sendBack, from: matter.state) != nil }

  /// Gives a matter of a handler who goes to the one who comes; without one back to the desk, where it was waiting for the handler.
  func handOver(_ matter: Matter, to successor: Handler?, acting: PostID?, by caller: Caller, in session: any Session) throws {
    let now: Moment = timepiece.now()
    var after = matter
    switch successor {
    case .post(let post): after.handlerPost = post
    case .organisation(let organisation): after.handlerOrganisation = organisation
    case nil:
      guard let state = stateWithoutHandler(matter) else { return }
      after.handlerPost = nil
      after.handlerOrganisation = nil
      after.acceptedAt = nil
      after.askedMinutes = nil
      enter(state, &after, at: now)
    }
    try write(from: matter, to: after, successor, acting: acting, by: caller, at: now, in: session)
  }

  /// Where giving back leads from here; for what has been answered already, where it leads at all. nil: nobody waits for the handler.
  private func stateWithoutHandler(_ matter: Matter) -> String? {
    if let move = profile.workflow.move(.giveBack, from: matter.state) { return move.to }
    return isStuckWithoutHandler(matter) ? profile.workflow.moves.first { $0.act == .giveBack }?.to : nil
  }

  private func write(
    from before: Matter, to after: Matter, _ successor: Handler?, acting: PostID?, by caller: Caller, at now: Moment, in session: any Session
  ) throws {
    let saved: Matter = try matters.save(after, in: session)
    try counts.apply(from: before, to: saved, in: session)
    let moved: Bool = before.deadline.due != saved.deadline.due
    let event = MatterEvent(
      id: ids.next(), matter: saved.id, at: now, kind: .handedOver, person: caller.person, post: acting,
      targetPost: successor?.post, targetOrganisation: successor?.organisation, note: nil, dueBefore: moved ? before.deadline.due : nil,
      dueAfter: moved ? saved.deadline.due : nil)
    try events.insert(event, in: session)
    let changes = MatterDesk.changes(from: before, to: saved)
    let draft = JournalDraft(
      "matter.handed_over", subject: "matter", id: saved.id.raw, place: saved.location.place, acting: acting,
      before: changes.before, after: changes.after)
    try journal.append(draft, by: caller, in: session)
  }
}
