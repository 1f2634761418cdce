import Ground
import Places
import SQL
import Web

extension OrganisationsRoom {
  private static let post: FieldShape = FieldShape("post", .id, required: true, about: "The post's id")

  /// For each act a form and what it is sent to.
  var postActRoutes: [Route] { PostAct.allCases.map(formRoute) + PostAct.allCases.map(actRoute) }

  private func formRoute(_ act: PostAct) -> Route {
    Route(
      .get, "/posts/{post}/\(act.rawValue)", name: act.operation.form, summary: "The form: \(act.operation.summary)",
      access: .anyOf(DutyGuard.keeping), faces: [.page], pathFields: [Self.post],
      query: act.choosesPerson ? [FieldShape("q", .text(max: 40), about: "A name to look for")] : []
    ) { visit in
      var form: PostForm = try await form(act, visit, text: visit.query.text("q"), values: [:])
      form.values = PostForm.usual(act, form.view, today: form.today)
      return .page(PostFormPages(words: visit.words).page(form, tokens: visit.tokens(version: form.view.post.version)))
    }
  }

  private func actRoute(_ act: PostAct) -> Route {
    Route(
      .post, "/posts/{post}/\(act.rawValue)", name: act.operation.act, summary: act.operation.summary, access: .anyOf(DutyGuard.keeping),
      pathFields: [Self.post], body: act.fields, gives: PostJSON.view, isConditional: true,
      refused: { visit, refusal in
        let form: PostForm = try await form(act, visit, text: visit.body.text("q"), values: visit.body.values.compactMapValues(\.first))
        let page = PostFormPages(words: visit.words).page(form, tokens: visit.tokens(version: form.view.post.version), refusal: refusal)
        return Reply.page(page, status: RefusedForm.status(refusal.kind))
      }
    ) { visit in
      guard let id: PostID = visit.pathValues.id("post") else { throw Refusal.absent }
      let desk = PostActDesk(desk: posts, people: personDesk)
      let views: PostViews = postViews
      return try await visit.change(database) { session in
        try desk.carryOut(act, on: id, visit.asked, expecting: visit.expectedVersion, by: visit.caller, in: session)
        if visit.face == .page { return .see("/posts/\(id)") }
        let view: PostView = try views.view(id, to: visit.caller, at: visit.now, words: visit.words, in: session)
        return Reply.json { PostJSON.write(view, &$0) }.with(version: view.post.version)
      }
    }
  }

  /// - Throws: ``Refusal/absent`` when the caller may not change the post.
  private func form(_ act: PostAct, _ visit: Visit, text: String?, values: [String: String]) async throws -> PostForm {
    guard let id: PostID = visit.pathValues.id("post") else { throw Refusal.absent }
    let views: PostViews = postViews
    let today: CivilDay = profile.calendar.localDay(visit.now)
    return try await database.read { session in
      let view: PostView = try views.view(id, to: visit.caller, at: visit.now, words: visit.words, in: session)
      guard view.mayManage else { throw Refusal.absent }
      let found: [Person] =
        act.choosesPerson && text != nil ? try people.search(text, to: visit.caller, limit: 12, in: session).people : []
      let successors: [PostOption] = act == .retirement ? try heirs(of: view.post, visit, in: session) : []
      return PostForm(act: act, view: view, text: text, found: found, successors: successors, values: values, today: today)
    }
  }

  /// Who may take the work over: posts whose role handles the same, at the same area or the one above it, the same type first.
  private func heirs(of post: Post, _ visit: Visit, in session: any Session) throws -> [PostOption] {
    guard let own = try AreaRecords().find(post.area, in: session) else { return [] }
    let above: Area? = own.level == profile.levels.last?.id ? try own.parent.flatMap { try AreaRecords().find($0, in: session) } : nil
    let filter = PostFilter(within: Within(above ?? own), state: .held)
    let found: [PostOption] = try directory.list(
      filter, of: visit.caller.policy(for: .peopleManage), after: nil, limit: 200, at: visit.now, words: visit.words, in: session)
    let others: [PostOption] = found.filter { $0.id != post.id }
    return others.filter { $0.type == post.type } + others.filter { $0.type != post.type }
  }

  var personDesk: PersonDesk { PersonDesk(profile: profile, ids: ids, timepiece: timepiece, seal: seal) }
}

/// The status under which a refused form is shown again.
enum RefusedForm {
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

extension Visit {
  var asked: PostActDesk.Asked {
    PostActDesk.Asked(
      person: body.id("person"), name: body.text("name"), phone: body.text("phone"), from: body.day("from"), lastDay: body.day("last_day"),
      termLastDay: body.day("term_last_day"), predecessor: body.id("predecessor"), successor: body.id("successor"), standIn: body.id("stand_in"),
      reason: body.text("reason"), rank: body.integer("rank").map { Int($0) })
  }
}
