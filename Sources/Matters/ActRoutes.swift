import Ground
import Organisations
import SQL
import Web

extension MattersRoom {
  /// One route for each act of the city's workflow: `POST /matters/{matter}/<resource>`.
  var actRoutes: [Route] {
    let offered = Set(profile.workflow.moves.map(\.act))
    return MatterAct.routed.filter(offered.contains).map(actRoute)
  }

  private func actRoute(_ act: MatterAct) -> Route {
    Route(
      .post, "/matters/{matter}/\(act.resource)", name: act.operation.name, summary: act.operation.summary,
      access: .permission(act.permission(profile.workflow)), pathFields: [Self.matterField], body: act.fields, gives: MatterJSON.state,
      isConditional: true, maxBody: act.takesPhotos ? 62 * 1024 * 1024 : 64 * 1024,
      refused: { visit, refusal in try await refusedAct(act, visit, refusal) },
      handle: { visit in try await carryOut(act, visit) })
  }

  private func carryOut(_ act: MatterAct, _ visit: Visit) async throws -> Reply {
    guard let id: MatterID = visit.pathValues.id("matter") else { throw Refusal.absent }
    let evidence = act.takesPhotos ? try await storePhotos(visit.body.uploads("photo"), field: "photo") : []
    let views = views(visit)
    return try await visit.change(database) { session in
      let matter = try perform(act, id, evidence, visit, views, in: session)
      if visit.face == .page { return .see("/matters/\(id)") }
      return Reply.json { MatterJSON.writeState(matter, &$0) }.with(version: matter.version)
    }
  }

  private func perform(
    _ act: MatterAct, _ id: MatterID, _ evidence: [StoredPhoto], _ visit: Visit, _ views: MatterViews, in session: any Session
  ) throws -> Matter {
    let note = visit.body.text("note")
    let version = visit.expectedVersion
    let caller = visit.caller
    switch act {
    case .dispatch:
      return try desk.dispatch(id, to: try handler(visit), note: note, expecting: version, by: caller, in: session) { handler, matter in
        try isCandidate(handler, views.choice(matter, in: session))
      }
    case .consult: return try desk.consult(id, note: note, expecting: version, by: caller, in: session)
    case .accept: return try desk.accept(id, expecting: version, by: caller, in: session)
    case .askMoreTime:
      let days = Int(visit.body.integer("days") ?? 0)
      return try desk.askMoreTime(id, days: days, reason: note, expecting: version, by: caller, in: session)
    case .grantMoreTime: return try desk.grantMoreTime(id, note: note, expecting: version, by: caller, in: session)
    case .refuseMoreTime: return try desk.refuseMoreTime(id, note: note, expecting: version, by: caller, in: session)
    case .giveBack: return try desk.giveBack(id, reason: note, expecting: version, by: caller, in: session)
    case .recordWork: return try desk.recordWork(id, note: note, evidence: evidence, expecting: version, by: caller, in: session)
    case .answer: return try desk.answer(id, note: note, evidence: evidence, expecting: version, by: caller, in: session)
    case .verify: return try desk.verify(id, note: note, expecting: version, by: caller, in: session)
    case .sendBack: return try desk.sendBack(id, reason: note, expecting: version, by: caller, in: session)
    case .close: return try desk.close(id, note: note, expecting: version, by: caller, in: session)
    case .join:
      guard let number = MatterNumber(typed: visit.body.text("number") ?? "") else {
        throw Refusal.invalid([FieldProblem("number", "matter.problem.number")])
      }
      return try desk.join(id, to: number.digits, note: note, expecting: version, by: caller, in: session)
    case .reopen: throw Refusal(.notAllowed, "matter.refusal.requester_only")
    }
  }

  private func handler(_ visit: Visit) throws -> Handler {
    let parts = (visit.body.text("handler") ?? "").split(separator: ":").map(String.init)
    if parts.count == 2, parts[0] == "post", let post = PostID(parts[1]) { return .post(post) }
    if parts.count == 2, parts[0] == "organisation", let organisation = OrganisationID(parts[1]) { return .organisation(organisation) }
    throw Refusal.invalid([FieldProblem("handler", "matter.problem.handler")])
  }

  /// The page again, with the form of the refused act open and filled in.
  private func refusedAct(_ act: MatterAct, _ visit: Visit, _ refusal: Refusal) async throws -> Reply {
    guard let id: MatterID = visit.pathValues.id("matter") else { throw Refusal.absent }
    let views = views(visit)
    let view = try await database.read { session in try views.matter(id, in: session) }
    let values = visit.body.values.compactMapValues(\.first)
    let page = pages(visit).matter(
      view, tokens: { visit.tokens(version: view.matter.version) }, refusal: (act: act, refusal: refusal, values: values), revealed: nil)
    return Reply.page(page, status: ActRefusal.status(refusal.kind))
  }
}

/// Whether a handler is among those who may take the matter.
private func isCandidate(_ handler: Handler, _ choice: DispatchCandidates.Choice) -> Bool {
  switch handler {
  case .post(let post): choice.posts.contains { $0.id == post && !$0.isVacant }
  case .organisation(let organisation): choice.organisations.contains { $0.id == organisation }
  }
}

/// The status under which a refused act shows its page again.
private enum ActRefusal {
  static func status(_ kind: Refusal.Kind) -> Int {
    switch kind {
    case .stale: 412
    case .conflict: 409
    case .notAllowed: 403
    case .busy: 503
    default: 422
    }
  }
}
