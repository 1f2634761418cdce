import Ground
import SQL
import Web

extension OrganisationsRoom {
  var endingRoutes: [Route] { [previewEnding] }

  private var previewEnding: Route {
    Route(
      .get, "/organisations/{organisation}/dissolution", name: "previewDissolution",
      summary: "What a body's end would concern, and what stands against it: a dry run", access: .permission(.organisationManage),
      pathFields: [Self.organisationField], query: BodyFields.ending, gives: BodyEndingJSON.ending
    ) { visit in try await endingPage(visit, visit.query, nil) }
  }

  /// The dry run of what was asked, in either face; after a refusal with what was wrong.
  func endingPage(_ visit: Visit, _ asked: FieldValues, _ refusal: Refusal?) async throws -> Reply {
    let id: OrganisationID = try visit.organisation
    let desk: BodyDesk = bodyDesk
    let forms: BodyForms = bodyForms(visit)
    let day: CivilDay = asked.day("from") ?? desk.today
    let (ending, successors) = try await database.read { session in
      let organisation: Organisation = try desk.target(id, by: visit.caller, in: session)
      let ending = try desk.ending(of: organisation, on: day, successor: asked.id("successor"), by: visit.caller, in: session)
      return (ending, visit.face == .page ? try forms.successors(organisation, in: session) : [])
    }
    if visit.face == .json { return .json { BodyEndingJSON.write(ending, words: visit.words, &$0) } }
    let version: Int64 = ending.organisation.version
    let pages = BodyEndingPages(
      words: visit.words, ending: ending, successors: successors, refusal: refusal, tokens: visit.tokens(version: version))
    return .page(pages.page)
  }
}
