import Ground
import Places
import SQL
import Web

/// What staff write down when somebody calls, or when they see it themselves.
extension MattersRoom {
  static func registerFields(_ profile: CityProfile) -> [FieldShape] {
    [
      FieldShape("area", .id, required: true, about: "The grid, or another area in the caller's scope"),
      FieldShape("building", .id, about: "A building of that area"),
      FieldShape("address", .text(max: 120), about: "Where exactly, as the caller says it"),
      FieldShape("category", .choice(profile.categories.map(\.id)), required: true, about: "A category of the city"),
      FieldShape("say", .text(max: 4000), required: true, about: "What is wrong"),
      FieldShape("source", .choice(["phone", "patrol"]), about: "Somebody called, or staff saw it themselves; phone unless said"),
      FieldShape("name", .text(max: 40), about: "What the reporter wants to be called"),
      FieldShape("phone", .text(max: 20), about: "The reporter's phone, only with their consent"),
      FieldShape("consent", .flag, about: "The reporter agreed to be called"),
    ]
  }

  static let registered: Schema = .named(
    "Registered", .object([.init("id", .id), .init("number", .string), .init("follow", .string), .init("dueAt", .time)]))

  var registerPage: Route {
    Route(
      .get, "/matters/new", name: "newMatter", summary: "The form on which staff write a report down", access: .permission(.matterRegister),
      faces: [.page], query: [FieldShape("area", .id)]
    ) { visit in
      let area: AreaID? = visit.query.id("area")
      let form = try await registerForm(visit, area: area, values: [:], problems: [])
      return Reply.page(pages(visit).register(form, tokens: visit.tokens()))
    }
  }

  var register: Route {
    Route(
      .post, "/matters", name: "registerMatter", summary: "Write a report down for somebody", access: .permission(.matterRegister),
      body: Self.registerFields(profile), gives: Self.registered, status: 201,
      refused: { visit, refusal in
        let values = visit.body.values.compactMapValues(\.first)
        let problems = refusal.fields.isEmpty ? [FieldProblem("say", refusal.word, refusal.arguments)] : refusal.fields
        let form = try await registerForm(visit, area: visit.body.id("area"), values: values, problems: problems)
        return Reply.page(pages(visit).register(form, tokens: visit.tokens()), status: 422)
      },
      handle: { visit in
        let contact = try contact(visit)
        return try await visit.change(database) { session in
          let location = try location(visit, in: session)
          let draft = IntakeDraft(
            location: location, category: visit.body.text("category") ?? "", body: visit.body.text("say") ?? "",
            source: visit.body.text("source") == "patrol" ? .patrol : .phone, contact: contact)
          let (matter, report) = try desk.report(draft, by: visit.caller, in: session)
          if visit.face == .page { return .see("/matters/\(matter.id)") }
          return Reply.json(status: 201) { json in
            json.object {
              $0.field("id", matter.id)
              $0.field("number", matter.number)
              $0.field("follow", links.path(report.id))
              $0.field("dueAt", matter.deadline.due)
            }
          }.with(header: "location", "/api/v1/matters/\(matter.id)")
        }
      })
  }

  /// - Throws: ``Refusal`` `.invalid` for a phone that is none, or one without consent.
  private func contact(_ visit: Visit) throws -> Contact? {
    let phone = try PhoneNumber.checked(visit.body.text("phone"), profile.intake)
    let name = visit.body.text("name")
    guard phone != nil || name != nil else { return nil }
    if phone != nil, !visit.body.flag("consent") { throw Refusal.invalid([FieldProblem("consent", "matter.problem.consent")]) }
    return Contact(name: name, phone: phone)
  }

  /// - Throws: ``Refusal`` `.invalid` when the area or the building is not there for this caller.
  private func location(_ visit: Visit, in session: any Session) throws -> Matter.Location {
    guard let id: AreaID = visit.body.id("area"), let area = try AreaRecords().find(id, in: session),
      visit.caller.policy(for: .matterRegister).allows(place: area.place)
    else { throw Refusal.invalid([FieldProblem("area", "matter.problem.area")]) }
    var building: Building?
    if let wanted: BuildingID = visit.body.id("building") {
      building = try BuildingRecords().find(wanted, in: session)
      guard let found = building, area.range.contains(found.place) else {
        throw Refusal.invalid([FieldProblem("building", "matter.problem.building")])
      }
    }
    let spot = [building?.name, visit.body.text("address")].compactMap { $0 }.joined(separator: visit.words("matter.address_joint"))
    return Matter.Location(
      place: building?.place ?? area.place, area: building?.area ?? area.id, building: building?.id, address: spot.isEmpty ? area.name : spot,
      longitude: building?.coordinates.longitude, latitude: building?.coordinates.latitude)
  }

  private func registerForm(_ visit: Visit, area: AreaID?, values: [String: String], problems: [FieldProblem]) async throws -> RegisterForm {
    let policy = visit.caller.policy(for: .matterRegister)
    let lowest = profile.levels.last?.id
    return try await database.read { session in
      // A desk's own grids are few; above the subdistrict one chooses the door by its code instead.
      let grids = try policy.ranges.prefix(1).flatMap { try AreaRecords().within($0, level: lowest, in: session) }.prefix(400)
      let titles = try AreaRecords().titles(Set(grids.map(\.id)), lowest: lowest ?? "", words: visit.words, in: session)
      let chosen = try area.flatMap { try AreaRecords().find($0, in: session) }.flatMap { policy.allows(place: $0.place) ? $0 : nil }
      let buildings = try chosen.map { try BuildingRecords().within($0.range, in: session) } ?? []
      return RegisterForm(
        areas: grids.map { (id: $0.id, name: titles[$0.id] ?? $0.name) }, buildings: buildings.prefix(400).map { (id: $0.id, name: $0.name) },
        area: chosen?.id, values: values, problems: problems)
    }
  }
}
