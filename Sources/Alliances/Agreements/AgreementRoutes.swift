import Ground
import Markup
import Places
import SQL
import Web

extension AlliancesRoom {
  var agreementRoutes: [Route] {
    [
      listAgreements, newAgreement, draftAgreement, showAgreement, printAgreement, amendAgreement, negotiateAgreement, signAgreement, renewAgreement,
    ]
  }

  private static let agreement: FieldShape = FieldShape("agreement", .id, required: true, about: "The agreement's id")
  private static let text: [FieldShape] = [
    FieldShape("terms", .text(max: 6000), required: true, about: "What is agreed"),
    FieldShape("resources", .text(max: 2000), about: "What there is to share, one a line"),
    FieldShape("needs", .text(max: 2000), about: "What is needed, one a line"),
    FieldShape("projects", .text(max: 2000), about: "What is done together, one a line"),
  ]

  var agreementDesk: AgreementDesk { AgreementDesk(profile: profile, ids: desk.ids, timepiece: timepiece, journal: desk.journal) }

  // MARK: The list

  private var listAgreements: Route {
    Route(
      .get, "/agreements", name: "listAgreements", summary: "Co-building agreements in the order of their ends", access: .permission(.allianceRead),
      query: Within.fields + [
        FieldShape("view", .choice(AgreementFilter.View.allCases.map(\.rawValue)), about: "Which of them; `due`: for renewal"),
        FieldShape("party", .text(max: 40, pattern: PairParty.pattern), about: "Only those of this party"),
        FieldShape("beyond", .day, about: "Only those that hold beyond this day"),
        FieldShape("own", .flag, about: "Only those that the caller keeps, or whose party the caller's organisation is"),
      ],
      gives: AgreementJSON.agreement, isList: true
    ) { visit in
      let cursor: RowCursor? = try visit.rowCursor
      let scope: AgreementScope = visit.query.flag("own") ? AgreementScope(responsible: visit.caller) : AgreementScope(visit.caller)
      let desk: AgreementDesk = agreementDesk
      let today: CivilDay = today
      let horizon: CivilDay = desk.renewal.horizon(from: today)
      let (filter, found, names, counts) = try await database.read { session in
        var filter = AgreementFilter(view: visit.query.text("view").flatMap { AgreementFilter.View(rawValue: $0) } ?? .all)
        filter.within = try structures.within(visit.query, in: session)
        filter.party = visit.query.text("party").flatMap { PairParty($0) }
        filter.beyond = visit.query.day("beyond")
        let found = try desk.records.list(filter, of: scope, on: today, horizon: horizon, after: cursor, limit: visit.limit, in: session)
        let names = try PartyNames(found.rows.flatMap { $0.parties.map(\.party) }, words: visit.words, in: session)
        var counts: [AgreementFilter.View: Int] = [:]
        for view in AgreementFilter.View.allCases where visit.face == .page {
          var other = filter
          other.view = view
          counts[view] = try desk.records.count(other, of: scope, on: today, horizon: horizon, in: session)
        }
        return (filter, found, names, counts)
      }
      let next: String? = found.next?.description
      if visit.face == .json { return Reply.json { $0.array(each: found.rows) { AgreementJSON.write($1, names, &$0) } }.with(next: next) }
      let rows = found.rows.map { row in (agreement: row, parties: row.parties.map { names[$0.party] }.joined(separator: " · ")) }
      let keeping: [(name: String, value: String)] = ["party", "beyond", "own"].compactMap { name in
        visit.query.text(name).map { (name, $0) }
      }
      let pages = AgreementPages(words: visit.words, today: today, renewal: desk.renewal)
      let page = pages.list(
        rows, filter, counts: counts, keeping: keeping, mayDraft: visit.caller.may(.allianceManage), next: next.map { visit.address(next: $0) })
      return Reply.page(page).with(next: next)
    }
  }

  // MARK: A new one

  private var newAgreement: Route {
    Route(
      .get, "/agreements/new", name: "newAgreement", summary: "The form on which an agreement is drafted", access: .permission(.allianceManage),
      faces: [.page], query: [FieldShape("pair", .id), FieldShape("q", .text(max: 60))]
    ) { visit in
      var values: [String: String] = [:]
      if let id: PairID = visit.query.id("pair") {
        let pair: Pair = try await database.read { try PairRecords().visible(id, to: visit.caller, .allianceManage, in: $0) }
        values = ["pair": id.description, "left": pair.left.description, "right": pair.right.description]
      }
      return try await draftPage(visit, FilledForm(words: visit.words, values: values))
    }
  }

  private var draftAgreement: Route {
    Route(
      .post, "/agreements", name: "draftAgreement", summary: "Drafts an agreement", access: .permission(.allianceManage),
      body: [
        FieldShape("title", .text(max: 120), required: true, about: "Its title"),
        FieldShape("pair", .id, about: "The pair it belongs to"),
        FieldShape("left", .text(max: 40, pattern: PairParty.pattern), required: true, about: "The first party, `area:1` or `organisation:1`"),
        FieldShape("right", .text(max: 40, pattern: PairParty.pattern), required: true, about: "The second party"),
        FieldShape("third", .text(max: 40, pattern: PairParty.pattern), about: "A third party"),
        FieldShape("from", .day, required: true, about: "The first day"),
        FieldShape("last_day", .day, required: true, about: "The last day on which it holds"),
      ] + Self.text, gives: AgreementJSON.agreement, status: 201,
      refused: { visit, refusal in try await draftPage(visit, Self.filled(visit, refusal)) },
      handle: { visit in
        let draft: AgreementDesk.Draft = try drafted(visit)
        return try await visit.change(database) { session in
          let agreement = try agreementDesk.draft(draft, by: visit.caller, in: session)
          return try answer(agreement, visit, status: 201, in: session).with(location: "/agreements/\(agreement.id)", visit)
        }
      })
  }

  private func drafted(_ visit: Visit) throws -> AgreementDesk.Draft {
    guard let from = visit.body.day("from"), let last = visit.body.day("last_day") else { throw Refusal(.invalid) }
    let parties: [PairParty] = ["left", "right", "third"].compactMap { visit.body.text($0).flatMap { PairParty($0) } }
    return AgreementDesk.Draft(
      title: visit.body.text("title") ?? "", pair: visit.body.id("pair"), parties: parties, from: from, until: last.adding(days: 1),
      terms: visit.body.text("terms") ?? "", lists: Self.lists(visit))
  }

  private static func lists(_ visit: Visit) -> Agreement.Lists {
    Agreement.Lists(
      resources: visit.body.text("resources") ?? "", needs: visit.body.text("needs") ?? "", projects: visit.body.text("projects") ?? "")
  }

  private func draftPage(_ visit: Visit, _ form: FilledForm) async throws -> Reply {
    let query: String? = visit.query.text("q")
    let (areas, units) = try await database.read { try parties(visit, query, form, in: $0) }
    let pages = AgreementPages(words: visit.words, today: today, renewal: agreementDesk.renewal)
    return .page(pages.draft(form, query: query ?? "", areas: areas, units: units, tokens: visit.tokens()))
  }

  private func answer(_ agreement: Agreement, _ visit: Visit, status: Int = 200, in session: any Session) throws -> Reply {
    if visit.face == .page { return .see("/agreements/\(agreement.id)") }
    let names = try PartyNames(agreement.parties.map(\.party), words: visit.words, in: session)
    return Reply.json(status: status) { AgreementJSON.write(agreement, names, &$0) }.with(version: agreement.version)
  }

  // MARK: One agreement

  private var showAgreement: Route {
    Route(
      .get, "/agreements/{agreement}", name: "showAgreement", summary: "One agreement with its negotiations", access: .permission(.allianceRead),
      pathFields: [Self.agreement], gives: AgreementJSON.view
    ) { visit in
      let view: AgreementView = try await agreementView(visit)
      if visit.face == .json { return Reply.json { AgreementJSON.write(view, &$0) }.with(version: view.agreement.version) }
      return .page(agreementPage(visit, view, nil))
    }
  }

  private var printAgreement: Route {
    Route(
      .get, "/agreements/{agreement}/copy", name: "printAgreement", summary: "The agreement as a paper to print and sign",
      access: .permission(.allianceRead), faces: [.page], pathFields: [Self.agreement]
    ) { visit in .page(AgreementCopyPage(words: visit.words, view: try await agreementView(visit)).page) }
  }

  private func agreementView(_ visit: Visit) async throws -> AgreementView {
    guard let id: AgreementID = visit.pathValues.id("agreement") else { throw Refusal.absent }
    let desk: AgreementDesk = agreementDesk
    return try await database.read { try AgreementView.read(id, to: visit.caller, desk, words: visit.words, in: $0) }
  }

  private func agreementPage(_ visit: Visit, _ view: AgreementView, _ refused: (form: String, filled: FilledForm)?) -> Page {
    AgreementPage(words: visit.words, view: view, refused: refused) { visit.tokens(version: view.agreement.version) }.page
  }

  private func refusedAgreement(_ form: String) -> @Sendable (Visit, Refusal) async throws -> Reply {
    { visit, refusal in .page(agreementPage(visit, try await agreementView(visit), (form, Self.filled(visit, refusal)))) }
  }

  /// A change of one agreement, by whoever may.
  private func change(
    _ resource: String, name: String, summary: String, access: Permission = .allianceManage, body: [FieldShape], form: String, status: Int = 200,
    _ act: @escaping @Sendable (AgreementDesk, AgreementID, Visit, any Session) throws -> Agreement
  ) -> Route {
    Route(
      .post, "/agreements/{agreement}/\(resource)", name: name, summary: summary, access: .permission(access), pathFields: [Self.agreement],
      body: body, gives: AgreementJSON.agreement, status: status, isConditional: true, refused: refusedAgreement(form),
      handle: { visit in
        guard let id: AgreementID = visit.pathValues.id("agreement") else { throw Refusal.absent }
        let desk: AgreementDesk = agreementDesk
        return try await visit.change(database) { session in try answer(act(desk, id, visit, session), visit, status: status, in: session) }
      })
  }

  private var amendAgreement: Route {
    change(
      "text", name: "amendAgreement", summary: "Changes the text of a draft; signatures given before are taken back", body: Self.text, form: "text"
    ) {
      desk, id, visit, session in
      try desk.amend(
        id, terms: visit.body.text("terms") ?? "", lists: Self.lists(visit), expecting: visit.expectedVersion, by: visit.caller, in: session)
    }
  }

  private var negotiateAgreement: Route {
    change(
      "negotiations", name: "negotiateAgreement", summary: "Records a negotiation before the signing",
      body: [
        FieldShape("day", .day, required: true, about: "When"),
        FieldShape("said", .text(max: 2000), required: true, about: "What was talked about"),
        FieldShape("outcome", .text(max: 2000), required: true, about: "What came of it"),
      ], form: "negotiation", status: 201
    ) { desk, id, visit, session in
      guard let day = visit.body.day("day") else { throw Refusal(.invalid) }
      let negotiation = Negotiation(
        id: desk.ids.next(), agreement: id, day: day, said: visit.body.text("said") ?? "", outcome: visit.body.text("outcome") ?? "")
      return try desk.negotiate(negotiation, expecting: visit.expectedVersion, by: visit.caller, in: session)
    }
  }

  private var signAgreement: Route {
    change(
      "signatures", name: "signAgreement", summary: "Records a party's signature", access: .allianceRead,
      body: [
        FieldShape("party", .text(max: 40, pattern: PairParty.pattern), required: true, about: "Which party"),
        FieldShape("day", .day, required: true, about: "When it signed"),
      ], form: "signature"
    ) { desk, id, visit, session in
      guard let party = visit.body.text("party").flatMap({ PairParty($0) }), let day = visit.body.day("day") else {
        throw Refusal.invalid([FieldProblem("party", "alliances.agreement.no_party")])
      }
      return try desk.sign(id, party, on: day, expecting: visit.expectedVersion, by: visit.caller, in: session)
    }
  }

  private var renewAgreement: Route {
    change("renewal", name: "renewAgreement", summary: "Drafts the next term", body: [], form: "renewal", status: 201) { desk, id, visit, session in
      try desk.renew(id, expecting: visit.expectedVersion, by: visit.caller, in: session)
    }
  }
}
