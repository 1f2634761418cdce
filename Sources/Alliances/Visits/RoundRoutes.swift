import Ground
import Markup
import Places
import SQL
import Web

extension AlliancesRoom {
  var roundRoutes: [Route] { [listRounds, newRound, planRound, showRound, replanRound] }

  private static let round: FieldShape = FieldShape("round", .id, required: true, about: "The round's id")

  var visitDesk: VisitDesk { VisitDesk(profile: profile, ids: desk.ids, timepiece: timepiece, journal: desk.journal) }

  private var listRounds: Route {
    Route(
      .get, "/visit-rounds", name: "listVisitRounds", summary: "Rounds of visits, the latest first", access: .permission(.allianceRead),
      query: Within.fields, gives: VisitJSON.round, isList: true
    ) { visit in
      let cursor: RowCursor? = try visit.rowCursor
      let policy: Policy = visit.caller.policy(for: .allianceRead)
      let (within, found, names) = try await database.read { session in
        let within: Within? = try structures.within(visit.query, in: session)
        let found = try VisitRecords().rounds(within: within, of: policy, after: cursor, limit: visit.limit, in: session)
        return (within, found, try AreaRecords().names(Set(found.rows.map(\.area)), in: session))
      }
      let next: String? = found.next?.description
      if visit.face == .json { return Reply.json { $0.array(each: found.rows) { VisitJSON.write($1, &$0) } }.with(next: next) }
      let pages = RoundPages(words: visit.words, today: today)
      let page = pages.list(
        found.rows.map { ($0, names[$0.area] ?? "") }, within, mayPlan: visit.caller.policy(for: .allianceManage).ranges.isEmpty == false,
        next: next.map { visit.address(next: $0) })
      return Reply.page(page).with(next: next)
    }
  }

  private var newRound: Route {
    Route(
      .get, "/visit-rounds/new", name: "newVisitRound", summary: "The form on which a round is planned", access: .permission(.allianceManage),
      faces: [.page]
    ) { visit in try await planPage(visit, FilledForm(words: visit.words)) }
  }

  private var planRound: Route {
    Route(
      .post, "/visit-rounds", name: "planVisitRound", summary: "Plans a visit of every pair over a quarter", access: .permission(.allianceManage),
      body: [
        FieldShape("area", .id, required: true, about: "The area whose communities and units visit each other"),
        FieldShape("quarter", .text(max: 7, pattern: "^[0-9]{4}-Q[1-4]$"), required: true, about: "The quarter, `2026-Q4`"),
        FieldShape("covers", .choice(VisitRound.Covers.allCases.map(\.rawValue)), required: true, about: "Which pairs"),
      ], gives: VisitJSON.round, status: 201,
      refused: { visit, refusal in try await planPage(visit, Self.filled(visit, refusal)) },
      handle: { visit in
        guard let area: AreaID = visit.body.id("area"), let quarter = visit.body.text("quarter").flatMap({ Quarter($0) }),
          let covers = visit.body.text("covers").flatMap({ VisitRound.Covers(rawValue: $0) })
        else { throw Refusal(.invalid) }
        return try await visit.change(database) { session in
          let round = try visitDesk.plan(area, quarter, covers, by: visit.caller, in: session)
          return answer(round, visit, status: 201).with(location: "/visit-rounds/\(round.id)", visit)
        }
      })
  }

  private func planPage(_ visit: Visit, _ form: FilledForm) async throws -> Reply {
    let policy: Policy = visit.caller.policy(for: .allianceManage)
    let lowest: String = profile.levels.last?.id ?? ""
    let areas: [(id: AreaID, name: String)] = try await database.read { session in
      try policy.ranges.flatMap { try AreaRecords().within($0, in: session) }.filter { $0.level != lowest }.prefix(300).map { ($0.id, $0.name) }
    }
    return .page(RoundPages(words: visit.words, today: today).plan(form, areas: areas, tokens: visit.tokens()))
  }

  private func answer(_ round: VisitRound, _ visit: Visit, status: Int = 200) -> Reply {
    if visit.face == .page { return .see("/visit-rounds/\(round.id)") }
    return Reply.json(status: status) { VisitJSON.write(round, &$0) }.with(version: round.version)
  }

  private var showRound: Route {
    Route(
      .get, "/visit-rounds/{round}", name: "showVisitRound", summary: "One round: who has visited whom", access: .permission(.allianceRead),
      pathFields: [Self.round], gives: VisitJSON.roundView
    ) { visit in
      guard let id: VisitRoundID = visit.pathValues.id("round") else { throw Refusal.absent }
      let scope = VisitScope(visit.caller)
      let (round, visits, names, area) = try await database.read { session in
        let round = try VisitRecords().visibleRound(id, to: visit.caller, in: session)
        let visits = try VisitRecords().all(of: id, scope: scope, in: session)
        let names = try VisitNames.read(visits, seal: seal, on: today, words: visit.words, in: session)
        return (round, visits, names, try AreaRecords().names([round.area], in: session)[round.area] ?? "")
      }
      if visit.face == .json { return Reply.json { VisitJSON.write(round, visits, today: today, &$0) }.with(version: round.version) }
      let mayManage: Bool = visit.caller.policy(for: .allianceManage).ranges.contains { $0.contains(round.range) }
      let pages = RoundPages(words: visit.words, today: today)
      return .page(pages.one(round, area: area, visits, names, mayManage: mayManage, tokens: visit.tokens(version: round.version)))
    }
  }

  private var replanRound: Route {
    Route(
      .post, "/visit-rounds/{round}/replanning", name: "replanVisitRound", summary: "Takes in who has come and lets go of who has left",
      access: .permission(.allianceManage), pathFields: [Self.round], gives: VisitJSON.round, isConditional: true
    ) { visit in
      guard let id: VisitRoundID = visit.pathValues.id("round") else { throw Refusal.absent }
      return try await visit.change(database) { session in
        answer(try visitDesk.replan(id, expecting: visit.expectedVersion, by: visit.caller, in: session).round, visit)
      }
    }
  }
}
