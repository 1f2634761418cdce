import Ground
import Organisations
import Places
import SQL
import Web

/// The lists: alliances, their units, their seats, and the areas that have none.
extension AlliancesRoom {
  var listRoutes: [Route] { [listAlliances, listUnits, listSeats, listUncovered] }

  private var filterShapes: [FieldShape] {
    Within.fields + [
      FieldShape("kind", .choice(profile.alliances.kinds.map(\.id)), about: "Only this kind of alliance"),
      FieldShape("unit", .id, about: "Only alliances of which this organisation is a member"),
      FieldShape("passed_over", .flag, about: "Only alliances that the caller runs and in which somebody who is next soon may not chair"),
    ]
  }

  private var listAlliances: Route {
    Route(
      .get, "/alliances", name: "listAlliances", summary: "Alliances within the caller's reach, in the order of their areas",
      access: .permission(.allianceRead), query: filterShapes,
      gives: AllianceJSON.row, isList: true
    ) { visit in
      let cursor: RowCursor? = try visit.rowCursor
      let scope = AllianceScope(visit.caller, on: today)
      let reader = AllianceReader(seal: seal, words: visit.words)
      let (filter, found, rows, totals) = try await database.read { session in
        let filter = try narrowed(visit, in: session)
        let found = try AllianceRecords().list(filter, of: scope, after: cursor, limit: visit.limit, in: session)
        let totals: AllianceTotals? =
          visit.face == .json
          ? nil
          : try AllianceTotals.read(profile.alliances, filter, of: scope, to: visit.caller, agreementDesk.renewal, in: session)
        return (filter, found, try reader.rows(found.rows, on: scope.day, in: session), totals)
      }
      let next: String? = found.next?.description
      guard let totals else { return Reply.json { $0.array(each: rows) { AllianceJSON.write($1, &$0) } }.with(next: next) }
      let pages = AlliancePages(words: visit.words, profile: profile)
      let page = pages.list(
        rows, totals, filter, mayFound: visit.caller.policy(for: .allianceManage).ranges.isEmpty == false,
        next: next.map { visit.address(next: $0) })
      return Reply.page(page).with(next: next)
    }
  }

  private func narrowed(_ visit: Visit, in session: any Session) throws -> AllianceFilter {
    AllianceFilter(
      within: try structures.within(visit.query, in: session), kind: visit.query.text("kind"), unit: visit.query.id("unit"),
      passedOver: visit.query.flag("passed_over") ? visit.caller.policy(for: .allianceManage) : nil)
  }

  private var listUnits: Route {
    Route(
      .get, "/alliances/units", name: "listAllianceUnits", summary: "Organisations that are members of alliances, each once",
      access: .permission(.allianceRead),
      query: filterShapes + [FieldShape("type", .choice(profile.alliances.memberTypes), about: "Only this type of member")],
      gives: AllianceJSON.unit, isList: true
    ) { visit in
      let cursor: RowCursor? = try visit.rowCursor
      let scope = AllianceScope(visit.caller, on: today)
      let type: String? = visit.query.text("type")
      let (filter, found, names) = try await database.read { session in
        let filter = try narrowed(visit, in: session)
        let found = try MemberRecords().units(type: type, alliances: filter, of: scope, after: cursor, limit: visit.limit, in: session)
        let names = try OrganisationRecords().names(Set(found.rows.map(\.organisation)), words: visit.words, in: session)
        return (filter, found, names)
      }
      let next: String? = found.next?.description
      if visit.face == .json {
        return Reply.json { $0.array(each: found.rows) { AllianceJSON.write($1, name: names[$1.organisation] ?? "", &$0) } }.with(next: next)
      }
      let rows = found.rows.map { (unit: $0, name: names[$0.organisation] ?? "") }
      let pages = AlliancePages(words: visit.words, profile: profile)
      return Reply.page(pages.units(rows, filter, type: type, next: next.map { visit.address(next: $0) })).with(next: next)
    }
  }

  private var listSeats: Route {
    Route(
      .get, "/alliances/seats", name: "listAllianceSeats", summary: "Seats of alliances and who has them", access: .permission(.allianceRead),
      query: filterShapes + [FieldShape("seat", .choice(AllianceSeat.Kind.allCases.map(\.rawValue)), about: "Only this kind of seat")],
      gives: AllianceJSON.seat, isList: true
    ) { visit in
      let cursor: RowCursor? = try visit.rowCursor
      let scope = AllianceScope(visit.caller, on: today)
      let kind: AllianceSeat.Kind? = visit.query.text("seat").flatMap { AllianceSeat.Kind(rawValue: $0) }
      let reader = AllianceReader(seal: seal, words: visit.words)
      let (filter, found, lines) = try await database.read { session in
        let filter = try narrowed(visit, in: session)
        let found = try SeatRecords().list(kind: kind, of: scope, alliances: filter, after: cursor, limit: visit.limit, in: session)
        return (filter, found, try reader.lines(found.rows, on: scope.day, in: session))
      }
      let next: String? = found.next?.description
      if visit.face == .json { return Reply.json { $0.array(each: lines) { AllianceJSON.write($1.seat, &$0) } }.with(next: next) }
      let pages = AlliancePages(words: visit.words, profile: profile)
      return Reply.page(pages.seats(lines, filter, kind: kind, next: next.map { visit.address(next: $0) })).with(next: next)
    }
  }

  private var listUncovered: Route {
    let levels: [String] = CoverageRecords(rules: profile.alliances).levels
    return Route(
      .get, "/alliances/uncovered", name: "listUncoveredAreas", summary: "Areas that should have an alliance and have none",
      access: .permission(.areaRead),
      query: Within.fields + [FieldShape("level", .choice(levels), about: "The level of the areas; the lowest unless said")],
      gives: AllianceJSON.gap, isList: true
    ) { visit in
      let cursor: RowCursor? = try visit.rowCursor
      let level: String = visit.query.text("level") ?? levels.first ?? ""
      let (within, found) = try await database.read { session in
        let within: Within? = try structures.within(visit.query, in: session)
        let records = CoverageRecords(rules: profile.alliances, within: within)
        let found = try records.gaps(
          of: visit.caller.policy(for: .areaRead), level: level, on: today, after: cursor, limit: visit.limit, in: session)
        return (within, found)
      }
      let next: String? = found.next?.description
      if visit.face == .json { return Reply.json { $0.array(each: found.rows) { AllianceJSON.write($1, &$0) } }.with(next: next) }
      let pages = AlliancePages(words: visit.words, profile: profile)
      return Reply.page(pages.uncovered(found.rows, within, level: level, next: next.map { visit.address(next: $0) })).with(next: next)
    }
  }
}
