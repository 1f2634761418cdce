import Ground
import Organisations
import Places
import SQL
import Web

extension AlliancesRoom {
  var listPairRegister: Route {
    Route(
      .get, "/pair-register", name: "listPairRegister", summary: "Organisations of a family with their pairs: who is tied, and who is not yet",
      access: .permission(.allianceRead),
      query: Within.fields + [
        FieldShape(
          "family", .choice(CityProfile.OrganisationKind.Family.allCases.map(\.rawValue)), about: "Which organisations; departments unless said"),
        FieldShape("campaign", .text(max: 80), about: "Only pairs of this campaign count"),
        FieldShape("part", .choice(PairRegister.Part.allCases.map(\.rawValue)), about: "Only those that are tied, or are not"),
      ], gives: PairRegisterJSON.line, isList: true
    ) { visit in
      let cursor: RowCursor? = try visit.rowCursor
      let part: PairRegister.Part = visit.query.text("part").flatMap { .init(rawValue: $0) } ?? .all
      let records = PairRegisterRecords(profile: profile, to: visit.caller, on: today)
      let shown: Shown = try await database.read { session in
        let filter: PairRegisterFilter = try self.filter(visit, in: session)
        let found = try records.list(part, filter, after: cursor, limit: visit.limit, in: session)
        let names = try OrganisationRecords().names(Set(found.rows.map(\.organisation)), words: visit.words, in: session)
        let rows = found.rows.map { (line: $0, name: names[$0.organisation] ?? "") }
        guard visit.face == .page else { return Shown(filter: filter, rows: rows, next: found.next?.description, counts: [:], campaigns: []) }
        var counts: [PairRegister.Part: Int] = [:]
        for other in PairRegister.Part.allCases { counts[other] = try records.count(other, filter, in: session) }
        let campaigns: [String] = try records.campaigns(in: session)
        return Shown(filter: filter, rows: rows, next: found.next?.description, counts: counts, campaigns: campaigns)
      }
      if visit.face == .json { return Reply.json { $0.array(each: shown.rows) { PairRegisterJSON.write($1, &$0) } }.with(next: shown.next) }
      let pages = PairRegisterPages(words: visit.words, filter: shown.filter, part: part)
      let page = pages.page(shown.rows, counts: shown.counts, campaigns: shown.campaigns, next: shown.next.map { visit.address(next: $0) })
      return Reply.page(page).with(next: shown.next)
    }
  }

  private struct Shown: Sendable {
    let filter: PairRegisterFilter
    let rows: [(line: PairRegister.Line, name: String)]
    let next: String?
    let counts: [PairRegister.Part: Int]
    let campaigns: [String]
  }

  private func filter(_ visit: Visit, in session: any Session) throws -> PairRegisterFilter {
    PairRegisterFilter(
      family: visit.query.text("family").flatMap { .init(rawValue: $0) } ?? .government,
      within: try structures.within(visit.query, in: session), campaign: visit.query.text("campaign"))
  }
}
