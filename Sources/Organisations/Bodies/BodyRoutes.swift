import Ground
import Places
import SQL
import Web

/// Setting bodies up and changing them.
extension OrganisationsRoom {
  var bodyRoutes: [Route] { [newOrganisation, createOrganisation, editOrganisation] + chartRoutes + BodyAct.allCases.map(bodyRoute) }

  private var newOrganisation: Route {
    Route(
      .get, "/organisations/new", name: "newOrganisation", summary: "The form on which a body is set up", access: .permission(.organisationManage),
      faces: [.page],
      query: [
        FieldShape("kind", .choice(profile.organisationKinds.map(\.id))), FieldShape("area", .text(max: 19)), FieldShape("parent", .id),
      ]
    ) { visit in
      let values: [String: String] = visit.query.values.compactMapValues(\.first)
      return try await newForm(visit, values, refusal: nil)
    }
  }

  /// The first step until kind and area fit together, then the second.
  private func newForm(_ visit: Visit, _ values: [String: String], refusal: Refusal?) async throws -> Reply {
    let pages = BodyFormPages(words: visit.words, profile: profile)
    let kind: CityProfile.OrganisationKind? = values["kind"].flatMap { profile.organisationKind($0) }
    let forms: BodyForms = bodyForms(visit)
    let form: BodyForm? = try await database.read { session in
      guard let kind, let area = try forms.area(values["area"], in: session), kind.stands(at: area.level) else { return nil }
      return try forms.new(kind: kind, area: area, values: values, refusal: refusal, in: session)
    }
    if let form { return .page(pages.second(form, tokens: visit.tokens(), today: bodyDesk.today)) }
    let wrong: Refusal? = refusal ?? (kind != nil && values["area"] != nil ? BodyProblem.level.refusal : nil)
    return .page(pages.first(kind: values["kind"], area: values["area"], refusal: wrong))
  }

  private var createOrganisation: Route {
    Route(
      .post, "/organisations", name: "createOrganisation", summary: "Set a body up, with the seats of its kind",
      access: .permission(.organisationManage), body: BodyFields.all(profile), gives: OrganisationJSON.organisation, status: 201,
      refused: { visit, refusal in try await newForm(visit, visit.body.values.compactMapValues(\.first), refusal: refusal) },
      handle: { visit in
        let forms: BodyForms = bodyForms(visit)
        return try await visit.change(database) { session in
          guard let area = try forms.area(visit.body.text("area"), in: session) else { throw BodyProblem.area.refusal }
          let made: Organisation = try bodyDesk.create(draft(visit, area), by: visit.caller, in: session)
          if visit.face == .page { return .see("/organisations/\(made.id)") }
          return try reply(made, visit, status: 201, in: session).with(header: "location", "/api/v1/organisations/\(made.id)")
        }
      })
  }

  private func draft(_ visit: Visit, _ area: Area) -> BodyDraft {
    let body: FieldValues = visit.body
    return BodyDraft(
      kind: body.text("kind") ?? "", area: area.id, parent: body.id("parent"), name: body.text("name") ?? "", shortName: body.text("short_name"),
      field: body.text("field"), unitLevel: body.text("unit_level"), creditCode: body.text("credit_code"), building: body.id("building"),
      from: body.day("from") ?? bodyDesk.today)
  }

  private var editOrganisation: Route {
    Route(
      .get, "/organisations/{organisation}/edit", name: "editOrganisation", summary: "The forms on which a body is changed",
      access: .permission(.organisationManage), faces: [.page], pathFields: [Self.organisationField]
    ) { visit in try await editPage(visit, refused: nil) }
  }

  private func editPage(_ visit: Visit, refused: BodyEdit.Refused?) async throws -> Reply {
    let id: OrganisationID = try visit.organisation
    let forms: BodyForms = bodyForms(visit)
    let edit: BodyEdit = try await database.read { session in try forms.edit(id, refused: refused, in: session) }
    let version: Int64 = edit.view.organisation.version
    let pages = BodyEditPages(words: visit.words, profile: profile, tokens: { visit.tokens(version: version) })
    return .page(pages.page(edit))
  }

  func bodyForms(_ visit: Visit) -> BodyForms {
    BodyForms(desk: bodyDesk, views: bodyViews, caller: visit.caller, words: visit.words, now: visit.now)
  }

  // MARK: Acts

  private func bodyRoute(_ act: BodyAct) -> Route {
    Route(
      .post, "/organisations/{organisation}/\(act.path)", name: act.operation.name, summary: act.operation.summary,
      access: .permission(.organisationManage), pathFields: [Self.organisationField] + act.pathFields, body: act.fields(profile),
      gives: OrganisationJSON.organisation, isConditional: true,
      refused: { visit, refusal in
        let part: String? = act.pathFields.first.flatMap { visit.pathValues.text($0.name) }
        if act == .dissolve { return try await endingPage(visit, visit.body, refusal) }
        let values: [String: String] = visit.body.values.compactMapValues(\.first)
        return try await editPage(visit, refused: .init(act: act, part: part, refusal: refusal, values: values))
      },
      handle: { visit in
        let id: OrganisationID = try visit.organisation
        return try await visit.change(database) { session in
          let changed: Organisation = try perform(act, id, visit, in: session)
          if visit.face == .page { return .see("/organisations/\(id)") }
          return try reply(changed, visit, status: 200, in: session)
        }
      })
  }

  private func perform(_ act: BodyAct, _ id: OrganisationID, _ visit: Visit, in session: any Session) throws -> Organisation {
    let desk: BodyDesk = bodyDesk
    let body: FieldValues = visit.body
    let day: CivilDay = body.day("from") ?? desk.today
    let version: Int64? = visit.expectedVersion
    let caller: Caller = visit.caller
    switch act {
    case .rename:
      return try desk.rename(
        id, body.text("name"), short: body.text("short_name"), from: day, expecting: version, by: caller, in: session)
    case .describe: return try desk.describe(id, description(body), expecting: version, by: caller, in: session)
    case .move: return try desk.move(id, below: body.id("parent"), from: day, expecting: version, by: caller, in: session)
    case .reorganise: return try desk.reorganise(id, as: body.text("kind") ?? "", from: day, expecting: version, by: caller, in: session)
    case .dissolve: return try desk.dissolve(id, on: day, successor: body.id("successor"), expecting: version, by: caller, in: session)
    case .withdrawDissolution: return try desk.withdrawDissolution(of: id, expecting: version, by: caller, in: session)
    case .withdrawPlan:
      guard let planned = visit.pathValues.day("day") else { throw Refusal.absent }
      return try desk.withdrawPlan(for: planned, of: id, expecting: version, by: caller, in: session)
    case .bind, .bindEstate, .unbind: return try performBinding(act, id, day, visit, in: session)
    case .admit, .release: return try performMember(act, id, day, visit, in: session)
    case .addDuty, .reviseDuty, .endDuty: return try performDuty(act, id, day, visit, in: session)
    }
  }

  private func description(_ body: FieldValues) -> BodyDescription {
    BodyDescription(field: body.text("field"), unitLevel: body.text("unit_level"), creditCode: body.text("credit_code"))
  }

  private func performBinding(
    _ act: BodyAct, _ id: OrganisationID, _ day: CivilDay, _ visit: Visit, in session: any Session
  ) throws -> Organisation {
    let (desk, version, caller) = (bodyDesk, visit.expectedVersion, visit.caller)
    if act == .unbind {
      guard let binding: OrganisationBindingID = visit.pathValues.id("binding") else { throw Refusal.absent }
      return try desk.unbind(id, binding, on: day, expecting: version, by: caller, in: session)
    }
    if act == .bindEstate {
      guard let estate: EstateID = visit.body.id("estate") else { throw BodyProblem.estate.refusal }
      return try desk.bind(id, to: estate, from: day, expecting: version, by: caller, in: session)
    }
    guard let area = try bodyForms(visit).area(visit.body.text("area"), in: session) else { throw BodyProblem.area.refusal }
    return try desk.bind(id, to: area.id, building: visit.body.id("building"), from: day, expecting: version, by: caller, in: session)
  }

  private func performMember(
    _ act: BodyAct, _ id: OrganisationID, _ day: CivilDay, _ visit: Visit, in session: any Session
  ) throws -> Organisation {
    let (desk, version, caller) = (bodyDesk, visit.expectedVersion, visit.caller)
    if act == .release {
      guard let member: OrganisationMemberID = visit.pathValues.id("member") else { throw Refusal.absent }
      return try desk.release(member, from: id, on: day, expecting: version, by: caller, in: session)
    }
    guard let member: OrganisationID = visit.body.id("member"), let part = visit.body.text("part").flatMap({ BodyMember.Part(rawValue: $0) })
    else { throw BodyProblem.member.refusal }
    return try desk.admit(member, to: id, as: part, from: day, expecting: version, by: caller, in: session)
  }

  private func performDuty(
    _ act: BodyAct, _ id: OrganisationID, _ day: CivilDay, _ visit: Visit, in session: any Session
  ) throws -> Organisation {
    let (desk, version, caller) = (bodyDesk, visit.expectedVersion, visit.caller)
    let text: String = visit.body.text("text") ?? ""
    let basis: String? = visit.body.text("basis")
    guard let duty: DutyID = visit.pathValues.id("duty") else {
      return try desk.addDuty(
        to: id, text: text, basis: basis, member: visit.body.id("member"), from: day, expecting: version, by: caller, in: session)
    }
    if act == .endDuty { return try desk.endDuty(duty, of: id, on: day, expecting: version, by: caller, in: session) }
    return try desk.reviseDuty(duty, of: id, text: text, basis: basis, from: day, expecting: version, by: caller, in: session)
  }

  private func reply(_ organisation: Organisation, _ visit: Visit, status: Int, in session: any Session) throws -> Reply {
    let names: [AreaID: String] = try AreaRecords().names([organisation.area], in: session)
    let row = OrganisationRow(
      organisation: organisation, name: organisation.name(visit.words), areaName: names[organisation.area] ?? "", parentName: nil)
    return Reply.json(status: status) { OrganisationJSON.write(row, &$0) }.with(version: organisation.version)
  }
}
