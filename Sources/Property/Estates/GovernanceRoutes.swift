import Ground
import Organisations
import Places
import SQL
import Web

extension PropertyRoom {
  private static let estateField = FieldShape("estate", .id, required: true, about: "The estate's id")
  private static let answers: FieldShape.Kind = .choice(["yes", "no"])
  private static let finding = FieldShape("q", .text(max: 40), about: "A piece of the name of a body to bind")

  var governanceRoutes: [Route] { [listGovernance, showGovernance, bindBody, unbindBody] }

  // MARK: Lists

  private var listGovernance: Route {
    Route(
      .get, "/property/estates", name: "listGovernedEstates", summary: "Estates by who stands there, within the caller's reach",
      access: .permission(.propertyRead),
      query: Within.fields + [
        FieldShape("kind", .text(max: 40), about: "Only where a body of this kind stands"),
        FieldShape("has", Self.answers, about: "no: only where none of that kind stands"),
        FieldShape("missing", .text(max: 40), about: "Only where this party is wanted and not there"),
        FieldShape("cross", Self.answers, about: "Only where somebody of the community sits in a body of the estate, or nobody"),
        FieldShape("nobody", .flag, about: "Only where no body of any kind stands"),
        FieldShape("mode", .text(max: 40), about: "Only as it is managed today"), FieldShape("flag", .text(max: 40), about: "Only with this flag"),
      ], gives: GovernanceJSON.row, isList: true
    ) { visit in
      let cursor: RowCursor? = try visit.rowCursor
      let (day, desk, records): (CivilDay, GovernanceDesk, GovernanceRecords) = (today(visit), governance, GovernanceRecords(profile: profile))
      let policy: Policy = visit.caller.policy(for: .propertyRead)
      let list: GovernanceListPages.List = try await database.read { session in
        let filter: GovernanceFilter = visit.governanceFilter(try structures.within(visit.query, in: session))
        let found: [Estate] = try records.list(filter, of: policy, on: day, after: cursor, limit: visit.limit + 1, in: session)
        let shown: [Estate] = Array(found.prefix(visit.limit))
        return GovernanceListPages.List(
          rows: try desk.rows(shown, on: day, to: visit.caller, words: visit.words, in: session), filter: filter,
          total: try records.count(filter, of: policy, on: day, in: session),
          next: found.count > visit.limit ? shown.last.map { RowCursor($0).description } : nil)
      }
      if visit.face == .json { return Reply.json { $0.array(each: list.rows) { GovernanceJSON.write($1, &$0) } }.with(next: list.next) }
      let page = GovernanceListPages(words: visit.words, profile: profile).page(list, next: list.next.map { visit.address(next: $0) })
      return Reply.page(page).with(next: list.next)
    }
  }

  // MARK: One estate

  private var showGovernance: Route {
    Route(
      .get, "/estates/{estate}/governance", name: "showEstateGovernance", summary: "Who governs an estate, who is missing, and what is kept about it",
      access: .permission(.propertyRead), pathFields: [Self.estateField],
      query: [FieldShape("day", .day, about: "As it was or will be on this day; today unless said"), Self.finding], gives: GovernanceJSON.view
    ) { visit in try await governance(visit, text: visit.query.text("q")) }
  }

  private func governance(_ visit: Visit, text: String?, refusal: Refusal? = nil) async throws -> Reply {
    guard let id: EstateID = visit.pathValues.id("estate") else { throw Refusal.absent }
    let day: CivilDay = visit.query.day("day") ?? today(visit)
    let desk: GovernanceDesk = governance
    let (view, binding): (Governance, GovernancePages.Binding?) = try await database.read { session in
      let view: Governance = try desk.view(id, on: day, to: visit.caller, words: visit.words, in: session)
      return (view, try self.binding(view, text, visit, refusal, in: session))
    }
    if visit.face == .json { return .json { GovernanceJSON.write(view, &$0) } }
    let pages = GovernancePages(words: visit.words, profile: profile, tokens: { visit.tokens(version: $0) })
    let manage: Policy = visit.caller.policy(for: .propertyManage)
    return .page(pages.one(view, binding: binding, mayEnter: manage.allows(place: view.estate.place)))
  }

  private func binding(
    _ view: Governance, _ text: String?, _ visit: Visit, _ refusal: Refusal?, in session: any Session
  ) throws -> GovernancePages.Binding? {
    let manage: Policy = visit.caller.policy(for: .organisationManage)
    guard visit.face == .page, manage.allows(place: view.estate.place) else { return nil }
    let found: [OrganisationID] = try GovernanceRecords(profile: profile).candidates(
      for: view.estate, named: text, policy: manage, on: view.day, in: session)
    let bodies: [OrganisationID: (name: String, kind: String)] = try governance.told(found, words: visit.words, in: session)
    let sorted = found.compactMap { id in bodies[id].map { (id: id, name: $0.name, kind: $0.kind) } }.sorted { ($0.kind, $0.id) < ($1.kind, $1.id) }
    return GovernancePages.Binding(text: text, candidates: sorted, values: visit.body.values.compactMapValues(\.first), refusal: refusal)
  }

  // MARK: Binding bodies

  private var bindBody: Route {
    Route(
      .post, "/estates/{estate}/bodies", name: "bindBodyToEstate", summary: "Let a body stand at an estate, from a day on",
      access: .permission(.organisationManage), pathFields: [Self.estateField],
      body: [
        FieldShape("organisation", .id, required: true, about: "The body"), FieldShape("from", .day, about: "The first day; today unless said"),
        Self.finding,
      ], gives: GovernanceJSON.view, status: 201,
      refused: { visit, refusal in try await governance(visit, text: visit.body.text("q"), refusal: refusal) },
      handle: { visit in
        guard let id: OrganisationID = visit.body.id("organisation") else { throw Refusal.absent }
        return try await visit.change(database) { session in
          let estate: Estate = try reachable(visit, in: session)
          guard let body = try OrganisationRecords().organisation(id, in: session),
            visit.caller.policy(for: .organisationManage).allows(place: body.place, organisation: id)
          else { throw Refusal.invalid([FieldProblem("organisation", "posts.problem.organisation")]) }
          _ = try bodies.bind(
            id, to: estate.id, from: visit.body.day("from") ?? today(visit), expecting: body.version, by: visit.caller, in: session)
          return try bound(estate.id, visit, status: 201, in: session)
        }
      })
  }

  private var unbindBody: Route {
    Route(
      .post, "/estates/{estate}/bodies/{binding}/end", name: "unbindBodyFromEstate",
      summary: "A body no longer stands at an estate, from a day on; the version is the body's",
      access: .permission(.organisationManage),
      pathFields: [Self.estateField, FieldShape("binding", .id, required: true, about: "The binding's id")],
      body: [FieldShape("from", .day, about: "The first day on which it no longer stands there; today unless said")], gives: GovernanceJSON.view,
      isConditional: true, refused: { visit, refusal in try await governance(visit, text: nil, refusal: refusal) },
      handle: { visit in
        guard let id: OrganisationBindingID = visit.pathValues.id("binding") else { throw Refusal.absent }
        return try await visit.change(database) { session in
          let estate: Estate = try reachable(visit, in: session)
          guard let binding = try BodyRecords().bindings(to: estate.id, in: session).first(where: { $0.id == id }) else { throw Refusal.absent }
          _ = try bodies.unbind(
            binding.organisation, id, on: visit.body.day("from") ?? today(visit), expecting: visit.expectedVersion, by: visit.caller, in: session)
          return try bound(estate.id, visit, status: 200, in: session)
        }
      })
  }

  private func reachable(_ visit: Visit, in session: any Session) throws -> Estate {
    guard let id: EstateID = visit.pathValues.id("estate") else { throw Refusal.absent }
    return try EstateRecords().reachable(id, by: visit.caller.policy(for: .organisationManage), on: today(visit), in: session)
  }

  private func bound(_ id: EstateID, _ visit: Visit, status: Int, in session: any Session) throws -> Reply {
    if visit.face == .page { return .see("/estates/\(id)/governance") }
    let view: Governance = try governance.view(id, on: today(visit), to: visit.caller, words: visit.words, in: session)
    return .json(status: status) { GovernanceJSON.write(view, &$0) }
  }
}

extension Visit {
  fileprivate func governanceFilter(_ within: Within?) -> GovernanceFilter {
    var filter = GovernanceFilter()
    filter.estates = EstateFilter(within: within, flag: query.text("flag"), mode: query.text("mode"))
    filter.kind = query.text("kind")
    filter.hasKind = answer("has") ?? true
    filter.missing = query.text("missing")
    filter.hasCross = answer("cross")
    filter.isNobody = query.flag("nobody")
    return filter
  }
}
