import Ground
import SQL
import Web

/// The URL table of the room.
extension PlacesRoom {
  private static let area: FieldShape = FieldShape("area", .id, required: true, about: "The area's id")

  private var levelNames: [String] { profile.levels.map(\.id) }

  var listAreas: Route {
    Route(
      .get, "/areas", name: "listAreas", summary: "Areas within the caller's reach, in the order of their codes",
      access: .permission(.areaRead),
      query: [
        FieldShape("level", .choice(levelNames), about: "Only this level"),
        FieldShape("parent", .id, about: "Only what lies directly below this area"),
        FieldShape("q", .text(max: 60), about: "A piece of the name, the beginning of the code, or a former code"),
        FieldShape("structure", .day, about: "The areas as they were on this day; today's unless said"),
      ], gives: PlacesJSON.found, isList: true
    ) { visit in try await list(visit) }
  }

  var showArea: Route {
    Route(
      .get, "/areas/{area}", name: "showArea", summary: "One area, what it lies in and what lies below",
      access: .permission(.areaRead), pathFields: [Self.area],
      query: [FieldShape("structure", .day, about: "The area as it was on this day; today's unless said")], gives: PlacesJSON.view
    ) { visit in
      let id = try visit.area
      let day = visit.query.day("structure")
      let view = try await database.read { session in
        guard let day else { return try desk.view(id, by: visit.caller, in: session) }
        return try desk.view(id, asWasOn: day, by: visit.caller, from: structures, in: session)
      }
      let pages = AreaPages(words: visit.words, profile: profile, caller: visit.caller, today: profile.calendar.localDay(visit.now))
      let reply: Reply = visit.face == .page ? .page(pages.one(view)) : .json { PlacesJSON.write(view, levels: profile.levels, &$0) }
      // What was is no resource that one could change.
      return day == nil ? reply.with(version: view.area.version) : reply
    }
  }

  var mapArea: Route {
    Route(
      .get, "/areas/{area}/map", name: "mapArea", summary: "The outlines within an area as GeoJSON (RFC 7946)",
      access: .permission(.areaRead), faces: [.json], pathFields: [Self.area],
      query: [FieldShape("level", .choice(levelNames), about: "The level of the outlines; the one below the area unless said")],
      gives: PlacesJSON.collection, mediaType: "application/geo+json"
    ) { visit in
      let id = try visit.area
      let wanted = visit.query.text("level")
      let outlines = try await database.read { session in
        let area = try AreaRecords().visible(id, to: visit.caller, in: session)
        return try desk.outlines(of: id, level: wanted ?? levelBelow(area.level), by: visit.caller, in: session)
      }
      return .bytes(PlacesJSON.collection(outlines), type: "application/geo+json")
    }
  }

  var printCodes: Route {
    Route(
      .get, "/areas/{area}/codes", name: "printCodes", summary: "The door codes within an area, as a sheet to print and cut",
      access: .permission(.codePrint), pathFields: [Self.area],
      query: [FieldShape("kind", .choice(DoorCode.Kind.allCases.map(\.rawValue)), about: "Only codes of this kind")],
      gives: PlacesJSON.code, isList: true
    ) { visit in try await codes(visit) }
  }

  var findPoint: Route {
    Route(
      .get, "/places/at", name: "findPlace", summary: "The grid and the areas around it in which a point lies", access: .everyone,
      faces: [.json],
      query: [
        FieldShape("lon", .number(-180...180), required: true, about: "Degrees east"),
        FieldShape("lat", .number(-90...90), required: true, about: "Degrees north"),
        FieldShape("datum", .choice(Datum.allCases.map(\.rawValue)), about: "What the degrees are given in; wgs84 unless said"),
      ], gives: PlacesJSON.point
    ) { visit in
      let point = try visit.point
      let chain = try await database.read { try desk.chain(at: point, by: locator, in: $0) }
      return .json { PlacesJSON.write(point, chain: chain, &$0) }
    }
  }

  private func list(_ visit: Visit) async throws -> Reply {
    let filter = AreaFilter(
      level: visit.query.text("level"), parent: visit.query.id("parent"), text: visit.query.text("q"), structure: visit.query.day("structure"))
    let cursor = try visit.rowCursor
    let today = profile.calendar.localDay(visit.now)
    let found = try await database.read { session in
      try desk.list(filter, after: cursor, limit: visit.limit, on: today, by: visit.caller, in: session)
    }
    let next = found.next?.description
    guard visit.face == .page else {
      return Reply.json { json in
        json.array(each: found.areas) { PlacesJSON.write($1, formerCode: found.heirs.contains($1.id) ? filter.text : nil, &$0) }
      }.with(next: next)
    }
    let pages = AreaPages(words: visit.words, profile: profile, caller: visit.caller, today: today)
    return .page(pages.list(found, filter, next: next.map { visit.address(next: $0) })).with(next: next)
  }

  private func codes(_ visit: Visit) async throws -> Reply {
    let id = try visit.area
    let kind = visit.query.text("kind").flatMap { DoorCode.Kind(rawValue: $0) }
    let cursor = try visit.rowCursor
    // A sheet of A4 has twelve: whole sheets, and not more pictures than a printer likes at once.
    let limit = visit.face == .page ? CodeSheetPage.most : visit.limit
    let sheet = try await database.read { try desk.sheet(of: id, kind: kind, after: cursor, limit: limit, by: visit.caller, in: $0) }
    if visit.face == .page {
      let next = sheet.next.map { visit.address(next: $0.description) }
      return .page(try CodeSheetPage(words: visit.words, origin: visit.origin, kind: kind, next: next).page(sheet))
    }
    return Reply.json { json in
      json.array(each: sheet.steps) { PlacesJSON.write($1, origin: visit.origin, words: visit.words, &$0) }
    }.with(next: sheet.next?.description)
  }

  /// The level below, or the level itself at the bottom.
  func levelBelow(_ level: String) -> String {
    guard let index = profile.levels.firstIndex(where: { $0.id == level }), index + 1 < profile.levels.count else { return level }
    return profile.levels[index + 1].id
  }
}

extension Visit {
  fileprivate var area: AreaID {
    get throws {
      guard let id: AreaID = pathValues.id("area") else { throw Refusal.absent }
      return id
    }
  }

  fileprivate var point: Coordinates {
    get throws {
      let datum = query.text("datum").flatMap { Datum(rawValue: $0) } ?? .wgs84
      guard let longitude = query.number("lon"), let latitude = query.number("lat"),
        let point = datum.toWGS84(longitude: longitude, latitude: latitude)
      else { throw Refusal.invalid([FieldProblem("lon", "place.not_on_earth"), FieldProblem("lat", "place.not_on_earth")]) }
      return point
    }
  }
}
