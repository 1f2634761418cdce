import Ground
import Organisations
import Places
import SQL
import Web

/// One alliance: look, found, turns, charter.
extension AlliancesRoom {
  var allianceRoutes: [Route] { listRoutes + [newAlliance, foundAlliance, showAlliance, setTurns, newCharter, adoptCharter] + memberRoutes }

  static let alliance: FieldShape = FieldShape("alliance", .id, required: true, about: "The alliance's id, which is its organisation's")
  static let person: [FieldShape] = [
    FieldShape("person", .id, about: "Somebody who holds a post of the unit, the alliance or its area"),
    FieldShape("person_name", .text(max: 40), about: "Or the name of somebody new"),
  ]

  private var showAlliance: Route {
    Route(
      .get, "/alliances/{alliance}", name: "showAlliance", summary: "One alliance, and who chairs it on a day", access: .permission(.allianceRead),
      pathFields: [Self.alliance], query: [FieldShape("on", .day, about: "As of this day; today unless said")], gives: AllianceJSON.view
    ) { visit in
      let view: AllianceView = try await view(visit, on: visit.query.day("on") ?? today)
      if visit.face == .json { return Reply.json { AllianceJSON.write(view, &$0) }.with(version: view.alliance.version) }
      let page = AlliancePage(words: visit.words, profile: profile, view: view, today: today) { visit.tokens(version: view.alliance.version) }
      return Reply.page(page.page)
    }
  }

  func view(_ visit: Visit, on day: CivilDay) async throws -> AllianceView {
    guard let id: OrganisationID = visit.pathValues.id("alliance") else { throw Refusal.absent }
    let reader = AllianceReader(seal: seal, words: visit.words)
    let today: CivilDay = today
    return try await database.read { try reader.view(id, on: day, today: today, to: visit.caller, in: $0) }
  }

  /// For the forms of one alliance.
  func managed(_ visit: Visit) async throws -> AllianceView {
    let view: AllianceView = try await view(visit, on: today)
    guard view.mayManage else { throw Refusal.absent }
    return view
  }

  /// The answer to a change of an alliance.
  func changed(_ alliance: Alliance, _ visit: Visit, status: Int = 200) -> Reply {
    if visit.face == .page { return .see("/alliances/\(alliance.id)") }
    return Reply.json(status: status) { AllianceJSON.write(alliance, &$0) }.with(version: alliance.version)
  }

  static func seated(_ visit: Visit) -> AllianceDesk.SeatedPerson? {
    if let id: PersonID = visit.body.id("person") { return .known(id) }
    return visit.body.text("person_name").map { .new($0) }
  }

  static func filled(_ visit: Visit, _ refusal: Refusal? = nil) -> FilledForm {
    FilledForm(words: visit.words, values: visit.body.values.compactMapValues(\.first), refusal: refusal)
  }

  // MARK: Founding

  private var newAlliance: Route {
    Route(
      .get, "/alliances/new", name: "newAlliance", summary: "The form on which an alliance is founded", access: .permission(.allianceManage),
      faces: [.page], query: [FieldShape("area", .id), FieldShape("kind", .text(max: 60))]
    ) { visit in
      let values: [String: String] = visit.query.values.compactMapValues(\.first)
      return try await foundingPage(visit, FilledForm(words: visit.words, values: values))
    }
  }

  private var foundAlliance: Route {
    Route(
      .post, "/alliances", name: "foundAlliance", summary: "Founds an alliance of an area", access: .permission(.allianceManage),
      body: [
        FieldShape("name", .text(max: 120), required: true, about: "Its name"),
        FieldShape("kind", .choice(profile.alliances.kinds.map(\.id)), required: true, about: "Its kind"),
        FieldShape("area", .id, required: true, about: "An area of the kind's level"),
        FieldShape("since", .day, required: true, about: "The first day"),
        FieldShape("months", .integer(1...12), about: "Months of a turn; the kind's unless said"),
      ] + Self.person, gives: AllianceJSON.state, status: 201,
      refused: { visit, refusal in try await foundingPage(visit, Self.filled(visit, refusal)) },
      handle: { visit in
        guard let area: AreaID = visit.body.id("area"), let since = visit.body.day("since") else { throw Refusal(.invalid) }
        let founding = AllianceDesk.Founding(
          kind: visit.body.text("kind") ?? "", name: visit.body.text("name") ?? "", area: area, since: since,
          turnMonths: visit.body.integer("months").map { Int($0) }, chair: Self.seated(visit))
        return try await visit.change(database) { session in
          let alliance = try desk.found(founding, by: visit.caller, in: session)
          return changed(alliance, visit, status: 201).with(location: "/alliances/\(alliance.id)", visit)
        }
      })
  }

  private func foundingPage(_ visit: Visit, _ form: FilledForm) async throws -> Reply {
    let policy: Policy = visit.caller.policy(for: .allianceManage)
    let levels: Set<String> = Set(profile.alliances.kinds.map(\.level))
    let reader = AllianceReader(seal: seal, words: visit.words)
    let chosen: AreaID? = AreaID(form["area"])
    let (areas, people) = try await database.read { session in
      var areas: [(id: AreaID, name: String)] = []
      for range in policy.ranges {
        areas += try AreaRecords().within(range, in: session).filter { levels.contains($0.level) }.prefix(400).map { ($0.id, $0.name) }
      }
      let near: [PersonID] =
        try chosen.flatMap { id in areas.contains { $0.id == id } ? id : nil }
        .map { try SeatRecords().people(at: $0, on: today, in: session) } ?? []
      return (areas, try reader.choices(near, in: session))
    }
    let pages = AllianceFormPages(words: visit.words, profile: profile, today: today)
    return .page(pages.found(form, areas: areas, people: people, tokens: visit.tokens()))
  }

  // MARK: Turns

  private var setTurns: Route {
    Route(
      .post, "/alliances/{alliance}/turns", name: "setAllianceTurns", summary: "Sets the length of turns, from the end of the current one on",
      access: .permission(.allianceManage), pathFields: [Self.alliance],
      body: [
        FieldShape("months", .integer(1...12), required: true, about: "Months of a turn"),
        FieldShape("from", .day, about: "The first turn's first day, while none has begun"),
      ], gives: AllianceJSON.state, isConditional: true
    ) { visit in
      guard let id: OrganisationID = visit.pathValues.id("alliance") else { throw Refusal.absent }
      let months: Int = Int(visit.body.integer("months") ?? 3)
      return try await visit.change(database) { session in
        let alliance = try desk.setTurns(
          months: months, from: visit.body.day("from"), of: id, expecting: visit.expectedVersion, by: visit.caller, in: session)
        return changed(alliance, visit)
      }
    }
  }

  // MARK: Charter

  private var charterShapes: [FieldShape] {
    let principles: [FieldShape] = profile.alliances.principles.map {
      FieldShape("principle_\($0)", .text(max: 500), about: "A principle in own words")
    }
    let mechanisms: [FieldShape] = profile.alliances.mechanisms.map {
      FieldShape("mechanism_\($0)", .text(max: 500), about: "A mechanism in own words")
    }
    return [FieldShape("dated", .day, required: true, about: "It holds from this day")] + principles + mechanisms
  }

  private var newCharter: Route {
    Route(
      .get, "/alliances/{alliance}/charters/new", name: "newAllianceCharter", summary: "The form of a charter", access: .permission(.allianceManage),
      faces: [.page], pathFields: [Self.alliance]
    ) { visit in
      let view: AllianceView = try await managed(visit)
      return charterPage(visit, view, FilledForm(words: visit.words, values: Self.texts(view.charter)))
    }
  }

  private var adoptCharter: Route {
    Route(
      .post, "/alliances/{alliance}/charters", name: "adoptAllianceCharter", summary: "Adopts a charter as of a day",
      access: .permission(.allianceManage), pathFields: [Self.alliance], body: charterShapes, gives: AllianceJSON.state, status: 201,
      isConditional: true,
      refused: { visit, refusal in charterPage(visit, try await managed(visit), Self.filled(visit, refusal)) },
      handle: { visit in
        guard let id: OrganisationID = visit.pathValues.id("alliance"), let dated = visit.body.day("dated") else { throw Refusal.absent }
        let principles: [String: String] = texts(visit, "principle_", profile.alliances.principles)
        let mechanisms: [String: String] = texts(visit, "mechanism_", profile.alliances.mechanisms)
        guard !principles.isEmpty || !mechanisms.isEmpty else {
          throw Refusal.invalid([FieldProblem("principle_\(profile.alliances.principles.first ?? "")", "alliances.problem.charter_empty")])
        }
        let charter = AllianceCharter(id: desk.ids.next(), alliance: id, dated: dated, principles: principles, mechanisms: mechanisms)
        return try await visit.change(database) { session in
          changed(try desk.adopt(charter, expecting: visit.expectedVersion, by: visit.caller, in: session), visit, status: 201)
        }
      })
  }

  private func texts(_ visit: Visit, _ prefix: String, _ ids: [String]) -> [String: String] {
    var out: [String: String] = [:]
    for id in ids { out[id] = visit.body.text("\(prefix)\(id)") }
    return out
  }

  private static func texts(_ charter: AllianceCharter?) -> [String: String] {
    var out: [String: String] = [:]
    for (id, text) in charter?.principles ?? [:] { out["principle_\(id)"] = text }
    for (id, text) in charter?.mechanisms ?? [:] { out["mechanism_\(id)"] = text }
    return out
  }

  private func charterPage(_ visit: Visit, _ view: AllianceView, _ form: FilledForm) -> Reply {
    let pages = AllianceFormPages(words: visit.words, profile: profile, today: today)
    return .page(pages.charter(view.heading, form, tokens: visit.tokens(version: view.alliance.version)))
  }
}

extension AllianceView {
  var heading: (id: OrganisationID, name: String, version: Int64) { (alliance.id, name, alliance.version) }
}

extension Reply {
  /// Where the new thing is, for a program.
  func with(location path: String, _ visit: Visit) -> Reply {
    visit.face == .json ? with(header: "location", "/api/v1\(path)") : self
  }
}
