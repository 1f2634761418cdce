import Ground
import Places
import SQL
import Web

extension OrganisationsRoom {
  private static let dutyField: FieldShape = FieldShape("duty", .id, required: true, about: "The line's id")

  private func wording() -> [FieldShape] {
    [
      FieldShape("title", .text(max: 120), required: true, about: "The matter, in the city's language"),
      FieldShape("category", .choice(profile.categories.map(\.id)), about: "The category whose matters dispatch shall take it for"),
      FieldShape(
        "lead", .text(max: 80, pattern: DutyHolder.pattern), required: true,
        about: "Who leads: organisation:<id>, named:<the profile's organisation> or post:<post type>"),
      FieldShape("supports", .text(max: 80, pattern: DutyHolder.pattern), many: true, about: "Who supports, in the same way"),
      BodyFields.basis, BodyFields.from,
    ]
  }

  var territorialRoutes: [Route] { [listTerritorial, newTerritorial, addTerritorial, showTerritorial, reviseTerritorial, endTerritorial] }

  private var listTerritorial: Route {
    Route(
      .get, "/territorial-duties", name: "listTerritorialDuties", summary: "Who leads and who supports in which matters, within the caller's reach",
      access: .permission(.organisationRead),
      query: Within.fields + [
        FieldShape("category", .choice(profile.categories.map(\.id)), about: "Only this category"),
        FieldShape("holder", .text(max: 80, pattern: DutyHolder.pattern), about: "Only lines in which this one leads or supports"),
        FieldShape("day", .day, about: "As it was or will be on this day; today unless said"),
      ], gives: TerritorialJSON.duty, isList: true
    ) { visit in try await territorialList(visit) }
  }

  private func territorialList(_ visit: Visit) async throws -> Reply {
    let cursor: RowCursor? = try visit.rowCursor
    let day: CivilDay = visit.query.day("day") ?? bodyDesk.today
    let category: String? = visit.query.text("category")
    let holder: DutyHolder? = visit.query.text("holder").flatMap { DutyHolder($0) }
    var (within, rows): (Within?, [TerritorialRow]) = try await database.read { session in
      let within: Within? = try structures.within(visit.query, in: session)
      let found: [TerritorialDuty] = try TerritorialRecords().list(
        visit.caller.policy(for: .organisationRead), category: category, within: within, naming: holder, on: day, after: cursor,
        limit: visit.limit + 1, in: session)
      return (within, try territorialRows(found, visit.words, in: session))
    }
    let isMore: Bool = rows.count > visit.limit
    if isMore { rows.removeLast() }
    let next: String? = isMore ? rows.last.map { "\($0.duty.range.first.number).\($0.duty.id)" } : nil
    if visit.face == .json {
      return Reply.json { $0.array(each: rows) { TerritorialJSON.write($1.duty, &$0) } }.with(next: next)
    }
    let pages = TerritorialPages(words: visit.words, profile: profile)
    let list = TerritorialPages.List(
      rows: rows, within: within, category: category, holder: holder, day: day, mayManage: visit.caller.may(.organisationManage),
      next: next.map { visit.address(next: $0) })
    return Reply.page(pages.list(list)).with(next: next)
  }

  private func territorialRows(_ found: [TerritorialDuty], _ words: Words, in session: any Session) throws -> [TerritorialRow] {
    let areas: [AreaID: String] = try AreaRecords().names(Set(found.map(\.area)), in: session)
    var named: Set<OrganisationID> = []
    for duty in found {
      for case .organisation(let id) in [duty.lead] + duty.supports { named.insert(id) }
    }
    let names: [OrganisationID: String] = try OrganisationRecords().names(named, words: words, in: session)
    func name(_ holder: DutyHolder) -> String {
      if case .organisation(let id) = holder, let known = names[id] { return known }
      return DispatchCandidates.name(holder, words)
    }
    return found.map {
      TerritorialRow(duty: $0, areaName: areas[$0.area] ?? "", leadName: name($0.lead), supportNames: $0.supports.map { name($0) })
    }
  }

  // MARK: A new line

  private var newTerritorial: Route {
    Route(
      .get, "/territorial-duties/new", name: "newTerritorialDuty", summary: "The form for a line of the territorial duty list",
      access: .permission(.organisationManage), faces: [.page], query: [FieldShape("area", .text(max: 19))]
    ) { visit in
      let form = TerritorialForm(values: ["area": [visit.query.text("area") ?? ""], "from": [bodyDesk.today.description]])
      return .page(TerritorialPages(words: visit.words, profile: profile).new(form, tokens: visit.tokens()))
    }
  }

  private var addTerritorial: Route {
    Route(
      .post, "/territorial-duties", name: "addTerritorialDuty", summary: "Add a line to the territorial duty list",
      access: .permission(.organisationManage), body: [BodyFields.area] + wording(), gives: TerritorialJSON.duty, status: 201,
      refused: { visit, refusal in
        let form = TerritorialForm(values: visit.body.values, refusal: refusal)
        return .page(TerritorialPages(words: visit.words, profile: profile).new(form, tokens: visit.tokens()))
      },
      handle: { visit in
        let forms = BodyForms(desk: bodyDesk, views: bodyViews, caller: visit.caller, words: visit.words, now: visit.now)
        return try await visit.change(database) { session in
          guard let area = try forms.area(visit.body.text("area"), in: session) else { throw BodyProblem.area.refusal }
          let duty: TerritorialDuty = try bodyDesk.addTerritorialDuty(draft(visit), at: area.id, by: visit.caller, in: session)
          if visit.face == .page { return .see("/territorial-duties/\(duty.id)") }
          return Reply.json(status: 201) { TerritorialJSON.write(duty, &$0) }.with(version: duty.version)
            .with(header: "location", "/api/v1/territorial-duties/\(duty.id)")
        }
      })
  }

  private func draft(_ visit: Visit) -> BodyDesk.TerritorialDraft {
    BodyDesk.TerritorialDraft(
      title: visit.body.text("title") ?? "", category: visit.body.text("category"), lead: visit.body.text("lead").flatMap { DutyHolder($0) },
      supports: visit.body.texts("supports").compactMap { DutyHolder($0) }, basis: visit.body.text("basis"),
      from: visit.body.day("from") ?? bodyDesk.today)
  }

  // MARK: One line

  private var showTerritorial: Route {
    Route(
      .get, "/territorial-duties/{duty}", name: "showTerritorialDuty", summary: "One line of the territorial duty list",
      access: .permission(.organisationRead), pathFields: [Self.dutyField], gives: TerritorialJSON.duty
    ) { visit in try await territorialPage(visit, form: nil, end: nil) }
  }

  private func territorialPage(_ visit: Visit, form: TerritorialForm?, end: TerritorialForm?) async throws -> Reply {
    guard let id: TerritorialDutyID = visit.pathValues.id("duty") else { throw Refusal.absent }
    let policy: Policy = visit.caller.policy(for: .organisationRead)
    let row: TerritorialRow = try await database.read { session in
      guard let duty = try TerritorialRecords().duty(id, in: session), policy.allows(place: duty.range.first),
        let row = try territorialRows([duty], visit.words, in: session).first
      else { throw Refusal.absent }
      return row
    }
    if visit.face == .json { return Reply.json { TerritorialJSON.write(row.duty, &$0) }.with(version: row.duty.version) }
    let pages = TerritorialPages(words: visit.words, profile: profile)
    let mayManage: Bool = visit.caller.policy(for: .organisationManage).allows(place: row.duty.range.first)
    let page = pages.one(row, form: form, end: end, mayManage: mayManage, today: bodyDesk.today) { visit.tokens(version: row.duty.version) }
    return Reply.page(page).with(version: row.duty.version)
  }

  private var reviseTerritorial: Route {
    Route(
      .post, "/territorial-duties/{duty}/wording", name: "reviseTerritorialDuty", summary: "Word a line anew, from a day on",
      access: .permission(.organisationManage), pathFields: [Self.dutyField], body: wording(), gives: TerritorialJSON.duty, isConditional: true,
      refused: { visit, refusal in
        try await territorialPage(visit, form: TerritorialForm(values: visit.body.values, refusal: refusal), end: nil)
      },
      handle: { visit in
        try await changeTerritorial(visit) { id, session in
          try bodyDesk.reviseTerritorialDuty(id, draft(visit), expecting: visit.expectedVersion, by: visit.caller, in: session)
        }
      })
  }

  private var endTerritorial: Route {
    Route(
      .post, "/territorial-duties/{duty}/end", name: "endTerritorialDuty", summary: "End a line of the territorial duty list",
      access: .permission(.organisationManage), pathFields: [Self.dutyField], body: [BodyFields.from], gives: TerritorialJSON.duty,
      isConditional: true,
      refused: { visit, refusal in
        try await territorialPage(visit, form: nil, end: TerritorialForm(values: visit.body.values, refusal: refusal))
      },
      handle: { visit in
        try await changeTerritorial(visit) { id, session in
          let day: CivilDay = visit.body.day("from") ?? bodyDesk.today
          return try bodyDesk.endTerritorialDuty(id, on: day, expecting: visit.expectedVersion, by: visit.caller, in: session)
        }
      })
  }

  private func changeTerritorial(
    _ visit: Visit, _ change: @escaping @Sendable (TerritorialDutyID, any Session) throws -> TerritorialDuty
  ) async throws -> Reply {
    guard let id: TerritorialDutyID = visit.pathValues.id("duty") else { throw Refusal.absent }
    return try await visit.change(database) { session in
      let duty: TerritorialDuty = try change(id, session)
      if visit.face == .page { return .see("/territorial-duties/\(duty.id)") }
      return Reply.json { TerritorialJSON.write(duty, &$0) }.with(version: duty.version)
    }
  }
}
