import Ground
import Markup
import SQL
import Web

/// Where two grid systems lie over each other, and how they become one.
extension PlacesRoom {
  var layerRoutes: [Route] { [listOverlaps, showLayers, mergeLayers, newLayers, registerLayers] }

  private var layerDesk: GridLayerDesk { GridLayerDesk(profile, ids: ids, timepiece: timepiece) }
  private var dutyNames: [String] { profile.grids.duties.map(\.id) }
  private static let community: FieldShape = FieldShape("area", .id, required: true, about: "The id of a community")

  private var listOverlaps: Route {
    Route(
      .get, "/grid-overlaps", name: "listGridOverlaps", summary: "Communities where a duty still has grids of its own beside the unified ones",
      access: .permission(.areaRead), query: Within.fields, gives: GridJSON.overlap, isList: true
    ) { visit in
      let cursor = try visit.overlapCursor
      let (within, found) = try await database.read { session in
        let within: Within? = try structures.within(visit.query, in: session)
        return (within, try layerDesk.overlaps(within: within, after: cursor, limit: visit.limit, by: visit.caller, in: session))
      }
      let next = found.isMore ? found.rows.last.map { "\($0.place.number).\($0.duty)" } : nil
      guard visit.face == .page else { return Reply.json { $0.array(each: found.rows) { GridJSON.write($1, &$0) } }.with(next: next) }
      return .page(GridLayerPages(words: visit.words).list(found.rows, within, next: next.map { visit.address(next: $0) })).with(next: next)
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

  private var newLayers: Route {
    Route(
      .get, "/areas/{area}/grid-layers/new", name: "newGridLayers", summary: "The form for the old grids of a duty", access: .permission(.areaManage),
      faces: [.page], pathFields: [Self.community]
    ) { visit in .page(try await newLayerPage(visit)) }
  }

  private func newLayerPage(_ visit: Visit, refusal: Refusal? = nil) async throws -> Page {
    let id = try visit.gridArea
    let area = try await database.read { try layerDesk.community(id, by: visit.caller, in: $0) }
    return GridLayerPages(words: visit.words).new(
      area, duties: dutyNames, chosen: visit.body.text("duty"), tokens: visit.tokens(version: area.version), refusal: refusal)
  }

  private var registerLayers: Route {
    Route(
      .post, "/areas/{area}/grid-layers", name: "registerGridLayers", summary: "Takes up the old grids that a duty still has in a community",
      access: .permission(.areaManage), pathFields: [Self.community],
      body: [
        FieldShape("duty", .choice(dutyNames), required: true, about: "The duty whose grids they are"),
        FieldShape("geojson", .text(max: 2 * 1024 * 1024), about: "A FeatureCollection whose features have code and name, as text"),
        FieldShape("file", .files(max: 1, bytes: 2 * 1024 * 1024), about: "The same as a file; counts before the text"),
        FieldShape("datum", .choice(Datum.allCases.map(\.rawValue)), about: "What the degrees are given in; wgs84 unless said"),
        FieldShape("day", .day, about: "Since when they have been in use; unknown unless given"),
      ], gives: GridJSON.registered, status: 201, isConditional: true, maxBody: 6 * 1024 * 1024,
      refused: { visit, refusal in .page(try await newLayerPage(visit, refusal: refusal)) }
    ) { visit in
      let id = try visit.gridArea
      let duty = visit.body.text("duty") ?? ""
      let text = visit.body.uploads("file").first.map { String(decoding: $0.bytes, as: UTF8.self) } ?? visit.body.text("geojson")
      return try await visit.change(database) { session in
        let count = try layerDesk.register(
          id, duty: duty, geoJSON: text ?? "", datum: visit.body.text("datum").flatMap { Datum(rawValue: $0) }, from: visit.body.day("day"),
          expecting: visit.expectedVersion, by: visit.caller, in: session)
        if visit.face == .page { return .see("/areas/\(id)/grid-layers?duty=\(duty)") }
        return .json(status: 201) { json in
          json.object { json in
            json.field("area", id)
            json.field("duty", duty)
            json.field("grids", count)
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
