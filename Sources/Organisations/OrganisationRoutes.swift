import Ground
import Places
import SQL
import Web

/// The list and the page of bodies.
extension OrganisationsRoom {
  static let organisationField: FieldShape = FieldShape("organisation", .id, required: true, about: "The organisation's id")

  var bodyDesk: BodyDesk { BodyDesk(profile: profile, ids: ids, timepiece: timepiece, followers: bodyFollowers) }
  var bodyViews: OrganisationDesk { OrganisationDesk(profile: profile, directory: directory) }

  var listOrganisations: Route {
    Route(
      .get, "/organisations", name: "listOrganisations", summary: "Organisations within the caller's reach, in the order of their areas",
      access: .permission(.organisationRead),
      query: Within.fields + [
        FieldShape("q", .text(max: 60), about: "A piece of the name, or the beginning of the credit code"),
        FieldShape("family", .choice(CityProfile.OrganisationKind.Family.allCases.map(\.rawValue)), about: "Only kinds of this family"),
        FieldShape("kind", .choice(profile.organisationKinds.map(\.id)), about: "Only this kind"),
        FieldShape("field", .choice(profile.organisationRules.fields), about: "Only this field"),
        FieldShape("unit_level", .choice(profile.organisationRules.unitLevels), about: "Only units of this level"),
        FieldShape("parent", .id, about: "Only those directly below this one"),
        FieldShape("missing", .choice(OrganisationFilter.Missing.allCases.map(\.rawValue)), about: "Only those that lack this"),
        FieldShape("day", .day, about: "As it was or will be on this day; today unless said"),
      ], gives: OrganisationJSON.organisation, isList: true
    ) { visit in try await organisations(visit) }
  }

  var showOrganisation: Route {
    Route(
      .get, "/organisations/{organisation}", name: "showOrganisation", summary: "One organisation: its place in the chain, seats, areas, duties",
      access: .permission(.organisationRead), pathFields: [Self.organisationField],
      query: [FieldShape("day", .day, about: "As it was or will be on this day; today unless said")], gives: OrganisationJSON.view
    ) { visit in
      let id: OrganisationID = try visit.organisation
      let view: OrganisationView = try await database.read { session in
        try bodyViews.view(id, to: visit.caller, on: visit.query.day("day"), at: visit.now, words: visit.words, in: session)
      }
      let pages = BodyPages(words: visit.words, profile: profile)
      let reply: Reply = visit.face == .page ? .page(pages.one(view)) : .json { OrganisationJSON.write(view, words: visit.words, &$0) }
      return reply.with(version: view.organisation.version)
    }
  }

  private func narrowed(_ visit: Visit, _ within: Within?) -> OrganisationFilter {
    OrganisationFilter(
      within: within, kind: visit.query.text("kind"), family: visit.query.text("family").flatMap { .init(rawValue: $0) },
      field: visit.query.text("field"), unitLevel: visit.query.text("unit_level"), parent: visit.query.id("parent"),
      missing: visit.query.text("missing").flatMap { .init(rawValue: $0) }, text: visit.query.text("q"), day: visit.query.day("day"))
  }

  private func organisations(_ visit: Visit) async throws -> Reply {
    let cursor: RowCursor? = try visit.rowCursor
    let day: CivilDay = visit.query.day("day") ?? profile.calendar.localDay(visit.now)
    let (filter, rows): (OrganisationFilter, [OrganisationRow]) = try await database.read { session in
      let filter: OrganisationFilter = narrowed(visit, try structures.within(visit.query, in: session))
      let rows = try bodyViews.list(
        filter, to: visit.caller, on: day, after: cursor, limit: visit.limit + 1, words: visit.words, in: session)
      return (filter, rows)
    }
    let shown = Array(rows.prefix(visit.limit))
    let next: String? =
      rows.count > visit.limit ? shown.last.map { RowCursor(place: $0.organisation.place, id: $0.organisation.id.raw).description } : nil
    if visit.face == .json {
      return Reply.json { $0.array(each: shown) { OrganisationJSON.write($1, &$0) } }.with(next: next)
    }
    let pages = OrganisationPages(words: visit.words, profile: profile, caller: visit.caller)
    return Reply.page(pages.list(shown, filter, next: next.map { visit.address(next: $0) })).with(next: next)
  }
}

extension Visit {
  var organisation: OrganisationID {
    get throws {
      guard let id: OrganisationID = pathValues.id("organisation") else { throw Refusal.absent }
      return id
    }
  }
}
