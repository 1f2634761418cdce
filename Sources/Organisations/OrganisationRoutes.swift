import Ground
import Places
import SQL
import Web

extension OrganisationsRoom {
  private static let organisation: FieldShape = FieldShape("organisation", .id, required: true, about: "The organisation's id")

  var listOrganisations: Route {
    Route(
      .get, "/organisations", name: "listOrganisations", summary: "Organisations within the caller's reach, in the order of their areas",
      access: .permission(.organisationRead),
      query: [
        FieldShape("area", .id, about: "Only in this area and below"),
        FieldShape("kind", .choice(profile.organisationKinds.map(\.id)), about: "Only this kind"),
      ], gives: OrganisationJSON.organisation, isList: true
    ) { visit in try await organisations(visit) }
  }

  var showOrganisation: Route {
    Route(
      .get, "/organisations/{organisation}", name: "showOrganisation", summary: "One organisation and its posts",
      access: .permission(.organisationRead), pathFields: [Self.organisation], gives: OrganisationJSON.view
    ) { visit in
      guard let id: OrganisationID = visit.pathValues.id("organisation") else { throw Refusal.absent }
      let desk = OrganisationDesk(directory: directory)
      let view: OrganisationView = try await database.read { session in
        try desk.view(id, to: visit.caller, at: visit.now, words: visit.words, in: session)
      }
      let pages = OrganisationPages(words: visit.words, profile: profile)
      let reply: Reply = visit.face == .page ? .page(pages.one(view)) : .json { OrganisationJSON.write(view, words: visit.words, &$0) }
      return reply.with(version: view.organisation.version)
    }
  }

  private func organisations(_ visit: Visit) async throws -> Reply {
    let cursor: StaffCursor? = try visit.staffCursor
    let desk = OrganisationDesk(directory: directory)
    let day: CivilDay = profile.calendar.today(visit.now)
    let (filter, rows): (OrganisationFilter, [(option: OrganisationOption, areaName: String)]) = try await database.read { session in
      let area: Area? = try visit.area(in: session)
      var filter = OrganisationFilter(range: area?.range, kind: visit.query.text("kind"))
      if visit.query.text("area") != nil, area == nil { filter.range = PlaceRange(Place(0), Place(0)) }
      let rows = try desk.list(
        filter, to: visit.caller, on: day, after: cursor, limit: visit.limit + 1, words: visit.words, in: session)
      return (filter, rows)
    }
    let shown = Array(rows.prefix(visit.limit))
    let next: String? = rows.count > visit.limit ? shown.last.map { StaffCursor($0.option).description } : nil
    if visit.face == .json {
      return Reply.json { $0.array(each: shown) { OrganisationJSON.write($1.option, areaName: $1.areaName, &$0) } }.with(next: next)
    }
    let pages = OrganisationPages(words: visit.words, profile: profile)
    return Reply.page(pages.list(shown, filter, next: next.map { visit.address(next: $0) })).with(next: next)
  }
}
