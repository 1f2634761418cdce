import Ground
import Places
import SQL
import Web

extension OrganisationsRoom {
  private static let powerField: FieldShape = FieldShape("power", .id, required: true, about: "The power's id")

  private var powerKind: FieldShape {
    FieldShape("kind", .choice(profile.organisationRules.powers), about: "A kind of power of the city's profile")
  }

  var streetPowerRoutes: [Route] { [listPowers, newPower, grantPower, showPower, exercisePower, endPower] }

  private var listPowers: Route {
    Route(
      .get, "/street-powers", name: "listStreetPowers", summary: "Powers, services and resources given down, and how often they were used",
      access: .permission(.organisationRead),
      query: Within.fields + [
        powerKind,
        FieldShape("day", .day, about: "As it was or will be on this day; today unless said"),
      ], gives: StreetPowerJSON.power, isList: true
    ) { visit in try await powerList(visit) }
  }

  private func powerList(_ visit: Visit) async throws -> Reply {
    let cursor: RowCursor? = try visit.rowCursor
    let day: CivilDay = visit.query.day("day") ?? bodyDesk.today
    var (within, rows): (Within?, [StreetPowerRow]) = try await database.read { session in
      let within: Within? = try structures.within(visit.query, in: session)
      let found: [StreetPower] = try StreetPowerRecords().list(
        visit.caller.policy(for: .organisationRead), kind: visit.query.text("kind"), within: within, on: day, after: cursor,
        limit: visit.limit + 1, in: session)
      return (within, try powerRows(found, in: session))
    }
    let isMore: Bool = rows.count > visit.limit
    if isMore { rows.removeLast() }
    let next: String? = isMore ? rows.last.map { "\($0.power.range.first.number).\($0.power.id)" } : nil
    if visit.face == .json {
      return Reply.json { $0.array(each: rows) { StreetPowerJSON.write($1.power, &$0) } }.with(next: next)
    }
    let page = powerPages(visit).list(
      rows, within: within, kind: visit.query.text("kind"), day: day, mayManage: visit.caller.may(.organisationManage),
      next: next.map { visit.address(next: $0) })
    return Reply.page(page).with(next: next)
  }

  private func powerRows(_ found: [StreetPower], in session: any Session) throws -> [StreetPowerRow] {
    let names: [AreaID: String] = try AreaRecords().names(Set(found.map(\.area)), in: session)
    let uses: [StreetPowerID: Int] = try StreetPowerRecords().uses(of: found.map(\.id), in: session)
    return found.map { StreetPowerRow(power: $0, areaName: names[$0.area] ?? "", uses: uses[$0.id] ?? 0) }
  }

  private func powerPages(_ visit: Visit) -> StreetPowerPages {
    StreetPowerPages(words: visit.words, profile: profile, today: bodyDesk.today)
  }

  private var newPower: Route {
    Route(
      .get, "/street-powers/new", name: "newStreetPower", summary: "The form for a power given down", access: .permission(.organisationManage),
      faces: [.page], query: [FieldShape("area", .text(max: 19))]
    ) { visit in
      .page(powerPages(visit).new(visit.query.values.compactMapValues(\.first), refusal: nil, tokens: visit.tokens()))
    }
  }

  private var grantPower: Route {
    Route(
      .post, "/street-powers", name: "grantStreetPower", summary: "Write down a power that is given to an area",
      access: .permission(.organisationManage),
      body: [
        BodyFields.area, FieldShape("kind", .choice(profile.organisationRules.powers), required: true, about: "A kind of power"),
        FieldShape("title", .text(max: 120), required: true, about: "What is given"),
        FieldShape("giver", .text(max: 120), about: "Who gives it"), BodyFields.basis, BodyFields.from,
      ], gives: StreetPowerJSON.power, status: 201,
      refused: { visit, refusal in
        .page(powerPages(visit).new(visit.body.values.compactMapValues(\.first), refusal: refusal, tokens: visit.tokens()))
      },
      handle: { visit in
        let forms = BodyForms(desk: bodyDesk, views: bodyViews, caller: visit.caller, words: visit.words, now: visit.now)
        return try await visit.change(database) { session in
          let body: FieldValues = visit.body
          guard let area = try forms.area(body.text("area"), in: session) else { throw BodyProblem.area.refusal }
          let power: StreetPower = try bodyDesk.grantPower(
            body.text("kind") ?? "", title: body.text("title") ?? "", to: area.id, giver: body.text("giver"), basis: body.text("basis"),
            from: body.day("from") ?? bodyDesk.today, by: visit.caller, in: session)
          if visit.face == .page { return .see("/street-powers/\(power.id)") }
          return Reply.json(status: 201) { StreetPowerJSON.write(power, &$0) }.with(version: power.version)
            .with(header: "location", "/api/v1/street-powers/\(power.id)")
        }
      })
  }

  private var showPower: Route {
    Route(
      .get, "/street-powers/{power}", name: "showStreetPower", summary: "One power and the times it was used", access: .permission(.organisationRead),
      pathFields: [Self.powerField], gives: StreetPowerJSON.view
    ) { visit in try await powerPage(visit, refused: nil) }
  }

  private func powerPage(_ visit: Visit, refused: StreetPowerPages.Refused?) async throws -> Reply {
    guard let id: StreetPowerID = visit.pathValues.id("power") else { throw Refusal.absent }
    let policy: Policy = visit.caller.policy(for: .organisationRead)
    let (row, exercises): (StreetPowerRow, [PowerExercise]) = try await database.read { session in
      guard let power = try StreetPowerRecords().power(id, in: session), policy.allows(place: power.range.first),
        let row = try powerRows([power], in: session).first
      else { throw Refusal.absent }
      return (row, try StreetPowerRecords().exercises(of: id, limit: 200, in: session))
    }
    if visit.face == .json {
      return Reply.json { StreetPowerJSON.write(row.power, exercises, &$0) }.with(version: row.power.version)
    }
    let mayManage: Bool = visit.caller.policy(for: .organisationManage).allows(place: row.power.range.first)
    let page = powerPages(visit).one(row, exercises, refused: refused, mayManage: mayManage) { visit.tokens(version: row.power.version) }
    return Reply.page(page).with(version: row.power.version)
  }

  private var exercisePower: Route {
    powerAct(
      "exercises", "exerciseStreetPower", "Record that a power was used",
      [
        FieldShape("text", .text(max: 1000), required: true, about: "What was done"), FieldShape("result", .text(max: 300), about: "What came of it"),
        BodyFields.from,
      ]
    ) { id, visit, session in
      try bodyDesk.exercisePower(
        id, text: visit.body.text("text") ?? "", result: visit.body.text("result"), on: visit.body.day("from") ?? bodyDesk.today,
        expecting: visit.expectedVersion, by: visit.caller, in: session)
    }
  }

  private var endPower: Route {
    powerAct("end", "endStreetPower", "End a power that was given down", [BodyFields.from]) { id, visit, session in
      try bodyDesk.endPower(
        id, on: visit.body.day("from") ?? bodyDesk.today, expecting: visit.expectedVersion, by: visit.caller, in: session)
    }
  }

  private func powerAct(
    _ resource: String, _ name: String, _ summary: String, _ fields: [FieldShape],
    _ change: @escaping @Sendable (StreetPowerID, Visit, any Session) throws -> StreetPower
  ) -> Route {
    Route(
      .post, "/street-powers/{power}/\(resource)", name: name, summary: summary, access: .permission(.organisationManage),
      pathFields: [Self.powerField], body: fields, gives: StreetPowerJSON.power, isConditional: true,
      refused: { visit, refusal in
        let act: String = resource == "end" ? "end" : "exercise"
        return try await powerPage(visit, refused: .init(act: act, refusal: refusal, values: visit.body.values.compactMapValues(\.first)))
      },
      handle: { visit in
        guard let id: StreetPowerID = visit.pathValues.id("power") else { throw Refusal.absent }
        return try await visit.change(database) { session in
          let power: StreetPower = try change(id, visit, session)
          if visit.face == .page { return .see("/street-powers/\(id)") }
          return Reply.json { StreetPowerJSON.write(power, &$0) }.with(version: power.version)
        }
      })
  }
}
