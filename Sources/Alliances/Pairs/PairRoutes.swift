import Ground
import Markup
import Organisations
import Places
import SQL
import Web

extension AlliancesRoom {
  var pairRoutes: [Route] {
    [listPairs, newPair, tiePair, showPair, endPair, mergePair, separatePair, openRecord, moveRecord(.left), moveRecord(.right)]
  }

  static let pair: FieldShape = FieldShape("pair", .id, required: true, about: "The pair's id")
  private static let record: FieldShape = FieldShape("record", .id, required: true, about: "The record's id")

  var pairDesk: PairDesk { PairDesk(profile: profile, ids: desk.ids, timepiece: timepiece, journal: desk.journal) }
  var districtDigits: Int { profile.levels.count > 1 ? profile.levels[1].digits : 6 }

  // MARK: The list

  private var listPairs: Route {
    Route(
      .get, "/pairs", name: "listPairs", summary: "Pairs within the caller's reach", access: .permission(.allianceRead),
      query: Within.fields + [
        FieldShape("view", .choice(PairFilter.View.allCases.map(\.rawValue)), about: "Which of them; those in force unless said"),
        FieldShape("type", .choice(profile.alliances.pairTypes), about: "Only this type"),
        FieldShape("party", .text(max: 40, pattern: PairParty.pattern), about: "Only pairs of this party, `area:1` or `organisation:1`"),
        FieldShape("campaign", .text(max: 80), about: "Only pairs of this campaign"),
      ], gives: PairJSON.pair, isList: true
    ) { visit in
      let cursor: RowCursor? = try visit.rowCursor
      let scope = PairScope(visit.caller)
      let today: CivilDay = today
      let (filter, found, names, counts) = try await database.read { session in
        let filter = try pairFilter(visit, in: session)
        let found = try PairRecords().list(filter, of: scope, on: today, after: cursor, limit: visit.limit, in: session)
        let names = try PartyNames(found.rows.flatMap { [$0.left, $0.right] }, words: visit.words, in: session)
        var counts: [PairFilter.View: Int] = [:]
        for view in PairFilter.View.allCases where visit.face == .page {
          var other = filter
          other.view = view
          counts[view] = try PairRecords().count(other, of: scope, on: today, in: session)
        }
        return (filter, found, names, counts)
      }
      let next: String? = found.next?.description
      if visit.face == .json { return Reply.json { $0.array(each: found.rows) { PairJSON.write($1, names, &$0) } }.with(next: next) }
      let keeping: [(name: String, value: String)] = ["party", "campaign"].compactMap { name in
        visit.query.text(name).map { (name, $0) }
      }
      let pages = PairPages(words: visit.words, profile: profile, today: today)
      let rows = found.rows.map { (pair: $0, title: names.both($0, words: visit.words)) }
      let page = pages.list(
        rows, filter, counts: counts, keeping: keeping, mayTie: visit.caller.may(.allianceManage), next: next.map { visit.address(next: $0) })
      return Reply.page(page).with(next: next)
    }
  }

  private func pairFilter(_ visit: Visit, in session: any Session) throws -> PairFilter {
    PairFilter(
      view: visit.query.text("view").flatMap { PairFilter.View(rawValue: $0) } ?? .live, type: visit.query.text("type"),
      within: try structures.within(visit.query, in: session),
      party: visit.query.text("party").flatMap { PairParty($0) }, campaign: visit.query.text("campaign"),
      districtDigits: districtDigits)
  }

  // MARK: A new one

  private var newPair: Route {
    Route(
      .get, "/pairs/new", name: "newPair", summary: "The form on which a pair is tied", access: .permission(.allianceManage), faces: [.page],
      query: [FieldShape("q", .text(max: 60))]
    ) { visit in try await tiePage(visit, FilledForm(words: visit.words)) }
  }

  private var tiePair: Route {
    Route(
      .post, "/pairs", name: "tiePair", summary: "Ties two parties", access: .permission(.allianceManage),
      body: [
        FieldShape("left", .text(max: 40, pattern: PairParty.pattern), required: true, about: "The community's side, `area:1` or `organisation:1`"),
        FieldShape("right", .text(max: 40, pattern: PairParty.pattern), required: true, about: "The other side"),
        FieldShape("type", .choice(profile.alliances.pairTypes), required: true, about: "The type of pair"),
        FieldShape("campaign", .text(max: 80), required: true, about: "Under which programme"),
        FieldShape("fixed", .text(max: 200), about: "The place, duty or matter that is fixed"),
        FieldShape("since", .day, required: true, about: "The first day"),
      ], gives: PairJSON.pair, status: 201,
      refused: { visit, refusal in try await tiePage(visit, Self.filled(visit, refusal)) },
      handle: { visit in
        guard let left = visit.body.text("left").flatMap({ PairParty($0) }), let right = visit.body.text("right").flatMap({ PairParty($0) }),
          let since = visit.body.day("since")
        else { throw Refusal.invalid([FieldProblem("left", "alliances.problem.party")]) }
        let draft = PairDesk.Draft(
          type: visit.body.text("type") ?? "", campaign: visit.body.text("campaign") ?? "", left: left, right: right,
          fixed: visit.body.text("fixed"), since: since)
        return try await visit.change(database) { session in
          let pair = try pairDesk.tie(draft, by: visit.caller, in: session)
          return try answer(pair, visit, status: 201, in: session).with(location: "/pairs/\(pair.id)", visit)
        }
      })
  }

  private func answer(_ pair: Pair, _ visit: Visit, status: Int = 200, in session: any Session) throws -> Reply {
    if visit.face == .page { return .see("/pairs/\(pair.id)") }
    let names = try PartyNames([pair.left, pair.right], words: visit.words, in: session)
    return Reply.json(status: status) { PairJSON.write(pair, names, &$0) }.with(version: pair.version)
  }

  private func tiePage(_ visit: Visit, _ form: FilledForm) async throws -> Reply {
    let query: String? = visit.query.text("q")
    let (areas, units) = try await database.read { try parties(visit, query, form, in: $0) }
    let pages = PairPages(words: visit.words, profile: profile, today: today)
    return .page(pages.tie(form, query: query ?? "", areas: areas, units: units, tokens: visit.tokens()))
  }

  /// Areas that the caller keeps, and units near them or found by name; what was chosen before stays choosable.
  func parties(_ visit: Visit, _ query: String?, _ form: FilledForm, in session: any Session) throws -> (
    areas: [(id: AreaID, name: String)], units: [(id: OrganisationID, name: String)]
  ) {
    let policy: Policy = visit.caller.policy(for: .allianceManage)
    let lowest: String = profile.levels.last?.id ?? ""
    let own: [Area] = try policy.ranges.flatMap { try AreaRecords().within($0, in: session) }.filter { $0.level != lowest }
    var units = try UnitChoices(profile: profile).find(query, near: own.first?.place, on: today, words: visit.words, in: session)
    let chosen: Set<OrganisationID> = Set(
      ["left", "right", "third"].compactMap { PairParty(form[$0])?.organisation }.filter { id in !units.contains { $0.id == id } })
    units += try OrganisationRecords().names(chosen, words: visit.words, in: session).map { ($0.key, $0.value) }
    return (own.prefix(300).map { ($0.id, $0.name) }, units)
  }

  // MARK: One pair

  private var showPair: Route {
    Route(
      .get, "/pairs/{pair}", name: "showPair", summary: "One pair with the records of its two sides", access: .permission(.allianceRead),
      pathFields: [Self.pair], gives: PairJSON.view
    ) { visit in
      let view: PairView = try await pairView(visit)
      if visit.face == .json { return Reply.json { PairJSON.write(view, &$0) }.with(version: view.pair.version) }
      return .page(pairPage(visit, view, nil))
    }
  }

  private func pairView(_ visit: Visit) async throws -> PairView {
    guard let id: PairID = visit.pathValues.id("pair") else { throw Refusal.absent }
    let today: CivilDay = today
    let profile: CityProfile = profile
    return try await database.read { try PairView.read(id, to: visit.caller, on: today, profile: profile, words: visit.words, in: $0) }
  }

  private func pairPage(_ visit: Visit, _ view: PairView, _ refused: (form: String, filled: FilledForm)?) -> Page {
    PairPage(words: visit.words, profile: profile, view: view, refused: refused) { visit.tokens(version: $0) }.page.with(style: "alliances.css")
  }

  private func refusedPair(_ form: String) -> @Sendable (Visit, Refusal) async throws -> Reply {
    { visit, refusal in .page(pairPage(visit, try await pairView(visit), (form, Self.filled(visit, refusal)))) }
  }

  private var endPair: Route {
    Route(
      .post, "/pairs/{pair}/ending", name: "endPair", summary: "Ends a pair on a day", access: .permission(.allianceManage), pathFields: [Self.pair],
      body: [FieldShape("day", .day, required: true, about: "The first day on which it no longer holds")], gives: PairJSON.pair, isConditional: true,
      refused: refusedPair("ending"),
      handle: { visit in
        guard let id: PairID = visit.pathValues.id("pair"), let day = visit.body.day("day") else { throw Refusal.absent }
        return try await visit.change(database) { session in
          try answer(try pairDesk.end(id, on: day, expecting: visit.expectedVersion, by: visit.caller, in: session), visit, in: session)
        }
      })
  }

  private var mergePair: Route {
    Route(
      .post, "/pairs/{pair}/merging", name: "mergePair", summary: "Merges another pair of the same parties into this one",
      access: .permission(.allianceManage), pathFields: [Self.pair],
      body: [FieldShape("source", .id, required: true, about: "The pair that goes into this one")], gives: PairJSON.pair, isConditional: true,
      refused: refusedPair("merging"),
      handle: { visit in
        guard let id: PairID = visit.pathValues.id("pair"), let source: PairID = visit.body.id("source") else { throw Refusal.absent }
        return try await visit.change(database) { session in
          try answer(try pairDesk.merge(source, into: id, expecting: visit.expectedVersion, by: visit.caller, in: session), visit, in: session)
        }
      })
  }

  private var separatePair: Route {
    Route(
      .post, "/pairs/{pair}/separation", name: "separatePair", summary: "Takes a merging back: the pair goes on by itself again",
      access: .permission(.allianceManage), pathFields: [Self.pair], gives: PairJSON.pair, isConditional: true, refused: refusedPair("separation"),
      handle: { visit in
        guard let id: PairID = visit.pathValues.id("pair") else { throw Refusal.absent }
        return try await visit.change(database) { session in
          try answer(try pairDesk.separate(id, expecting: visit.expectedVersion, by: visit.caller, in: session), visit, in: session)
        }
      })
  }

  // MARK: Records

  private var openRecord: Route {
    Route(
      .post, "/pairs/{pair}/records", name: "openTwoWayRecord", summary: "Opens a record of the two sides", access: .permission(.allianceRead),
      pathFields: [Self.pair],
      body: [
        FieldShape("kind", .choice(profile.alliances.twoWay), required: true, about: "Consultation, pledge, service or evaluation"),
        FieldShape("about", .text(max: 500), required: true, about: "What it is about"),
        FieldShape("day", .day, required: true, about: "The day"),
      ], gives: PairJSON.record, status: 201, refused: refusedPair("record"),
      handle: { visit in
        guard let id: PairID = visit.pathValues.id("pair"), let day = visit.body.day("day") else { throw Refusal.absent }
        let record = TwoWayRecord(
          id: desk.ids.next(), pair: id, kind: visit.body.text("kind") ?? "", about: visit.body.text("about") ?? "", day: day)
        return try await visit.change(database) { session in
          recorded(try pairDesk.open(record, by: visit.caller, in: session), id, visit, status: 201)
        }
      })
  }

  private func moveRecord(_ side: TwoWayRecord.Side) -> Route {
    Route(
      .post, "/pairs/{pair}/records/{record}/\(side.rawValue)", name: "moveTwoWayRecord_\(side.rawValue)",
      summary: "One side gives its word or deed, or the other confirms it", access: .permission(.allianceRead),
      pathFields: [Self.pair, Self.record],
      body: [
        FieldShape("act", .choice(["give", "confirm"]), required: true, about: "What is done with this direction"),
        FieldShape("text", .text(max: 1000), about: "What is given; needed for that"),
      ], gives: PairJSON.record, isConditional: true, refused: refusedPair("records"),
      handle: { visit in
        guard let pair: PairID = visit.pathValues.id("pair"), let id: TwoWayRecordID = visit.pathValues.id("record") else { throw Refusal.absent }
        let version: Int64? = visit.expectedVersion
        return try await visit.change(database) { session in
          if visit.body.text("act") == "confirm" {
            return recorded(try pairDesk.confirm(id, of: pair, side, expecting: version, by: visit.caller, in: session), pair, visit)
          }
          guard let text = visit.body.text("text") else { throw Refusal.invalid([FieldProblem("text", "field.missing")]) }
          return recorded(try pairDesk.give(id, of: pair, side, text: text, expecting: version, by: visit.caller, in: session), pair, visit)
        }
      })
  }

  private func recorded(_ record: TwoWayRecord, _ pair: PairID, _ visit: Visit, status: Int = 200) -> Reply {
    if visit.face == .page { return .see("/pairs/\(pair)#record-\(record.id)") }
    return Reply.json(status: status) { PairJSON.write(record, &$0) }.with(version: record.version)
  }
}
