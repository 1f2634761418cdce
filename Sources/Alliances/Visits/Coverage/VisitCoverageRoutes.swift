import Ground
import Markup
import Organisations
import Places
import SQL
import Web

extension AlliancesRoom {
  var showVisitCoverage: Route {
    Route(
      .get, "/visit-coverage", name: "listVisitCoverage", summary: "Visits planned, done and overdue in a period, and how many pairs have met",
      access: .permission(.allianceRead),
      query: Within.fields + [
        FieldShape("from", .day, about: "The first day; of this quarter unless said"),
        FieldShape("last_day", .day, about: "The last day; of this quarter unless said"),
        FieldShape("by", .choice(VisitCoverage.Axis.allCases.map(\.rawValue)), about: "A row for each secretary, unless for each unit"),
      ], gives: VisitCoverageJSON.coverage, isList: true
    ) { visit in
      let cursor: RowCursor? = try visit.rowCursor
      let scope = VisitScope(visit.caller)
      let today: CivilDay = today
      let axis: VisitCoverage.Axis = visit.query.text("by").flatMap { .init(rawValue: $0) } ?? .secretary
      let records = VisitCoverageRecords()
      let (period, found, names, total): (VisitPeriod, Rows<VisitCoverage>, [Int64: String], VisitCoverage) = try await database.read { session in
        let period: VisitPeriod = try self.period(visit, in: session)
        let found = try records.list(axis, period, of: scope, on: today, after: cursor, limit: visit.limit, in: session)
        let names: [Int64: String] = try self.names(axis, found.rows.map(\.id), visit.words, in: session)
        return (period, found, names, try records.total(period, of: scope, on: today, in: session))
      }
      let next: String? = found.next?.description
      let rows: [(coverage: VisitCoverage, name: String)] = found.rows.map { ($0, names[$0.id] ?? "") }
      if visit.face == .json { return Reply.json { $0.array(each: rows) { VisitCoverageJSON.write($1, &$0) } }.with(next: next) }
      let pages = VisitCoveragePages(words: visit.words, period: period, axis: axis)
      return Reply.page(pages.page(rows, total: total, next: next.map { visit.address(next: $0) })).with(next: next)
    }
  }

  /// The days asked for, else this quarter.
  private func period(_ visit: Visit, in session: any Session) throws -> VisitPeriod {
    let quarter = Quarter(today)
    let from: CivilDay = visit.query.day("from") ?? quarter.first
    let before: CivilDay = visit.query.day("last_day")?.adding(days: 1) ?? quarter.until
    if before <= from { throw Refusal.invalid([FieldProblem("last_day", "alliances.problem.last_day_before_first")]) }
    return VisitPeriod(from: from, before: before, within: try structures.within(visit.query, in: session))
  }

  /// A secretary by community and person, a unit by its name.
  private func names(_ axis: VisitCoverage.Axis, _ ids: [Int64], _ words: Words, in session: any Session) throws -> [Int64: String] {
    switch axis {
    case .unit:
      let names = try OrganisationRecords().names(Set(ids.map { OrganisationID($0) }), words: words, in: session)
      return Dictionary(uniqueKeysWithValues: names.map { ($0.key.raw, $0.value) })
    case .secretary:
      let names = try VisitNames.secretaries(Set(ids.map { PostID($0) }), seal: seal, on: today, in: session)
      return Dictionary(
        uniqueKeysWithValues: names.map { post, name in
          (post.raw, name.person.map { words("alliances.coverage.secretary", ["area": name.area, "person": $0]) } ?? name.area)
        })
    }
  }
}
