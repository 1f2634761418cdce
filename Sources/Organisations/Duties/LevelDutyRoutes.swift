import Ground
import SQL
import Web

extension OrganisationsRoom {
  private static let dutyField: FieldShape = FieldShape("duty", .id, required: true, about: "The statement's id")
  private static let duty: Schema = .named(
    "LevelDuty",
    .object([
      Schema.Property("id", .id), Schema.Property("thread", .id), Schema.Property("level", .string), Schema.Property("position", .integer),
      Schema.Property("text", .string), Schema.Property("basis", .nullable(.string)), Schema.Property("valid_from", .day),
      Schema.Property("valid_until", .nullable(.day)), Schema.Property("version", .integer),
    ]))

  var levelDutyRoutes: [Route] { [listLevelDuties, addLevelDuty, reviseLevelDuty, endLevelDuty] }

  private var listLevelDuties: Route {
    Route(
      .get, "/level-duties", name: "listLevelDuties", summary: "What each level of the city does", access: .permission(.organisationRead),
      query: [FieldShape("day", .day, about: "As it was or will be on this day; today unless said")], gives: Self.duty, isList: true
    ) { visit in try await levelDuties(visit, refused: nil) }
  }

  private func levelDuties(_ visit: Visit, refused: LevelDutyPages.Refused?) async throws -> Reply {
    let desk: BodyDesk = bodyDesk
    let day: CivilDay = visit.query.day("day") ?? desk.today
    let (duties, mayManage): ([Duty], Bool) = try await database.read { session in
      (try DutyRecords().ofLevels(on: day, in: session), try desk.mayManageTop(visit.caller, in: session))
    }
    let sorted: [Duty] = desk.dutyLevels.flatMap { level in duties.filter { $0.level == level } }
    if visit.face == .json { return Reply.json { $0.array(each: sorted) { Self.write($1, &$0) } } }
    let pages = LevelDutyPages(words: visit.words, levels: desk.dutyLevels, today: desk.today, refused: refused)
    return .page(pages.page(sorted, day: day, mayManage: mayManage) { visit.tokens(version: $0?.version) })
  }

  private static func write(_ duty: Duty, _ json: inout JSONWriter) {
    json.object { json in
      json.field("id", duty.id)
      json.field("thread", duty.thread)
      json.field("level", duty.level)
      json.field("position", duty.position)
      json.field("text", duty.text)
      json.field("basis", duty.basis)
      json.field("valid_from", duty.validFrom)
      json.field("valid_until", duty.validUntil)
      json.field("version", duty.version)
    }
  }

  private var addLevelDuty: Route {
    Route(
      .post, "/level-duties", name: "addLevelDuty", summary: "Add a statement of what a level does", access: .permission(.organisationManage),
      body: [
        FieldShape("level", .choice(bodyDesk.dutyLevels), required: true, about: "A level of areas, or the departments"), BodyFields.text,
        BodyFields.basis, BodyFields.from,
      ], gives: Self.duty, status: 201,
      refused: { visit, refusal in try await refusedLevel(visit, refusal, isEnd: false) },
      handle: { visit in
        try await visit.change(database) { session in
          let body: FieldValues = visit.body
          let duty: Duty = try bodyDesk.addLevelDuty(
            body.text("level") ?? "", text: body.text("text") ?? "", basis: body.text("basis"), from: body.day("from") ?? bodyDesk.today,
            by: visit.caller, in: session)
          return Self.reply(duty, visit, status: 201)
        }
      })
  }

  private var reviseLevelDuty: Route {
    Route(
      .post, "/level-duties/{duty}/wording", name: "reviseLevelDuty", summary: "Word a statement of a level anew, from a day on",
      access: .permission(.organisationManage), pathFields: [Self.dutyField], body: [BodyFields.text, BodyFields.basis, BodyFields.from],
      gives: Self.duty, isConditional: true,
      refused: { visit, refusal in try await refusedLevel(visit, refusal, isEnd: false) },
      handle: { visit in
        guard let id: DutyID = visit.pathValues.id("duty") else { throw Refusal.absent }
        return try await visit.change(database) { session in
          let body: FieldValues = visit.body
          let duty: Duty = try bodyDesk.reviseLevelDuty(
            id, text: body.text("text") ?? "", basis: body.text("basis"), from: body.day("from") ?? bodyDesk.today,
            expecting: visit.expectedVersion, by: visit.caller, in: session)
          return Self.reply(duty, visit, status: 200)
        }
      })
  }

  private var endLevelDuty: Route {
    Route(
      .post, "/level-duties/{duty}/end", name: "endLevelDuty", summary: "End a statement of a level", access: .permission(.organisationManage),
      pathFields: [Self.dutyField], body: [BodyFields.from], gives: Self.duty, isConditional: true,
      refused: { visit, refusal in try await refusedLevel(visit, refusal, isEnd: true) },
      handle: { visit in
        guard let id: DutyID = visit.pathValues.id("duty") else { throw Refusal.absent }
        return try await visit.change(database) { session in
          let day: CivilDay = visit.body.day("from") ?? bodyDesk.today
          let duty: Duty = try bodyDesk.endLevelDuty(id, on: day, expecting: visit.expectedVersion, by: visit.caller, in: session)
          return Self.reply(duty, visit, status: 200)
        }
      })
  }

  private func refusedLevel(_ visit: Visit, _ refusal: Refusal, isEnd: Bool) async throws -> Reply {
    let values: [String: String] = visit.body.values.compactMapValues(\.first)
    return try await levelDuties(visit, refused: .init(duty: visit.pathValues.id("duty"), isEnd: isEnd, refusal: refusal, values: values))
  }

  private static func reply(_ duty: Duty, _ visit: Visit, status: Int) -> Reply {
    if visit.face == .page { return .see("/level-duties") }
    return Reply.json(status: status) { write(duty, &$0) }.with(version: duty.version)
  }
}
