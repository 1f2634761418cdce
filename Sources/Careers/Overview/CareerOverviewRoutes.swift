import Ground
import Organisations
import Places
import SQL
import Web

extension CareersRoom {
  var overviewRoutes: [Route] { [showCareers, listAudience] }

  private var showCareers: Route {
    Route(
      .get, "/careers", name: "showCareers", summary: "Where the registers about those who serve stand", access: .permission(.careerRead),
      query: Within.fields, gives: CareerOverviewJSON.view
    ) { visit in
      let policy: Policy = visit.caller.policy(for: .careerRead)
      let day: CivilDay = today(visit)
      let view: CareerOverview = try await database.read { session in
        let within: Within? = try organisations.structures.within(visit.query, in: session)
        let records = CareerOverviewRecords(profile: profile, within: within)
        return CareerOverview(
          within: within, registers: try records.registers(policy, on: day, in: session), courses: try records.courses(policy, on: day, in: session),
          both: try records.both(policy, on: day, in: session),
          filings: profile.careers.filing == nil ? nil : try filingTally(policy, within, on: day, in: session))
      }
      if visit.face == .json { return .json { CareerOverviewJSON.write(view, &$0) } }
      return .page(CareerOverviewPages(words: visit.words, profile: profile).page(view))
    }
  }

  private var listAudience: Route {
    Route(
      .get, "/careers/{register}/audience", name: "listAudience", summary: "Whom a course is for, and who has completed it this year",
      access: .permission(.careerRead), pathFields: [registerField],
      query: Within.fields + [
        FieldShape("item", .text(max: 40), required: true, about: "An item of the register that has an audience"),
        FieldShape("done", .choice(["yes", "no"]), about: "Only those who have, or have not, completed it"),
      ], gives: FilingJSON.due, isList: true
    ) { visit in
      guard let register = visit.pathValues.text("register"),
        let item = visit.query.text("item").flatMap({ profile.careers.register(register)?.item($0) }), !item.audience.isEmpty
      else { throw Refusal.absent }
      let cursor: RowCursor? = try visit.rowCursor
      return try await audience(register, item, after: cursor, visit)
    }
  }

  private func audience(_ register: String, _ item: CityProfile.CareerItem, after cursor: RowCursor?, _ visit: Visit) async throws -> Reply {
    let done: String? = visit.query.text("done")
    let day: CivilDay = today(visit)
    let views = FilingViews(directory: organisations.directory, people: people, words: visit.words, now: visit.now)
    let (within, rows): (Within?, [FilingDue]) = try await database.read { session in
      let within: Within? = try organisations.structures.within(visit.query, in: session)
      let records = CareerOverviewRecords(profile: profile, within: within)
      let found = try records.audience(
        register, item, isDone: done.map { $0 == "yes" }, of: visit.caller.policy(for: .careerRead), on: day, after: cursor,
        limit: visit.limit + 1, in: session)
      return (within, try views.due(found, in: session))
    }
    let shown: [FilingDue] = Array(rows.prefix(visit.limit))
    let next: String? = rows.count > visit.limit ? shown.last.map { RowCursor(place: $0.place, id: $0.post.id.raw).description } : nil
    if visit.face == .json { return Reply.json { $0.array(each: shown) { FilingJSON.write($1, &$0) } }.with(next: next) }
    let list = CareerOverviewPages.Audience(
      register: register, item: item.id, within: within, rows: shown, done: done, next: next.map { visit.address(next: $0) })
    return Reply.page(CareerOverviewPages(words: visit.words, profile: profile).audience(list)).with(next: next)
  }
}
