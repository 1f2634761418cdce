import Ground
import Organisations
import Places
import SQL
import Web

extension CareersRoom {
  var registerField: FieldShape {
    FieldShape("register", .choice(profile.careers.registers.map(\.id)), required: true, about: "A register of the city")
  }
  private static let entryField = FieldShape("entry", .id, required: true, about: "The entry's id")

  var entryRoutes: [Route] { [listEntries, newEntry, enterEntry, showEntry, endEntry] }

  private func register(_ visit: Visit) throws -> CityProfile.CareerRegister {
    guard let register = visit.pathValues.text("register").flatMap(profile.careers.register) else { throw Refusal.absent }
    return register
  }

  private func pages(_ visit: Visit) -> CareerPages { CareerPages(words: visit.words, profile: profile, today: today(visit)) }
  private func views(_ visit: Visit) -> CareerViews { CareerViews(people: people, words: visit.words) }

  // MARK: Lists

  private var listEntries: Route {
    Route(
      .get, "/careers/{register}", name: "listCareerEntries", summary: "What a register keeps, within the caller's reach",
      access: .permission(.careerRead), pathFields: [registerField],
      query: Within.fields + [
        FieldShape("item", .text(max: 40), about: "Only this item of the register"),
        FieldShape("state", .choice(CareerFilter.State.allCases.map(\.rawValue)), about: "Only what holds today, unless said otherwise"),
        FieldShape("both", .flag, about: "Only people who have an item of each group of the skills"),
      ], gives: CareerJSON.entry, isList: true
    ) { visit in
      let register: CityProfile.CareerRegister = try register(visit)
      let cursor: RowCursor? = try visit.rowCursor
      let policy: Policy = visit.caller.policy(for: .careerRead)
      let (day, views): (CivilDay, CareerViews) = (today(visit), views(visit))
      let (lines, filter, total): ([CareerLine], CareerFilter, Int) = try await database.read { session in
        let filter: CareerFilter = visit.careerFilter(register.id, try organisations.structures.within(visit.query, in: session))
        let found: [CareerEntry] = try desk.records.list(
          filter, of: policy, rules: profile.careers, on: day, after: cursor, limit: visit.limit + 1, in: session)
        let total: Int = try desk.records.count(filter, of: policy, rules: profile.careers, on: day, in: session)
        return (try views.lines(found, in: session), filter, total)
      }
      let shown: [CareerLine] = Array(lines.prefix(visit.limit))
      let next: String? = lines.count > visit.limit ? shown.last.map { RowCursor(place: $0.entry.place, id: $0.entry.id.raw).description } : nil
      if visit.face == .json { return Reply.json { $0.array(each: shown) { CareerJSON.write($1, &$0) } }.with(next: next) }
      let list = CareerPages.List(
        register: register, lines: shown, filter: filter, total: total, mayManage: visit.caller.may(.careerManage),
        next: next.map { visit.address(next: $0) })
      return Reply.page(pages(visit).list(list)).with(next: next)
    }
  }

  // MARK: Entering

  private var newEntry: Route {
    Route(
      .get, "/careers/{register}/new", name: "showCareerForm", summary: "The form to enter something into a register",
      access: .permission(.careerManage), faces: [.page], pathFields: [registerField],
      query: [
        FieldShape("q", .text(max: 40), about: "A name to look for"), FieldShape("p", .text(max: 40), about: "A second name to look for"),
      ]
    ) { visit in
      let form: CareerForm = try await form(visit, visit.query, ["from": today(visit).description])
      return .page(CareerFormPages(words: visit.words, pages: pages(visit)).page(form, tokens: visit.tokens()))
    }
  }

  private var enterEntry: Route {
    Route(
      .post, "/careers/{register}", name: "enterCareerEntry", summary: "Enters something about a person into a register",
      access: .permission(.careerManage), pathFields: [registerField],
      body: [
        FieldShape("person", .id, about: "Somebody who is known already"), FieldShape("name", .text(max: 40), about: "Somebody new: the name"),
        FieldShape("phone", .text(max: 30), about: "Somebody new: the telephone"), FieldShape("partner", .id, about: "The mentor of a pair"),
        FieldShape("item", .text(max: 40), required: true, about: "An item of the register"),
        FieldShape("from", .day, required: true, about: "The first day"), FieldShape("last_day", .day, about: "The last day"),
        FieldShape("hours", .integer(1...2000), about: "Hours of a course"), FieldShape("organisation", .id, about: "A body it belongs to"),
        FieldShape("plan", .text(max: 1000), about: "What is intended"), FieldShape("q", .text(max: 40), about: "What was searched for"),
        FieldShape("p", .text(max: 40), about: "What else was searched for"),
      ], gives: CareerJSON.entry, status: 201,
      refused: { visit, refusal in
        let form: CareerForm = try await form(visit, visit.body, visit.body.values.compactMapValues(\.first))
        let page = CareerFormPages(words: visit.words, pages: pages(visit)).page(form, tokens: visit.tokens(), refusal: refusal)
        return Reply.page(page, status: CareerRefusal.status(refusal.kind))
      }
    ) { visit in
      let register: CityProfile.CareerRegister = try register(visit)
      let views: CareerViews = views(visit)
      return try await visit.change(database) { session in
        let entry: CareerEntry = try desk.enter(try draft(register.id, visit, in: session), by: visit.caller, in: session)
        if visit.face == .page { return .see("/careers/entries/\(entry.id)") }
        let lines: [CareerLine] = try views.lines([entry], in: session)
        var reply = Reply.json { json in for line in lines { CareerJSON.write(line, &json) } }.with(version: entry.version)
        reply.status = 201
        return reply
      }
    }
  }

  private func draft(_ register: String, _ visit: Visit, in session: any Session) throws -> CareerDesk.Draft {
    var draft = CareerDesk.Draft(register: register, item: visit.body.text("item"), person: try person(visit, in: session))
    draft.partner = try visit.body.id("partner").map { try known($0, "partner", visit, in: session) }
    if let organisation: OrganisationID = visit.body.id("organisation") {
      do {
        draft.organisation = try OrganisationRecords().visible(organisation, to: visit.caller, in: session).id
      } catch let refusal as Refusal where refusal.kind == .absent {
        throw Refusal.invalid([FieldProblem("organisation", "posts.problem.organisation")])
      }
    }
    draft.from = visit.body.day("from")
    draft.until = visit.body.day("last_day")?.adding(days: 1)
    draft.hours = visit.body.integer("hours").map { Int($0) }
    draft.plan = visit.body.text("plan")
    return draft
  }

  private func person(_ visit: Visit, in session: any Session) throws -> PersonID {
    if let person: PersonID = visit.body.id("person") { return try known(person, "person", visit, in: session) }
    guard visit.body.text("name") != nil else { throw Refusal.invalid([FieldProblem("person", "posts.problem.choose_person")]) }
    guard let own = visit.caller.holdings.first(where: { $0.permissions.contains(.careerManage) && $0.organisation == nil }) else {
      throw Refusal.absent
    }
    let people = PersonDesk(profile: profile, ids: ids, timepiece: timepiece, seal: organisations.seal)
    return try people.enrol(
      name: visit.body.text("name"), phone: visit.body.text("phone"), place: own.range.first, acting: own.post, by: visit.caller, in: session
    ).id
  }

  private func known(_ id: PersonID, _ field: String, _ visit: Visit, in session: any Session) throws -> PersonID {
    do {
      return try people.visible(id, to: visit.caller, in: session).id
    } catch let refusal as Refusal where refusal.kind == .absent {
      throw Refusal.invalid([FieldProblem(field, "posts.problem.person")])
    }
  }

  private func form(_ visit: Visit, _ asked: FieldValues, _ values: [String: String]) async throws -> CareerForm {
    let register: CityProfile.CareerRegister = try register(visit)
    let (text, partner): (String?, String?) = (asked.text("q"), asked.text("p"))
    let day: CivilDay = today(visit)
    return try await database.read { session in
      let found: [Person] = try text.map { try organisations.people.search($0, to: visit.caller, limit: 12, in: session).people } ?? []
      let partners: [Person] = try partner.map { try organisations.people.search($0, to: visit.caller, limit: 12, in: session).people } ?? []
      let bodies: [(id: OrganisationID, name: String)] =
        register.fields.contains(.organisation)
        ? try desk.records.bodies(visit.caller.policy(for: .organisationRead), on: day, words: visit.words, in: session) : []
      return CareerForm(
        register: register, text: text, found: found, partnerText: partner, partners: partners,
        organisations: bodies, values: values)
    }
  }

  // MARK: One entry

  private var showEntry: Route {
    Route(
      .get, "/careers/entries/{entry}", name: "showCareerEntry", summary: "One entry of a register", access: .permission(.careerRead),
      pathFields: [Self.entryField], gives: CareerJSON.entry
    ) { visit in
      let line: CareerLine = try await line(visit)
      if visit.face == .json { return Reply.json { CareerJSON.write(line, &$0) }.with(version: line.entry.version) }
      return .page(pages(visit).one(line, mayManage: mayManage(line, visit), tokens: visit.tokens(version: line.entry.version)))
    }
  }

  private func mayManage(_ line: CareerLine, _ visit: Visit) -> Bool {
    visit.caller.policy(for: .careerManage).allows(place: line.entry.place)
  }

  private func line(_ visit: Visit) async throws -> CareerLine {
    guard let id: CareerEntryID = visit.pathValues.id("entry") else { throw Refusal.absent }
    let views: CareerViews = views(visit)
    let found: CareerLine? = try await database.read { session in
      try views.lines([try desk.records.visible(id, to: visit.caller, in: session)], in: session).first
    }
    guard let found else { throw Refusal.absent }
    return found
  }

  private var endEntry: Route {
    Route(
      .post, "/careers/entries/{entry}/ending", name: "endCareerEntry", summary: "An entry ends, with reason and evaluation",
      access: .permission(.careerManage), pathFields: [Self.entryField],
      body: [
        FieldShape("last_day", .day, required: true, about: "The last day"),
        FieldShape("ending", .text(max: 40), about: "Why, a word of the register"),
        FieldShape("evaluation", .text(max: 1000), about: "How it went"),
      ], gives: CareerJSON.entry, isConditional: true,
      refused: { visit, refusal in
        let line: CareerLine = try await line(visit)
        let page = pages(visit).one(
          line, mayManage: mayManage(line, visit), tokens: visit.tokens(version: line.entry.version),
          values: visit.body.values.compactMapValues(\.first), refusal: refusal)
        return Reply.page(page, status: CareerRefusal.status(refusal.kind))
      }
    ) { visit in
      guard let id: CareerEntryID = visit.pathValues.id("entry"), let last = visit.body.day("last_day") else { throw Refusal.absent }
      let views: CareerViews = views(visit)
      return try await visit.change(database) { session in
        let entry: CareerEntry = try desk.end(
          id, until: last.adding(days: 1), ending: visit.body.text("ending"), evaluation: visit.body.text("evaluation"),
          expecting: visit.expectedVersion, by: visit.caller, in: session)
        if visit.face == .page { return .see("/careers/entries/\(id)") }
        let lines: [CareerLine] = try views.lines([entry], in: session)
        return Reply.json { json in for line in lines { CareerJSON.write(line, &json) } }.with(version: entry.version)
      }
    }
  }
}

/// The status under which a refused form is shown again.
enum CareerRefusal {
  static func status(_ kind: Refusal.Kind) -> Int {
    switch kind {
    case .stale: 412
    case .conflict: 409
    case .notAllowed: 403
    case .busy: 503
    default: 422
    }
  }
}

extension Visit {
  fileprivate func careerFilter(_ register: String, _ within: Within?) -> CareerFilter {
    CareerFilter(
      register: register, within: within, item: query.text("item"),
      state: query.text("state").flatMap(CareerFilter.State.init(rawValue:)) ?? .current, isBoth: query.flag("both"))
  }
}
