import Ground
import Markup
import Organisations
import Places
import SQL
import Web

extension PropertyRoom {
  private var registerField: FieldShape {
    FieldShape("register", .choice(profile.property.registers.map(\.id)), required: true, about: "A register of the city")
  }
  private static let entryField = FieldShape("entry", .id, required: true, about: "The entry's id")
  private static let answers: FieldShape.Kind = .choice(["yes", "no"])

  var entryRoutes: [Route] { [listEntries, newEntry, enterEntry, showEntry, endEntry, withdrawEntry] }

  private func register(_ visit: Visit) throws -> CityProfile.PropertyRegister {
    guard let register = visit.pathValues.text("register").flatMap(profile.property.register) else { throw Refusal.absent }
    return register
  }

  private func pages(_ visit: Visit) -> PropertyPages { PropertyPages(words: visit.words, profile: profile, today: today(visit)) }
  private func views(_ visit: Visit) -> PropertyViews { PropertyViews(words: visit.words) }

  // MARK: Lists

  private var listEntries: Route {
    Route(
      .get, "/property/registers/{register}", name: "listPropertyEntries", summary: "What a register keeps, within the caller's reach",
      access: .permission(.propertyRead), pathFields: [registerField],
      query: Within.fields + [
        FieldShape("item", .text(max: 40), about: "Only this item of the register"),
        FieldShape("level", .text(max: 40), about: "Only of this level"),
        FieldShape("state", .choice(PropertyFilter.State.allCases.map(\.rawValue)), about: "Only what holds today, unless said otherwise"),
        FieldShape("year", .integer(1949...2200), about: "Only periods that began in this year"),
        FieldShape("complete", Self.answers, about: "Only with all points of the checklist, or not"),
        FieldShape("expected", Self.answers, about: "Only those that are in the register this one expects, or not"),
        FieldShape("half", Self.answers, about: "Only where at least half are Party members, or fewer"),
      ], gives: PropertyJSON.entry, isList: true
    ) { visit in
      let list: PropertyPages.List = try await list(visit)
      let next: String? = list.next
      if visit.face == .json { return Reply.json { $0.array(each: list.lines) { PropertyJSON.write($1, &$0) } }.with(next: next) }
      return Reply.page(pages(visit).list(list, next: next.map { visit.address(next: $0) })).with(next: next)
    }
  }

  private func list(_ visit: Visit) async throws -> PropertyPages.List {
    let register: CityProfile.PropertyRegister = try register(visit)
    let cursor: RowCursor? = try visit.rowCursor
    let policy: Policy = visit.caller.policy(for: .propertyRead)
    let (day, views): (CivilDay, PropertyViews) = (today(visit), views(visit))
    return try await database.read { session in
      let filter: PropertyFilter = visit.propertyFilter(register, try structures.within(visit.query, in: session))
      let found: [PropertyEntry] = try desk.records.list(filter, of: policy, on: day, after: cursor, limit: visit.limit + 1, in: session)
      let shown: [PropertyEntry] = Array(found.prefix(visit.limit))
      let last: PropertyEntry? = found.count > visit.limit ? shown.last : nil
      return PropertyPages.List(
        register: register, lines: try views.lines(shown, in: session), filter: filter,
        total: try desk.records.count(filter, of: policy, on: day, in: session), mayManage: visit.caller.may(.propertyManage),
        next: last.map { RowCursor(place: $0.place, id: $0.id.raw).description })
    }
  }

  // MARK: Entering

  private var newEntry: Route {
    Route(
      .get, "/property/registers/{register}/new", name: "showPropertyForm", summary: "The form to enter something into a register",
      access: .permission(.propertyManage), faces: [.page], pathFields: [registerField],
      query: [
        FieldShape("q", .text(max: 40), about: "A name to look for"), FieldShape("estate", .id, about: "The estate it is about"),
        FieldShape("organisation", .id, about: "The body it is about"), FieldShape("area", .id, about: "The area it is about"),
      ]
    ) { visit in
      let form: PropertyForm = try await form(visit, visit.query)
      return .page(PropertyFormPages(words: visit.words, pages: pages(visit)).page(form, tokens: visit.tokens()))
    }
  }

  private var enterEntry: Route {
    Route(
      .post, "/property/registers/{register}", name: "enterPropertyEntry", summary: "Enters something about an estate, a body or an area",
      access: .permission(.propertyManage), pathFields: [registerField], body: draftFields, gives: PropertyJSON.entry, status: 201,
      refused: { visit, refusal in
        let form: PropertyForm = try await form(visit, visit.body)
        return .page(PropertyFormPages(words: visit.words, pages: pages(visit)).page(form, tokens: visit.tokens(), refusal: refusal))
      },
      handle: { visit in
        let draft: PropertyDesk.Draft = PropertyRequest.draft(try register(visit), visit.body)
        return try await visit.change(database) { session in
          let entry: PropertyEntry = try desk.enter(draft, by: visit.caller, in: session)
          if visit.face == .page { return .see("/property/entries/\(entry.id)") }
          return try reply(entry, visit, status: 201, in: session)
        }
      })
  }

  private func reply(_ entry: PropertyEntry, _ visit: Visit, status: Int = 200, in session: any Session) throws -> Reply {
    let lines: [PropertyLine] = try views(visit).lines([entry], in: session)
    return Reply.json(status: status) { json in for line in lines { PropertyJSON.write(line, &json) } }.with(version: entry.version)
  }

  /// What the form offers: those that were searched for, or the one that is known already.
  private func form(_ visit: Visit, _ asked: FieldValues) async throws -> PropertyForm {
    let register: CityProfile.PropertyRegister = try register(visit)
    let day: CivilDay = today(visit)
    let (manage, read): (Policy, Policy) = (visit.caller.policy(for: .propertyManage), visit.caller.policy(for: .organisationRead))
    return try await database.read { session in
      var options: [PropertySubjectRecords.Option] = []
      if let known = asked.text(register.subject.field).flatMap(register.subject.value) {
        options = try desk.subjects.option(known, policy: manage, on: day, words: visit.words, in: session)
      }
      if options.isEmpty, let text = asked.text("q") {
        options = try desk.subjects.options(register, named: text, policy: manage, on: day, in: session)
      }
      let partners: [(id: OrganisationID, name: String)] =
        register.fields.contains(.partner)
        ? try desk.subjects.bodies(register.partners, policy: read, on: day, words: visit.words, in: session).map { ($0.id, $0.name) } : []
      return PropertyForm(
        register: register, text: asked.text("q"), options: options, partners: partners, values: asked.values, from: day)
    }
  }

  // MARK: One entry

  private var showEntry: Route {
    Route(
      .get, "/property/entries/{entry}", name: "showPropertyEntry", summary: "One entry of a register", access: .permission(.propertyRead),
      pathFields: [Self.entryField], gives: PropertyJSON.entry
    ) { visit in
      let line: PropertyLine = try await line(visit)
      if visit.face == .json { return Reply.json { PropertyJSON.write(line, &$0) }.with(version: line.entry.version) }
      return onePage(line, visit)
    }
  }

  private func onePage(_ line: PropertyLine, _ visit: Visit, refusal: Refusal? = nil) -> Reply {
    let manage: Policy = visit.caller.policy(for: .propertyManage)
    let one = PropertyPages.One(
      line: line, mayManage: manage.allows(place: line.entry.place, organisation: line.entry.subject.body),
      values: visit.body.values.compactMapValues(\.first), refusal: refusal)
    return .page(pages(visit).one(one) { visit.tokens(version: line.entry.version) })
  }

  private func line(_ visit: Visit) async throws -> PropertyLine {
    guard let id: PropertyEntryID = visit.pathValues.id("entry") else { throw Refusal.absent }
    let views: PropertyViews = views(visit)
    let found: PropertyLine? = try await database.read { session in
      let entry: PropertyEntry = try desk.records.visible(id, by: visit.caller.policy(for: .propertyRead), in: session)
      return try views.lines([entry], in: session).first
    }
    guard let found else { throw Refusal.absent }
    return found
  }

  private var endEntry: Route {
    Route(
      .post, "/property/entries/{entry}/ending", name: "endPropertyEntry", summary: "An entry ends, with a reason where the register has some",
      access: .permission(.propertyManage), pathFields: [Self.entryField],
      body: [
        FieldShape("last_day", .day, required: true, about: "The last day"),
        FieldShape("ending", .text(max: 40), about: "Why, a word of the register"),
      ], gives: PropertyJSON.entry, isConditional: true,
      refused: { visit, refusal in onePage(try await line(visit), visit, refusal: refusal) },
      handle: { visit in
        guard let id: PropertyEntryID = visit.pathValues.id("entry"), let last = visit.body.day("last_day") else { throw Refusal.absent }
        return try await visit.change(database) { session in
          let entry: PropertyEntry = try desk.end(
            id, until: last.adding(days: 1), ending: visit.body.text("ending"), expecting: visit.expectedVersion, by: visit.caller, in: session)
          if visit.face == .page { return .see("/property/entries/\(id)") }
          return try reply(entry, visit, in: session)
        }
      })
  }

  private var withdrawEntry: Route {
    Route(
      .post, "/property/entries/{entry}/withdrawal", name: "withdrawPropertyEntry", summary: "Takes back an entry that was a mistake",
      access: .permission(.propertyManage), pathFields: [Self.entryField], gives: PropertyJSON.entry, isConditional: true,
      refused: { visit, refusal in onePage(try await line(visit), visit, refusal: refusal) },
      handle: { visit in
        guard let id: PropertyEntryID = visit.pathValues.id("entry") else { throw Refusal.absent }
        return try await visit.change(database) { session in
          let entry: PropertyEntry = try desk.withdraw(id, expecting: visit.expectedVersion, by: visit.caller, in: session)
          if visit.face == .page { return .see("/property/registers/\(entry.register)") }
          return try reply(entry, visit, in: session)
        }
      })
  }
}

extension Visit {
  /// `yes` and `no` as they are asked for.
  func answer(_ name: String) -> Bool? { query.text(name).map { $0 == "yes" } }

  fileprivate func propertyFilter(_ register: CityProfile.PropertyRegister, _ within: Within?) -> PropertyFilter {
    var filter = PropertyFilter(register)
    filter.within = within
    filter.item = query.text("item")
    filter.level = query.text("level")
    filter.state = query.text("state").flatMap(PropertyFilter.State.init(rawValue:)) ?? .current
    filter.year = query.integer("year").map { Int($0) }
    filter.isComplete = answer("complete")
    filter.isExpectedThere = answer("expected")
    filter.isHalfParty = answer("half")
    return filter
  }
}
