import Ground
import Organisations
import Places
import SQL

extension MatterViews {
  /// - Throws: ``Refusal/absent``.
  func matter(_ id: MatterID, in session: any Session) throws -> MatterView {
    let matter = try room.desk.matters.visible(id, to: caller, in: session)
    let events = try room.desk.events.events(of: id, in: session)
    let photos = try room.desk.events.photos(of: id, in: session)
    let acts = room.desk.possibleActs(on: matter, for: caller)
    let mayDispatch = acts.contains { $0.act == .dispatch }
    let mayReveal =
      caller.acting(
        .contactReveal, place: matter.location.place, organisation: matter.handlerOrganisation, post: matter.handlerPost) != nil
    let row = try rows([matter], in: session)[0]
    let advice = mayDispatch ? try advice(matter, in: session) : nil
    return MatterView(
      matter: matter, chain: try areas.chain(to: matter.location.area, in: session), handler: row.handler, standing: row.standing,
      events: try told(events, photos, in: session), photos: photos, reports: try room.desk.reports.reports(of: id, in: session),
      contacts: try room.desk.contacts(of: matter, in: session), mayReveal: mayReveal, reasons: reasons(matter, events), acts: acts,
      choice: mayDispatch ? try choice(matter, in: session) : nil, owner: mayDispatch ? try advice?.lead ?? owner(matter, in: session) : nil,
      advice: advice,
      joinedTo: try matter.joinedTo.flatMap { try joined($0, in: session) })
  }

  /// The matter that another was joined to, if it lies in the caller's reach as well.
  private func joined(_ id: MatterID, in session: any Session) throws -> Matter? {
    do {
      return try room.desk.matters.visible(id, to: caller, in: session)
    } catch let refusal as Refusal where refusal.kind == .absent {
      return nil
    }
  }

  func choice(_ matter: Matter, in session: any Session) throws -> DispatchCandidates.Choice {
    try room.candidates.at(matter.location.place, building: matter.location.building, now: now, words: words, in: session)
  }

  /// What the territorial duty list says: who leads here, and who supports.
  private func advice(_ matter: Matter, in session: any Session) throws -> TerritorialAdvice? {
    try room.candidates.advice(
      on: matter.category, at: matter.location.place, building: matter.location.building, now: now, words: words, in: session)
  }

  private func owner(_ matter: Matter, in session: any Session) throws -> DispatchCandidates.Owner? {
    guard let category = room.profile.category(matter.category) else { return nil }
    return try room.candidates.catalogueOwner(
      of: category, at: matter.location.place, building: matter.location.building, now: now, words: words, in: session)
  }

  private func told(_ events: [MatterEvent], _ photos: [MatterPhoto], in session: any Session) throws -> [MatterView.Event] {
    let posts = try room.directory.options(
      Set(events.compactMap(\.post) + events.compactMap(\.targetPost)), at: now, words: words, in: session)
    let people = try PersonRecords(seal: room.seal).names(Set(events.flatMap { [$0.person, $0.before, $0.after].compactMap(\.self) }), in: session)
    let organisations = try OrganisationRecords().names(Set(events.compactMap(\.targetOrganisation)), words: words, in: session)
    return events.map { event in
      let target = event.targetPost.flatMap { posts[$0]?.phrase(words) } ?? event.targetOrganisation.flatMap { organisations[$0] }
      let post = event.post.flatMap { posts[$0] }.map { $0.standing(words, joint: words("matter.post_joint")) }
      return MatterView.Event(
        event: event, post: post, person: event.person.flatMap { people[$0] }, target: target,
        photos: photos.filter { $0.event == event.id }, before: event.before.flatMap { people[$0] }, after: event.after.flatMap { people[$0] })
    }
  }

  /// The deadline's own story: when the budget began, what was granted, and when the clock stood.
  private func reasons(_ matter: Matter, _ events: [MatterEvent]) -> DeadlineReasons {
    matter.deadline.why(history(matter, events), at: now, on: room.profile.calendar)
  }

  func history(_ matter: Matter, _ events: [MatterEvent]) -> DeadlineReasons.History {
    let calendar = room.profile.calendar
    let budget = room.profile.category(matter.category)?.budget ?? .workingDays(5)
    let story = Array(events.reversed())
    let started = story.last { $0.kind == .act(.reopen) }?.at ?? matter.reportedAt
    var extensions: [DeadlineReasons.Extension] = []
    var pauses: [DeadlineReasons.Pause] = []
    for event in story where event.at >= started {
      switch event.kind {
      case .act(.grantMoreTime):
        guard let before = event.dueBefore, let after = event.dueAfter else { continue }
        let minutes = calendar.minutes(matter.deadline.clock, from: before, to: after)
        extensions.append(.init(at: event.at, minutes: minutes, reason: event.note ?? ""))
      case .act(.answer):
        pauses.append(.init(from: event.at, until: nil, reason: words("matter.paused.answered")))
      case .act(.sendBack):
        if let open = pauses.popLast() { pauses.append(.init(from: open.from, until: event.at, reason: open.reason)) }
      default: continue
      }
    }
    return DeadlineReasons.History(startedAt: started, budget: budget, pauses: pauses, extensions: extensions)
  }
}
