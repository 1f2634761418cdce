import Ground
import Markup
import Places
import SQL
import Web

extension AlliancesRoom {
  var visitRoutes: [Route] { [listVisits, showVisit, recordVisit, addFollowUp, finishFollowUp] }

  private static let visit: FieldShape = FieldShape("visit", .id, required: true, about: "The visit's id")

  private var listVisits: Route {
    Route(
      .get, "/visits", name: "listVisits", summary: "Visits between secretaries and units, by planned day", access: .permission(.allianceRead),
      query: Within.fields + [
        FieldShape("round", .id, about: "Only this round"), FieldShape("secretary", .id, about: "Only this secretary, by post"),
        FieldShape("unit", .id, about: "Only this organisation"),
        FieldShape("state", .choice(SecretaryVisit.State.allCases.map(\.rawValue)), about: "Only these"),
        FieldShape("from", .day, about: "Planned from this day on"), FieldShape("before", .day, about: "Planned before this day"),
        FieldShape("follow_ups", .flag, about: "Only those with something left to do"),
        FieldShape("own", .flag, about: "Only those that the caller keeps"),
      ], gives: VisitJSON.visit, isList: true
    ) { visit in
      let cursor: RowCursor? = try visit.rowCursor
      let scope = VisitScope(visit.caller, visit.query.flag("own") ? .allianceManage : .allianceRead)
      let asked = VisitFilter(
        round: visit.query.id("round"), secretary: visit.query.id("secretary"), unit: visit.query.id("unit"),
        state: visit.query.text("state").flatMap { SecretaryVisit.State(rawValue: $0) }, from: visit.query.day("from"),
        before: visit.query.day("before"), hasOpenFollowUps: visit.query.flag("follow_ups"))
      let today: CivilDay = today
      let (filter, found, names, total) = try await database.read { session in
        var filter: VisitFilter = asked
        filter.within = try structures.within(visit.query, in: session)
        let found = try VisitRecords().list(filter, of: scope, on: today, after: cursor, limit: visit.limit, in: session)
        let names = try VisitNames.read(found.rows, seal: seal, on: today, words: visit.words, in: session)
        return (filter, found, names, visit.face == .page ? try VisitRecords().count(filter, of: scope, on: today, in: session) : 0)
      }
      let next: String? = found.next?.description
      if visit.face == .json {
        return Reply.json { $0.array(each: found.rows) { VisitJSON.write($1, names, today: today, &$0) } }.with(next: next)
      }
      let keeping: [(name: String, value: String)] = ["round", "secretary", "unit", "from", "before", "own"].compactMap { name in
        visit.query.text(name).map { (name, $0) }
      }
      let pages = VisitPages(words: visit.words, today: today)
      return Reply.page(pages.list(found.rows, names, filter, total: total, keeping: keeping, next: next.map { visit.address(next: $0) }))
        .with(next: next)
    }
  }

  private struct VisitView: Sendable {
    let visit: SecretaryVisit
    let names: VisitNames
    let followUps: [FollowUp]
    let mayManage: Bool
  }

  private func visitView(_ visit: Visit) async throws -> VisitView {
    guard let id: SecretaryVisitID = visit.pathValues.id("visit") else { throw Refusal.absent }
    let today: CivilDay = today
    return try await database.read { session in
      let found = try VisitRecords().visible(id, to: visit.caller, in: session)
      return VisitView(
        visit: found, names: try VisitNames.read([found], seal: seal, on: today, words: visit.words, in: session),
        followUps: try VisitRecords().followUps(of: id, in: session), mayManage: VisitScope(visit.caller, .allianceManage).allows(found))
    }
  }

  private func visitPage(_ visit: Visit, _ view: VisitView, _ refused: (form: String, filled: FilledForm)?) -> Page {
    VisitPages(words: visit.words, today: today).one(view.visit, view.names, view.followUps, mayManage: view.mayManage, refused: refused) {
      visit.tokens(version: view.visit.version)
    }
  }

  private func refusedVisit(_ form: String) -> @Sendable (Visit, Refusal) async throws -> Reply {
    { visit, refusal in .page(visitPage(visit, try await visitView(visit), (form, Self.filled(visit, refusal)))) }
  }

  private var showVisit: Route {
    Route(
      .get, "/visits/{visit}", name: "showVisit", summary: "One visit with what came of it", access: .permission(.allianceRead),
      pathFields: [Self.visit], gives: VisitJSON.view
    ) { visit in
      let view: VisitView = try await visitView(visit)
      if visit.face == .json {
        return Reply.json { VisitJSON.write(view.visit, view.names, view.followUps, today: today, &$0) }.with(version: view.visit.version)
      }
      return .page(visitPage(visit, view, nil))
    }
  }

  private func answer(_ found: SecretaryVisit, _ visit: Visit, status: Int = 200, in session: any Session) throws -> Reply {
    if visit.face == .page { return .see("/visits/\(found.id)") }
    let names = try VisitNames.read([found], seal: seal, on: today, words: visit.words, in: session)
    return Reply.json(status: status) { VisitJSON.write(found, names, today: today, &$0) }.with(version: found.version)
  }

  private var recordVisit: Route {
    Route(
      .post, "/visits/{visit}/record", name: "recordVisit", summary: "Records that a visit took place and what was told",
      access: .permission(.allianceManage), pathFields: [Self.visit],
      body: [
        FieldShape("day", .day, required: true, about: "When it took place"),
        FieldShape("exchanged", .text(max: 4000), required: true, about: "What the two sides told each other"),
      ], gives: VisitJSON.visit, isConditional: true, refused: refusedVisit("record"),
      handle: { visit in
        guard let id: SecretaryVisitID = visit.pathValues.id("visit"), let day = visit.body.day("day") else { throw Refusal.absent }
        return try await visit.change(database) { session in
          let done = try visitDesk.record(
            id, done: day, exchanged: visit.body.text("exchanged") ?? "", expecting: visit.expectedVersion, by: visit.caller, in: session)
          return try answer(done, visit, in: session)
        }
      })
  }

  private var addFollowUp: Route {
    Route(
      .post, "/visits/{visit}/follow-ups", name: "addFollowUp", summary: "Adds what is to be done after a visit",
      access: .permission(.allianceManage), pathFields: [Self.visit],
      body: [
        FieldShape("what", .text(max: 300), required: true, about: "What is to be done"),
        FieldShape("owner", .text(max: 60), required: true, about: "Who does it"),
        FieldShape("due", .day, required: true, about: "By when"),
      ], gives: VisitJSON.visit, status: 201, isConditional: true, refused: refusedVisit("follow"),
      handle: { visit in
        guard let id: SecretaryVisitID = visit.pathValues.id("visit"), let due = visit.body.day("due") else { throw Refusal.absent }
        let followUp = FollowUp(
          id: desk.ids.next(), visit: id, what: visit.body.text("what") ?? "", owner: visit.body.text("owner") ?? "", due: due)
        return try await visit.change(database) { session in
          try answer(
            try visitDesk.follow(followUp, expecting: visit.expectedVersion, by: visit.caller, in: session), visit, status: 201, in: session)
        }
      })
  }

  private var finishFollowUp: Route {
    Route(
      .post, "/visits/{visit}/follow-ups/{follow_up}/completion", name: "finishFollowUp", summary: "Records that it has been done",
      access: .permission(.allianceManage), pathFields: [Self.visit, FieldShape("follow_up", .id, required: true, about: "The follow-up's id")],
      gives: VisitJSON.visit, isConditional: true, refused: refusedVisit("finish"),
      handle: { visit in
        guard let id: SecretaryVisitID = visit.pathValues.id("visit"), let followUp: FollowUpID = visit.pathValues.id("follow_up") else {
          throw Refusal.absent
        }
        return try await visit.change(database) { session in
          try answer(
            try visitDesk.finish(followUp, of: id, expecting: visit.expectedVersion, by: visit.caller, in: session), visit, in: session)
        }
      })
  }
}
