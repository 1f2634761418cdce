import Ground
import SQL
import Web

extension OrganisationsRoom {
  var chartRoutes: [Route] { [chartOrganisation] }

  private var chartOrganisation: Route {
    Route(
      .get, "/organisations/{organisation}/chart", name: "chartOrganisation",
      summary: "A body and the levels below it as a chart to print; what does not fit opens in charts of its own",
      access: .permission(.organisationRead), faces: [.page], pathFields: [Self.organisationField],
      query: [FieldShape("day", .day, about: "As it was or will be on this day; today unless said")], isList: true
    ) { visit in
      let id: OrganisationID = try visit.organisation
      let day: CivilDay = visit.query.day("day") ?? bodyDesk.today
      let cursor: RowCursor? = try visit.rowCursor
      let records = BodyChartRecords(policy: visit.caller.policy(for: .organisationRead), day: day)
      let chart: BodyChart = try await database.read { session in
        _ = try OrganisationRecords().visible(id, to: visit.caller, in: session)
        guard let root = try BodyRecords().organisation(id, on: day, in: session) else { throw Refusal.absent }
        return try records.chart(of: root, after: cursor, in: session)
      }
      return .page(BodyChartPages(words: visit.words).page(chart, next: chart.next.map { visit.address(next: $0.description) }))
    }
  }
}
