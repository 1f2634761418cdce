import Ground
import Places
import SQL
import Web

extension OrganisationsRoom {
  var showCoverage: Route {
    Route(
      .get, "/posts/coverage", name: "showCoverage", summary: "How many areas have what each should have, and how the posts below stand",
      access: .permission(.peopleRead), query: Within.fields, gives: CoverageJSON.view
    ) { visit in
      let today: CivilDay = profile.calendar.localDay(visit.now)
      let desk = CoverageDesk(profile: profile, structures: structures)
      let view: CoverageView = try await database.read { session in
        try desk.view(try asked(visit, in: session), to: visit.caller, on: today, in: session)
      }
      return visit.face == .json ? .json { CoverageJSON.write(view, &$0) } : .page(CoveragePages(words: visit.words).page(view))
    }
  }

  var listCoverage: Route {
    let measures: [CoverageMeasure] = CoverageMeasure.all(profile)
    return Route(
      .get, "/posts/coverage/{measure}", name: "listCoverage", summary: "The areas of a level, and which of them have what is asked",
      access: .permission(.peopleRead),
      pathFields: [FieldShape("measure", .choice(measures.map(\.id)), required: true, about: "The figure's id")],
      query: Within.fields + [FieldShape("covered", .choice(["yes", "no"]), about: "Only those that have it, or that lack it")],
      gives: CoverageJSON.line, isList: true
    ) { visit in
      guard let measure = measures.first(where: { $0.id == visit.pathValues.text("measure") }) else { throw Refusal.absent }
      let cursor: RowCursor? = try visit.rowCursor
      return try await lines(of: measure, after: cursor, visit)
    }
  }

  /// The area asked for, or the caller's own.
  private func asked(_ visit: Visit, in session: any Session) throws -> Within {
    guard let within = try structures.within(visit.query, own: CoverageDesk.own(visit.caller), in: session) else { throw Refusal.absent }
    return within
  }

  private func lines(of measure: CoverageMeasure, after cursor: RowCursor?, _ visit: Visit) async throws -> Reply {
    let today: CivilDay = profile.calendar.localDay(visit.now)
    let desk = CoverageDesk(profile: profile, structures: structures)
    let covered: String? = visit.query.text("covered")
    let (within, lines, above): (Within, [CoverageLine], [AreaID: String]) = try await database.read { session in
      let within: Within = try asked(visit, in: session)
      _ = try AreaRecords().reachable(within.area, by: visit.caller.policy(for: .peopleRead), in: session)
      let lines: [CoverageLine] = try desk.records.lines(
        measure, isCovered: covered.map { $0 == "yes" }, within: within, of: visit.caller.policy(for: .peopleRead), on: today, after: cursor,
        limit: visit.limit + 1, in: session)
      return (within, lines, try desk.above(lines, in: session))
    }
    let shown: [CoverageLine] = Array(lines.prefix(visit.limit))
    let next: String? = lines.count > visit.limit ? shown.last.map { RowCursor(place: $0.place, id: $0.area.raw).description } : nil
    if visit.face == .json { return Reply.json { $0.array(each: shown) { CoverageJSON.write($1, &$0) } }.with(next: next) }
    let list = CoveragePages.Lines(
      measure: measure, within: within, lines: shown, above: above, covered: covered, next: next.map { visit.address(next: $0) })
    return Reply.page(CoveragePages(words: visit.words).lines(list)).with(next: next)
  }
}
