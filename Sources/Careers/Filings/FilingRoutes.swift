import Ground
import Organisations
import Places
import SQL
import Web

extension CareersRoom {
  private static let filingField = FieldShape("filing", .id, required: true, about: "The filing's id")

  var filingRoutes: [Route] { [listFilings, listDue, submitFiling, showFiling] + Filing.Act.allCases.map(actRoute) }

  private func pages(_ visit: Visit) -> FilingPages { FilingPages(words: visit.words, profile: profile, calendar: profile.calendar) }

  private func views(_ visit: Visit) -> FilingViews {
    FilingViews(directory: organisations.directory, people: people, words: visit.words, now: visit.now)
  }

  func filingTally(_ policy: Policy, _ within: Within?, on day: CivilDay, in session: any Session) throws -> FilingPages.Tally {
    var states: [Filing.State: Int] = [:]
    for state in Filing.State.allCases { states[state] = try filings.records.count(state, within: within, of: policy, in: session) }
    let due: Int = try profile.careers.filing.map { try filings.records.countDue($0, within: within, of: policy, on: day, in: session) } ?? 0
    return FilingPages.Tally(due: due, states: states)
  }

  private var listFilings: Route {
    Route(
      .get, "/filings", name: "listFilings", summary: "Filings of those who hold posts that must be filed", access: .permission(.careerRead),
      query: Within.fields + [FieldShape("state", .choice(Filing.State.allCases.map(\.rawValue)), about: "Only filings in this state")],
      gives: FilingJSON.filing, isList: true
    ) { visit in
      let state: Filing.State? = visit.query.text("state").flatMap(Filing.State.init(rawValue:))
      let policy: Policy = visit.caller.policy(for: .careerRead)
      let (after, views, day): (RowCursor?, FilingViews, CivilDay) = (try visit.rowCursor, views(visit), today(visit))
      let (within, lines, tally): (Within?, [FilingLine], FilingPages.Tally) = try await database.read { session in
        let within: Within? = try organisations.structures.within(visit.query, in: session)
        let found: [Filing] = try filings.records.list(state, within: within, of: policy, after: after, limit: visit.limit + 1, in: session)
        return (within, try views.lines(found, in: session), try filingTally(policy, within, on: day, in: session))
      }
      let shown: [FilingLine] = Array(lines.prefix(visit.limit))
      let next: String? = lines.count > visit.limit ? shown.last.map { RowCursor(place: $0.filing.place, id: $0.filing.id.raw).description } : nil
      if visit.face == .json { return Reply.json { $0.array(each: shown) { FilingJSON.write($1, &$0) } }.with(next: next) }
      return Reply.page(pages(visit).list(shown, tally, within, state: state, next: next.map { visit.address(next: $0) })).with(next: next)
    }
  }

  private var listDue: Route {
    Route(
      .get, "/filings/due", name: "listDueFilings", summary: "Holders of posts that must be filed who have not been",
      access: .permission(.careerRead), query: Within.fields, gives: FilingJSON.due, isList: true
    ) { visit in
      guard let rules = profile.careers.filing else { throw Refusal.absent }
      let policy: Policy = visit.caller.policy(for: .careerRead)
      let (after, views, day): (RowCursor?, FilingViews, CivilDay) = (try visit.rowCursor, views(visit), today(visit))
      let (within, rows, tally): (Within?, [FilingDue], FilingPages.Tally) = try await database.read { session in
        let within: Within? = try organisations.structures.within(visit.query, in: session)
        let found = try filings.records.due(rules, within: within, of: policy, on: day, after: after, limit: visit.limit + 1, in: session)
        return (within, try views.due(found, in: session), try filingTally(policy, within, on: day, in: session))
      }
      let shown: [FilingDue] = Array(rows.prefix(visit.limit))
      let next: String? = rows.count > visit.limit ? shown.last.map { RowCursor(place: $0.place, id: $0.post.id.raw).description } : nil
      if visit.face == .json { return Reply.json { $0.array(each: shown) { FilingJSON.write($1, &$0) } }.with(next: next) }
      let page = pages(visit).due(
        shown, tally, within, mayManage: visit.caller.may(.careerManage), next: next.map { visit.address(next: $0) }, tokens: { visit.tokens() })
      return Reply.page(page).with(next: next)
    }
  }

  private var submitFiling: Route {
    Route(
      .post, "/filings", name: "submitFiling", summary: "Hands in the filing of who holds a post", access: .permission(.careerManage),
      body: [
        FieldShape("post", .id, required: true, about: "The post"), FieldShape("person", .id, about: "Who, where several hold it"),
        FieldShape("note", .text(max: 500), about: "For the reviewer"),
      ], gives: FilingJSON.filing, status: 201
    ) { visit in
      guard let post: PostID = visit.body.id("post") else { throw Refusal.absent }
      let views: FilingViews = views(visit)
      return try await visit.change(database) { session in
        let filing: Filing = try filings.submit(
          post, person: visit.body.id("person"), note: visit.body.text("note"), by: visit.caller, in: session)
        if visit.face == .page { return .see("/filings/\(filing.id)") }
        let lines: [FilingLine] = try views.lines([filing], in: session)
        var reply = Reply.json { json in for line in lines { FilingJSON.write(line, &json) } }.with(version: filing.version)
        reply.status = 201
        return reply
      }
    }
  }

  private func view(_ visit: Visit) async throws -> FilingView {
    guard let id: FilingID = visit.pathValues.id("filing") else { throw Refusal.absent }
    let views: FilingViews = views(visit)
    return try await database.read { session in
      let filing: Filing = try filings.records.visible(id, to: visit.caller, in: session)
      return try views.view(filing, filings.records, for: visit.caller, in: session)
    }
  }

  private var showFiling: Route {
    Route(
      .get, "/filings/{filing}", name: "showFiling", summary: "One filing", access: .permission(.careerRead), pathFields: [Self.filingField],
      gives: FilingJSON.filing
    ) { visit in
      let view: FilingView = try await view(visit)
      let version: Int64 = view.line.filing.version
      if visit.face == .json { return Reply.json { FilingJSON.write(view.line, &$0) }.with(version: version) }
      return .page(pages(visit).one(view, tokens: { visit.tokens(version: version) }))
    }
  }

  private func actRoute(_ act: Filing.Act) -> Route {
    let summaries: [Filing.Act: String] = [
      .review: "The county takes the filing up", .approval: "The county files it", .return: "The county returns it with a reason",
      .resubmission: "It is handed in again",
    ]
    let number: [FieldShape] = act == .approval ? [FieldShape("number", .text(max: 40), about: "The county's number for it")] : []
    let reason: [FieldShape] = act == .return ? [FieldShape("reason", .choice(profile.careers.filing?.returns ?? []), about: "Why")] : []
    return Route(
      .post, "/filings/{filing}/\(act.rawValue)", name: "\(act.rawValue)OfFiling", summary: summaries[act] ?? "", access: .permission(act.permission),
      pathFields: [Self.filingField], body: reason + number + [FieldShape("note", .text(max: 500), about: "For those who read it")],
      gives: FilingJSON.filing, isConditional: true,
      refused: { visit, refusal in
        let view: FilingView = try await view(visit)
        let page = pages(visit).one(view, tokens: { visit.tokens(version: view.line.filing.version) }, refusal: refusal)
        return Reply.page(page, status: CareerRefusal.status(refusal.kind))
      }
    ) { visit in
      guard let id: FilingID = visit.pathValues.id("filing") else { throw Refusal.absent }
      let views: FilingViews = views(visit)
      return try await visit.change(database) { session in
        let filing: Filing = try filings.carryOut(
          act, on: id, reason: visit.body.text("reason"), note: visit.body.text("note"), number: visit.body.text("number"),
          expecting: visit.expectedVersion, by: visit.caller, in: session)
        if visit.face == .page { return .see("/filings/\(id)") }
        let lines: [FilingLine] = try views.lines([filing], in: session)
        return Reply.json { json in for line in lines { FilingJSON.write(line, &json) } }.with(version: filing.version)
      }
    }
  }
}
