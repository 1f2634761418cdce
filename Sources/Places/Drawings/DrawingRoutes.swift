import Ground
import Markup
import SQL
import Web

/// The boundary editor, its data, and the way in for a new drawing.
extension PlacesRoom {
  var drawingRoutes: [Route] { [showDrawing, listDrawnBuildings, redraw] }

  private static let area: FieldShape = FieldShape("area", .id, required: true, about: "The id of a community, the area above grids")
  private static let datum: FieldShape = FieldShape(
    "datum", .choice(Datum.allCases.map(\.rawValue)), about: "What the degrees are given in; wgs84 unless said")
  /// Bytes of a drawing: a community of 40 grids with 200 corners each takes 300 KB.
  private static let most: Int = 2 * 1024 * 1024

  private var drawingDesk: DrawingDesk { DrawingDesk(profile, changes: changes) }

  private var showDrawing: Route {
    Route(
      .get, "/areas/{area}/drawing", name: "showDrawing",
      summary: "The grids of a community as a GeoJSON FeatureCollection (RFC 7946); as a page, the boundary editor",
      access: .permission(.areaRead), pathFields: [Self.area], query: [Self.datum, FieldShape("saved", .flag, about: "Say that it was saved")],
      gives: DrawingJSON.collection, mediaType: "application/geo+json"
    ) { visit in try await showDrawing(visit) }
  }

  private var listDrawnBuildings: Route {
    Route(
      .get, "/areas/{area}/drawing/buildings", name: "listDrawnBuildings", summary: "The buildings of a community as GeoJSON points",
      access: .permission(.areaRead), faces: [.json], pathFields: [Self.area], gives: DrawingJSON.houses, mediaType: "application/geo+json"
    ) { visit in
      let id = try visit.drawnArea
      return try await database.read { session in
        let drawing = try drawingDesk.drawing(of: id, by: visit.caller, in: session)
        return .bytes(DrawingJSON.houses(drawing, names: try drawingDesk.names(drawing, in: session)), type: "application/geo+json")
      }
    }
  }

  private var redraw: Route {
    Route(
      .post, "/areas/{area}/drawing", name: "redraw",
      summary: "Draws the grids of a community anew from a day on; refused whole when land or a building would be in no grid or in two",
      access: .permission(.areaManage), pathFields: [Self.area],
      body: [
        FieldShape("geojson", .text(max: Self.most), about: "A FeatureCollection of the community's grids, as text"),
        FieldShape("file", .files(max: 1, bytes: Self.most), about: "The same as a file; counts before the text"), Self.datum,
        FieldShape("day", .day, about: "The first day on which it is so; today unless given"),
        FieldShape("reason", .text(max: 200), about: "Why, for the journal"),
        FieldShape(
          "step", .choice(["check", "save", "seen"]),
          about: "check: only say what would change; seen: of a page that was stale, that its reader has seen what others changed"),
        FieldShape("seen", .text(max: 40_000), about: "Of the page: what was drawn when it was opened"),
        FieldShape("shown", .text(max: 20), about: "Of the page: up to which version others' changes were shown"),
      ], gives: DrawingJSON.redrawing, isConditional: true, maxBody: 3 * Self.most,
      refused: { visit, refusal in try await refusedDrawing(visit, refusal) }
    ) { visit in
      switch visit.body.text("step") {
      case "check": try await check(visit)
      case "seen" where visit.face == .page: try await check(visit)
      default: try await save(visit)
      }
    }
  }

  private func showDrawing(_ visit: Visit) async throws -> Reply {
    let id = try visit.drawnArea
    let datum = visit.query.text("datum").flatMap { Datum(rawValue: $0) } ?? .wgs84
    guard visit.face == .page else {
      let drawing = try await database.read { try drawingDesk.drawing(of: id, by: visit.caller, in: $0) }
      let bytes = DrawingJSON.collection(drawing, rules: profile.grids, datum: datum)
      return Reply.bytes(bytes, type: "application/geo+json").with(version: drawing.version)
    }
    var view = try await drawingView(visit)
    view.isSaved = visit.query.flag("saved")
    return .page(DrawingPages(words: visit.words, rules: profile.grids).page(view))
  }

  /// The page as it stands; with what was sent, if anything was. It keeps the version that was opened until what others changed
  /// since has been shown and seen.
  private func drawingView(_ visit: Visit) async throws -> DrawingView {
    let id = try visit.drawnArea
    let (drawing, names) = try await database.read { session in
      let drawing = try drawingDesk.drawing(of: id, by: visit.caller, in: session)
      return (drawing, try drawingDesk.names(drawing, in: session))
    }
    var view = DrawingView(
      drawing: drawing, names: names, sent: visit.sentDrawing, day: visit.body.day("day") ?? drawingDesk.today, reason: visit.body.text("reason"),
      seen: drawing.marks)
    guard visit.caller.policy(for: .areaManage).allows(place: drawing.community.place) else { return view }
    let isSeen = visit.body.text("step") == "seen" && visit.body.text("shown") == "\(drawing.version)"
    let opened = isSeen ? drawing.version : visit.expectedVersion ?? drawing.version
    view.tokens = visit.tokens(version: opened)
    guard opened != drawing.version else { return view }
    view.seen = visit.body.text("seen") ?? ""
    view.news = DrawingNews(drawing, since: view.seen)
    view.areas = try await database.read { [news = view.news] in try AreaRecords().names(Set(news?.lines.map(\.area) ?? []), in: $0) }
    return view
  }

  private func refusedDrawing(_ visit: Visit, _ refusal: Refusal) async throws -> Reply {
    var view = try await drawingView(visit)
    view.refusal = refusal
    return .page(DrawingPages(words: visit.words, rules: profile.grids).page(view))
  }

  private func check(_ visit: Visit) async throws -> Reply {
    let id = try visit.drawnArea
    let text = try visit.requiredDrawing
    let redrawing = try await database.read { session in
      try drawingDesk.dryRun(id, geoJSON: text, datum: visit.drawnDatum, by: visit.caller, in: session)
    }
    guard visit.face == .page else {
      return .json { DrawingJSON.write(redrawing, on: visit.body.day("day") ?? drawingDesk.today, applied: false, &$0) }
        .with(version: redrawing.before.version)
    }
    var view = try await drawingView(visit)
    view.dryRun = redrawing
    view.refusal = redrawing.refusal
    return .page(DrawingPages(words: visit.words, rules: profile.grids).page(view))
  }

  private func save(_ visit: Visit) async throws -> Reply {
    let id = try visit.drawnArea
    let text = try visit.requiredDrawing
    let day = visit.body.day("day") ?? drawingDesk.today
    return try await visit.change(database) { session in
      let redrawing = try drawingDesk.redraw(
        id, geoJSON: text, datum: visit.drawnDatum, on: day, reason: visit.body.text("reason"), expecting: visit.expectedVersion,
        by: visit.caller, in: session)
      if visit.face == .page { return .see("/areas/\(id)/drawing?saved=true") }
      let version = try drawingDesk.drawing(of: id, by: visit.caller, in: session).version
      return Reply.json { DrawingJSON.write(redrawing, on: day, applied: true, &$0) }.with(version: version)
    }
  }
}

extension Visit {
  fileprivate var drawnArea: AreaID {
    get throws {
      guard let id: AreaID = pathValues.id("area") else { throw Refusal.absent }
      return id
    }
  }

  fileprivate var drawnDatum: Datum? { body.text("datum").flatMap { Datum(rawValue: $0) } }

  /// The file, if one came, else the text.
  fileprivate var sentDrawing: String? {
    if let file = body.uploads("file").first { return String(validating: file.bytes, as: UTF8.self) }
    return body.text("geojson")
  }

  fileprivate var requiredDrawing: String {
    get throws {
      guard let text = sentDrawing else { throw DrawingReader.refusal(body.uploads("file").isEmpty ? "nothing" : "not_json") }
      return text
    }
  }
}
