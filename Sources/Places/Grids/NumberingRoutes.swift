import Ground
import Markup
import SQL
import Web

/// Numbering a community's grids anew.
extension PlacesRoom {
  var numberingRoutes: [Route] { [showNumbering, renumber] }

  private var numberingDesk: NumberingDesk { NumberingDesk(profile, changes: changes) }
  private static let community: FieldShape = FieldShape("area", .id, required: true, about: "The id of a community")

  private var showNumbering: Route {
    Route(
      .get, "/areas/{area}/numbering", name: "showNumbering",
      summary: "What the codes of a community's grids would become, numbered by rows from the north and in each row from the west",
      access: .permission(.areaManage), pathFields: [Self.community], query: [FieldShape("saved", .flag, about: "Say that it was saved")],
      gives: GridJSON.numbering
    ) { visit in
      let id = try visit.gridArea
      let found = try await database.read { try numberingDesk.dryRun(id, by: visit.caller, in: $0) }
      guard visit.face == .page else {
        return Reply.json { GridJSON.write(found.numbering, of: id, applied: false, &$0) }.with(version: found.drawing.version)
      }
      return .page(numberingPage(visit, found, isSaved: visit.query.flag("saved")))
    }
  }

  private var renumber: Route {
    Route(
      .post, "/areas/{area}/numbering", name: "renumber", summary: "Numbers a community's grids anew from a day on", access: .permission(.areaManage),
      pathFields: [Self.community],
      body: [
        FieldShape("day", .day, about: "The first day on which it is so; today unless given"),
        FieldShape("reason", .text(max: 200), about: "Why, for the journal"),
      ], gives: GridJSON.numbering, isConditional: true, refused: { visit, refusal in try await refusedNumbering(visit, refusal) }
    ) { visit in
      let id = try visit.gridArea
      let day = visit.body.day("day") ?? numberingDesk.today
      return try await visit.change(database) { session in
        let numbering = try numberingDesk.renumber(
          id, on: day, reason: visit.body.text("reason"), expecting: visit.expectedVersion, by: visit.caller, in: session)
        if visit.face == .page { return .see("/areas/\(id)/numbering?saved=true") }
        let version = try numberingDesk.dryRun(id, by: visit.caller, in: session).drawing.version
        return Reply.json { GridJSON.write(numbering, of: id, applied: true, &$0) }.with(version: version)
      }
    }
  }

  private func numberingPage(
    _ visit: Visit, _ found: (drawing: Drawing, numbering: GridNumbering), refusal: Refusal? = nil, isSaved: Bool = false
  ) -> Page {
    NumberingPages(words: visit.words, rules: profile.grids).page(
      found.drawing, found.numbering, tokens: visit.tokens(version: found.drawing.version), day: visit.body.day("day") ?? numberingDesk.today,
      reason: visit.body.text("reason"), refusal: refusal, isSaved: isSaved)
  }

  private func refusedNumbering(_ visit: Visit, _ refusal: Refusal) async throws -> Reply {
    let id = try visit.gridArea
    let found = try await database.read { try numberingDesk.dryRun(id, by: visit.caller, in: $0) }
    return .page(numberingPage(visit, found, refusal: refusal))
  }
}
