import Ground
import Markup
import SQL
import Web

/// Where two grid systems lie over each other, and how they become one.
extension PlacesRoom {
  var layerRoutes: [Route] { [listOverlaps, showLayers, mergeLayers] }

  private var layerDesk: GridLayerDesk { GridLayerDesk(profile, ids: ids, timepiece: timepiece) }
  private var dutyNames: [String] { profile.grids.duties.map(\.id) }
  private static let community: FieldShape = FieldShape("area", .id, required: true, about: "The id of a community")

  private var listOverlaps: Route {
    Route(
      .get, "/grid-overlaps", name: "listGridOverlaps", summary: "Communities where a duty still has grids of its own beside the unified ones",
      access: .permission(.areaRead), gives: GridJSON.overlap, isList: true
    ) { visit in
      let cursor = try visit.overlapCursor
      let found = try await database.read { try layerDesk.overlaps(after: cursor, limit: visit.limit, by: visit.caller, in: $0) }
      let next = found.isMore ? found.rows.last.map { "\($0.place.number).\($0.duty)" } : nil
      guard visit.face == .page else { return Reply.json { $0.array(each: found.rows) { GridJSON.write($1, &$0) } }.with(next: next) }
      return .page(GridLayerPages(words: visit.words).list(found.rows, next: next.map { visit.address(next: $0) })).with(next: next)
    }
  }

  private var showLayers: Route {
    Route(
      .get, "/areas/{area}/grid-layers", name: "showGridLayers", summary: "Which old grids of a duty lie over which unified grids of a community",
      access: .permission(.areaRead), pathFields: [Self.community],
      query: [FieldShape("duty", .choice(dutyNames), required: true, about: "The duty whose old grids are meant")], gives: GridJSON.share
    ) { visit in
      let id = try visit.gridArea
      let duty = visit.query.text("duty") ?? ""
      let found = try await database.read { try layerDesk.shares(of: id, duty: duty, by: visit.caller, in: $0) }
      guard visit.face == .page else {
        return Reply.json { GridJSON.write(found.area, duty: duty, found.rows, &$0) }.with(version: found.area.version)
      }
      return .page(layerPage(visit, found, duty: duty))
    }
  }

  private var mergeLayers: Route {
    Route(
      .post, "/areas/{area}/grid-merges", name: "mergeGridLayers",
      summary: "From a day on the unified grids of a community carry a duty, and the duty's own old grids end", access: .permission(.areaManage),
      pathFields: [Self.community],
      body: [
        FieldShape("duty", .choice(dutyNames), required: true, about: "The duty whose old grids end"),
        FieldShape("day", .day, about: "The first day on which it is so; today unless given"),
      ], gives: GridJSON.merged, isConditional: true, refused: { visit, refusal in try await refusedMerge(visit, refusal) }
    ) { visit in
      let id = try visit.gridArea
      let duty = visit.body.text("duty") ?? ""
      let day = visit.body.day("day") ?? layerDesk.today
      return try await visit.change(database) { session in
        let ended = try layerDesk.merge(id, duty: duty, on: day, expecting: visit.expectedVersion, by: visit.caller, in: session)
        if visit.face == .page { return .see("/grid-overlaps") }
        return .json { json in
          json.object { json in
            json.field("area", id)
            json.field("duty", duty)
            json.field("ended", ended)
            json.field("from", day)
          }
        }
      }
    }
  }

  private func layerPage(
    _ visit: Visit, _ found: (area: Area, rows: [GridLayerShare]), duty: String, refusal: Refusal? = nil
  ) -> Page {
    let mayMerge = visit.caller.policy(for: .areaManage).allows(place: found.area.place)
    return GridLayerPages(words: visit.words).one(
      found.area, duty: duty, found.rows, tokens: mayMerge ? visit.tokens(version: found.area.version) : nil,
      day: visit.body.day("day") ?? layerDesk.today, refusal: refusal)
  }

  private func refusedMerge(_ visit: Visit, _ refusal: Refusal) async throws -> Reply {
    let id = try visit.gridArea
    guard let duty = visit.body.text("duty") else { throw refusal }
    let found = try await database.read { try layerDesk.shares(of: id, duty: duty, by: visit.caller, in: $0) }
    return .page(layerPage(visit, found, duty: duty, refusal: refusal))
  }
}

extension Visit {
  fileprivate var overlapCursor: (place: Place, duty: String)? {
    get throws {
      guard let text = cursor else { return nil }
      let parts = text.split(separator: ".", maxSplits: 1).map(String.init)
      guard parts.count == 2, let place = Int64(parts[0]) else { throw Refusal.absent }
      return (Place(place), parts[1])
    }
  }
}
