import Ground
import Places
import SQL
import Web

/// Doors, for everybody: what hangs on the notice board is public, the rest is shown to those who may see it.
extension OrganisationsRoom {
  var doors: DoorDesk { DoorDesk(profile: profile, seal: seal) }
  var doorRoutes: [Route] { [findDoors, showDoor, showCodeDoor, showAreaDoor] }

  private static let on: FieldShape = FieldShape("on", .day, about: "As it was on this day; today unless said")

  private var findDoors: Route {
    Route(
      .get, "/doors", name: "findDoors", summary: "Doors by street, estate, building and unit", access: .everyone,
      query: [FieldShape("q", .text(max: 60), about: "Such as the street, the building's number and the unit's")], gives: DoorJSON.found,
      isList: true
    ) { visit in try await find(visit) }
  }

  private var showDoor: Route {
    Route(
      .get, "/doors/{building}", name: "showDoor", summary: "Who answers for a building's door, and since when", access: .everyone,
      pathFields: [FieldShape("building", .id, required: true, about: "The building's id")],
      query: [FieldShape("unit", .integer(1...200), about: "One of its units"), Self.on], gives: DoorJSON.door
    ) { visit in
      guard let id: BuildingID = visit.pathValues.id("building") else { throw Refusal.absent }
      let unit: Int? = visit.query.integer("unit").map { Int($0) }
      return try await reply(visit, path: "/doors/\(id)") { session, day, today in
        try doors.door(id, unit: unit, on: day, today: today, by: visit.caller, in: session)
      }
    }
  }

  private var showCodeDoor: Route {
    Route(
      .get, "/q/{code}/door", name: "showCodeDoor", summary: "Who answers for the door of a printed code, and since when", access: .everyone,
      pathFields: [FieldShape("code", .text(max: 40), required: true, about: "As printed")], query: [Self.on], gives: DoorJSON.door
    ) { visit in
      let code: String = visit.pathValues.text("code") ?? ""
      return try await reply(visit, path: "/q/\(DoorCode.normal(code) ?? "")/door") { session, day, today in
        let step: Doorstep = try DoorCodeRecords().resolve(code, in: session)
        if let building = step.building {
          return try doors.door(building.id, unit: step.unit, on: day, today: today, by: visit.caller, in: session)
        }
        return try doors.door(at: step.area, on: day, today: today, by: visit.caller, in: session)
      }
    }
  }

  private var showAreaDoor: Route {
    Route(
      .get, "/areas/{area}/door", name: "showAreaDoor", summary: "Who answers for an area, and since when", access: .permission(.areaRead),
      pathFields: [FieldShape("area", .id, required: true, about: "The area's id")], query: [Self.on], gives: DoorJSON.door
    ) { visit in
      guard let id: AreaID = visit.pathValues.id("area") else { throw Refusal.absent }
      return try await reply(visit, path: "/areas/\(id)/door") { session, day, today in
        _ = try AreaRecords().visible(id, to: visit.caller, in: session)
        return try doors.door(at: id, on: day, today: today, by: visit.caller, in: session)
      }
    }
  }

  private func reply(
    _ visit: Visit, path: String, _ look: @escaping @Sendable (any Session, CivilDay, CivilDay) throws -> Door
  ) async throws -> Reply {
    let today: CivilDay = profile.calendar.localDay(visit.now)
    let day: CivilDay = visit.query.day("on") ?? today
    let door: Door = try await database.read { session in try look(session, day, today) }
    if visit.face == .json {
      let address: String = DoorPages.address(door, visit.words)
      return .json { DoorJSON.write(door, address: address, phones: profile.housing.publishesPhone, words: visit.words, &$0) }
    }
    return .page(DoorPages(words: visit.words, profile: profile, today: today, now: visit.now).one(door, path: path))
  }

  private func find(_ visit: Visit) async throws -> Reply {
    let text: String? = visit.query.text("q")
    let cursor: RowCursor? = try visit.rowCursor
    let search = BuildingSearch(text ?? "")
    let lowest: String = profile.levels.last?.id ?? ""
    let (buildings, found): ([Building], [FoundDoor]) = try await database.read { session in
      guard text != nil else { return ([], []) }
      let buildings: [Building] = try search.find(after: cursor, limit: visit.limit + 1, in: session)
      let titles: [AreaID: String] = try AreaRecords().titles(Set(buildings.map(\.area)), lowest: lowest, words: visit.words, in: session)
      return (buildings, buildings.map { FoundDoor($0, search.unit, titles[$0.area] ?? "", visit.words) })
    }
    let shown: [FoundDoor] = Array(found.prefix(visit.limit))
    let next: String? = found.count > visit.limit ? BuildingSearch.cursor(buildings[visit.limit - 1]).description : nil
    guard visit.face == .page else {
      return Reply.json { json in
        json.array(each: shown) { json, door in
          json.object { json in
            json.field("building", door.building)
            json.field("unit", door.unit)
            json.field("address", door.address)
            json.field("href", door.href)
          }
        }
      }.with(next: next)
    }
    let pages = DoorPages(words: visit.words, profile: profile, today: profile.calendar.localDay(visit.now), now: visit.now)
    return Reply.page(pages.search(text, shown, next: next.map { visit.address(next: $0) })).with(next: next)
  }
}

extension FoundDoor {
  /// - Parameter unit: as typed; kept only where the building has it.
  init(_ building: Building, _ unit: Int?, _ area: String, _ words: Words) {
    let known: Int? = unit.flatMap { (1...max(1, building.units)).contains($0) ? $0 : nil }
    let spot: String = known.map { words("place.unit_address", ["building": building.name, "unit": "\($0)"]) } ?? building.name
    self.init(building: building.id, unit: known, address: words("place.building_in_area", ["area": area, "spot": spot]))
  }
}
