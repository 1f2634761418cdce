import Ground
import Markup
import SQL
import Web

/// Kinds and duties of grids.
extension PlacesRoom {
  var gridRoutes: [Route] { [showDuties, setDuties] + layerRoutes + numberingRoutes }

  private var gridDesk: GridDesk { GridDesk(profile, ids: ids, timepiece: timepiece) }
  private static let grid: FieldShape = FieldShape("area", .id, required: true, about: "The id of a grid")

  private var showDuties: Route {
    Route(
      .get, "/areas/{area}/duties", name: "showDuties", summary: "What kind a grid is and which duties it carries, with their days",
      access: .permission(.areaRead), pathFields: [Self.grid], query: [FieldShape("saved", .flag, about: "Say that it was saved")],
      gives: GridJSON.grid
    ) { visit in
      let id = try visit.gridArea
      let grid = try await database.read { try gridDesk.grid(id, by: visit.caller, in: $0) }
      guard visit.face == .page else {
        return Reply.json { GridJSON.write(grid, on: gridDesk.today, profile.grids, &$0) }.with(version: grid.area.version)
      }
      return .page(gridPages(visit).page(grid, tokens: tokens(visit, grid), isSaved: visit.query.flag("saved")))
    }
  }

  private var setDuties: Route {
    Route(
      .post, "/areas/{area}/duties", name: "setDuties", summary: "Says from a day on what kind a grid is and which duties it carries",
      access: .permission(.areaManage), pathFields: [Self.grid],
      body: [
        FieldShape("kind", .choice(profile.grids.kinds.map(\.id)), required: true, about: "The kind"),
        FieldShape("duty", .choice(profile.grids.duties.map(\.id)), many: true, about: "Every duty it is to carry"),
        FieldShape("day", .day, about: "The first day on which it is so; today unless given"),
      ], gives: GridJSON.grid, isConditional: true, refused: { visit, refusal in try await refusedDuties(visit, refusal) }
    ) { visit in
      let id = try visit.gridArea
      let day = visit.body.day("day") ?? gridDesk.today
      return try await visit.change(database) { session in
        let grid = try gridDesk.set(
          id, kind: visit.body.text("kind") ?? "", duties: Set(visit.body.texts("duty")), from: day, expecting: visit.expectedVersion,
          by: visit.caller, in: session)
        if visit.face == .page { return .see("/areas/\(id)/duties?saved=true") }
        return Reply.json { GridJSON.write(grid, on: gridDesk.today, profile.grids, &$0) }.with(version: grid.area.version)
      }
    }
  }

  private func refusedDuties(_ visit: Visit, _ refusal: Refusal) async throws -> Reply {
    let id = try visit.gridArea
    let grid = try await database.read { try gridDesk.grid(id, by: visit.caller, for: .areaManage, in: $0) }
    let filled = GridPages.Filled(
      kind: visit.body.text("kind") ?? "", duties: Set(visit.body.texts("duty")), day: visit.body.day("day") ?? gridDesk.today, refusal: refusal)
    return .page(gridPages(visit).page(grid, tokens: tokens(visit, grid), filled: filled))
  }

  private func gridPages(_ visit: Visit) -> GridPages { GridPages(words: visit.words, rules: profile.grids, today: gridDesk.today) }

  private func tokens(_ visit: Visit, _ grid: GridProfile) -> FormTokens? {
    visit.caller.policy(for: .areaManage).allows(place: grid.area.place) ? visit.tokens(version: grid.area.version) : nil
  }
}

extension Visit {
  var gridArea: AreaID {
    get throws {
      guard let id: AreaID = pathValues.id("area") else { throw Refusal.absent }
      return id
    }
  }
}
