import Ground
import SQL
import Web

extension OrganisationsRoom {
  var listChains: Route {
    Route(
      .get, "/chains", name: "listChains", summary: "Areas whose chain lacks a link: on the way up to the top, or of those side by side",
      access: .permission(.organisationRead),
      query: Self.completenessScope + [
        FieldShape(
          "axis", .choice(CityProfile.OrganisationLink.Axis.allCases.map(\.rawValue)), about: "Up to the top, unless side by side is asked for"),
        FieldShape("part", .choice(LinkPart.allCases.map(\.rawValue)), about: "Which of them; those that lack a link unless said"),
      ], gives: ChainJSON.chain, isList: true
    ) { visit in
      let cursor: RowCursor? = try visit.rowCursor
      let axis: CityProfile.OrganisationLink.Axis = visit.query.text("axis").flatMap { .init(rawValue: $0) } ?? .vertical
      let part: LinkPart = visit.query.text("part").flatMap { LinkPart(rawValue: $0) } ?? .missing
      let day: CivilDay = visit.query.day("day") ?? profile.calendar.localDay(visit.now)
      let view: ChainView = try await database.read { session in
        try ChainDesk(profile: profile).view(
          axis, part, try visit.readableArea(in: session), by: visit.caller, on: day, after: cursor, limit: visit.limit, in: session)
      }
      let next: String? = view.next?.description
      if visit.face == .json { return Reply.json { $0.array(each: view.rows) { ChainJSON.write($1, &$0) } }.with(next: next) }
      return Reply.page(ChainPages(words: visit.words, profile: profile).page(view, next: next.map { visit.address(next: $0) })).with(next: next)
    }
  }
}
