import Ground
import Places
import SQL
import Web

extension OrganisationsRoom {
  static let completenessScope: [FieldShape] = [
    FieldShape("area", .id, about: "Only in this area and below"),
    FieldShape("day", .day, about: "As it was or will be on this day; today unless said"),
  ]

  var completenessRoutes: [Route] { [showCompleteness, listLinkPlaces, listChains] }

  private var showCompleteness: Route {
    Route(
      .get, "/completeness", name: "showCompleteness", summary: "Which links of the chain are there, and what bodies lack",
      access: .permission(.organisationRead), query: Self.completenessScope, gives: CompletenessJSON.overview
    ) { visit in
      let day: CivilDay = visit.query.day("day") ?? profile.calendar.localDay(visit.now)
      let view: CompletenessView = try await database.read { session in
        try CompletenessDesk(profile: profile).view(try visit.readableArea(in: session), by: visit.caller, on: day, in: session)
      }
      if visit.face == .json { return .json { CompletenessJSON.write(view, &$0) } }
      return .page(CompletenessPages(words: visit.words, profile: profile).overview(view))
    }
  }

  private var listLinkPlaces: Route {
    Route(
      .get, "/completeness/{link}", name: "listLinkPlaces", summary: "The areas or buildings that have a link of the chain, or lack it",
      access: .permission(.organisationRead),
      pathFields: [FieldShape("link", .text(max: 60, pattern: "^[a-z][a-z0-9_]*$"), required: true, about: "A link of the city's profile")],
      query: Self.completenessScope + [
        FieldShape("part", .choice(LinkPart.allCases.map(\.rawValue)), about: "Which of them; the missing ones unless said")
      ],
      gives: CompletenessJSON.place, isList: true
    ) { visit in try await linkPlaces(visit) }
  }

  private func linkPlaces(_ visit: Visit) async throws -> Reply {
    guard let link = visit.pathValues.text("link").flatMap({ profile.organisationRules.link($0) }) else { throw Refusal.absent }
    let cursor: RowCursor? = try visit.rowCursor
    let part: LinkPart = visit.query.text("part").flatMap { LinkPart(rawValue: $0) } ?? .missing
    let day: CivilDay = visit.query.day("day") ?? profile.calendar.localDay(visit.now)
    let view: LinkView = try await database.read { session in
      try CompletenessDesk(profile: profile).link(
        link, part, try visit.readableArea(in: session), by: visit.caller, on: day, after: cursor, limit: visit.limit, words: visit.words,
        in: session)
    }
    let next: String? = view.next?.description
    if visit.face == .json {
      return Reply.json { $0.array(each: view.rows) { CompletenessJSON.write($1, &$0) } }.with(next: next)
    }
    let pages = CompletenessPages(words: visit.words, profile: profile)
    return Reply.page(pages.link(view, next: next.map { visit.address(next: $0) })).with(next: next)
  }
}

extension Visit {
  /// The area named by the query, if organisations may be read there.
  /// - Throws: ``Refusal/absent``.
  func readableArea(in session: any Session) throws -> Area? {
    guard let id: AreaID = query.id("area") else { return nil }
    return try AreaRecords().reachable(id, by: caller.policy(for: .organisationRead), in: session)
  }
}
