import Ground
import SQL
import Web

/// Buildings, for staff.
extension PlacesRoom {
  var buildingRoutes: [Route] { [listBuildings, showBuilding] }

  static let buildingField: FieldShape = FieldShape("building", .id, required: true, about: "The building's id")

  public var buildingDesk: BuildingDesk {
    BuildingDesk(profile: profile, ids: ids, timepiece: timepiece, locator: locator, changes: changes, tenants: tenants)
  }

  private var listBuildings: Route {
    Route(
      .get, "/buildings", name: "listBuildings", summary: "Buildings within the caller's reach, grid by grid", access: .permission(.areaRead),
      query: Within.fields + [
        FieldShape("estate", .id, about: "Only of this estate"),
        FieldShape("q", .text(max: 60), about: "A piece of the address, today's or an earlier one"),
      ], gives: BuildingJSON.building, isList: true
    ) { visit in
      let cursor = try visit.rowCursor
      let (estate, filter, found) = try await database.read { session in
        let estate = try visit.query.id("estate", of: Noun.Estate.self).map { id in
          try EstateRecords().reachable(id, by: visit.caller.policy(for: .areaRead), on: buildingDesk.today, in: session)
        }
        let filter = BuildingFilter(within: try structures.within(visit.query, in: session), estate: estate?.id, text: visit.query.text("q"))
        let found = try buildingDesk.list(filter, after: cursor, limit: visit.limit, by: visit.caller, words: visit.words, in: session)
        return (estate, filter, found)
      }
      let next = found.next?.description
      guard visit.face == .page else {
        return Reply.json { $0.array(each: found.rows) { BuildingJSON.write($1.building, &$0) } }.with(next: next)
      }
      let page = buildingPages(visit).list(found, filter, estate: estate, next: next.map { visit.address(next: $0) })
      return .page(page).with(next: next)
    }
  }

  private var showBuilding: Route {
    Route(
      .get, "/buildings/{building}", name: "showBuilding", summary: "One building: where it stands, its estate, units and printed codes",
      access: .permission(.areaRead), pathFields: [Self.buildingField], gives: BuildingJSON.view
    ) { visit in
      guard let id: BuildingID = visit.pathValues.id("building") else { throw Refusal.absent }
      let view = try await database.read { try buildingDesk.view(id, by: visit.caller, in: $0) }
      let reply: Reply = visit.face == .page ? .page(buildingPages(visit).one(view)) : .json { BuildingJSON.write(view, &$0) }
      return reply.with(version: view.building.version)
    }
  }

  func buildingPages(_ visit: Visit) -> BuildingPages {
    BuildingPages(words: visit.words, caller: visit.caller, today: profile.calendar.localDay(visit.now))
  }
}
