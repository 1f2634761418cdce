import Ground
import SQL
import Web

/// Registering buildings and changing them.
extension PlacesRoom {
  var buildingEditRoutes: [Route] { [newBuilding, createBuilding, editBuilding] + BuildingAct.allCases.map(buildingRoute) }

  private var newBuilding: Route {
    Route(
      .get, "/buildings/new", name: "newBuilding", summary: "The form on which a building is registered", access: .permission(.areaManage),
      faces: [.page],
      query: [FieldShape("area", .id, about: "The community, or a grid of it"), FieldShape("estate", .id, about: "The estate it belongs to")]
    ) { visit in try await newBuildingPage(visit, area: visit.query.id("area"), estate: visit.query.id("estate"), nil) }
  }

  private func newBuildingPage(_ visit: Visit, area: AreaID?, estate: EstateID?, _ refused: RefusedForm?) async throws -> Reply {
    let forms = BuildingForms(desk: buildingDesk, caller: visit.caller)
    let desk = estateDesk
    let (founding, communities) = try await database.read { session in
      let founding = try forms.founding(area: area, estate: estate, in: session)
      return (founding, founding == nil ? try desk.communities(by: visit.caller, in: session) : [])
    }
    let pages = buildingForms(visit, version: nil)
    return .page(founding.map { pages.second($0, refused: refused) } ?? pages.first(communities))
  }

  private var createBuilding: Route {
    Route(
      .post, "/buildings", name: "createBuilding", summary: "Register a building in the grid its point lies in, with its units and printed codes",
      access: .permission(.areaManage), body: BuildingAct.founding, gives: BuildingJSON.building, status: 201,
      refused: { visit, refusal in
        let refused = RefusedForm(act: "", values: visit.body, refusal: refusal)
        return try await newBuildingPage(visit, area: visit.body.id("community"), estate: visit.body.id("estate"), refused)
      },
      handle: { visit in
        let desk = buildingDesk
        return try await visit.change(database) { session in
          let made = try desk.create(BuildingDraft(visit.body), by: visit.caller, in: session)
          if visit.face == .page { return .see("/buildings/\(made.id)") }
          return Reply.json(status: 201) { BuildingJSON.write(made, &$0) }.with(version: made.version)
            .with(header: "location", "/api/v1/buildings/\(made.id)")
        }
      })
  }

  private var editBuilding: Route {
    Route(
      .get, "/buildings/{building}/edit", name: "editBuilding", summary: "The forms on which a building is changed",
      access: .permission(.areaManage), faces: [.page], pathFields: [Self.buildingField]
    ) { visit in try await editBuildingPage(visit, nil) }
  }

  private func editBuildingPage(_ visit: Visit, _ refused: RefusedForm?) async throws -> Reply {
    let id = try visit.building
    let forms = BuildingForms(desk: buildingDesk, caller: visit.caller)
    let edit = try await database.read { try forms.edit(id, in: $0) }
    return .page(buildingForms(visit, version: edit.view.building.version).edit(edit, refused: refused))
  }

  private func buildingForms(_ visit: Visit, version: Int64?) -> BuildingFormPages {
    BuildingFormPages(words: visit.words, today: buildingDesk.today, tokens: { visit.tokens(version: version) })
  }

  private func buildingRoute(_ act: BuildingAct) -> Route {
    Route(
      .post, "/buildings/{building}/\(act.path)", name: act.operation.name, summary: act.operation.summary, access: .permission(.areaManage),
      pathFields: [Self.buildingField] + act.pathFields, body: act.fields, gives: BuildingJSON.building, isConditional: true,
      refused: { visit, refusal in
        let unit: String = visit.pathValues.text("unit").map { "-\($0)" } ?? ""
        return try await editBuildingPage(visit, RefusedForm(act: act.rawValue + unit, values: visit.body, refusal: refusal))
      },
      handle: { visit in
        let id = try visit.building
        return try await visit.change(database) { session in
          let changed = try perform(act, id, visit, in: session)
          if visit.face == .page { return .see("/buildings/\(id)") }
          return Reply.json { BuildingJSON.write(changed, &$0) }.with(version: changed.version)
        }
      })
  }

  private func perform(_ act: BuildingAct, _ id: BuildingID, _ visit: Visit, in session: any Session) throws -> Building {
    let (desk, version, caller, body) = (buildingDesk, visit.expectedVersion, visit.caller, visit.body)
    let households: Int? = body.integer("households").map { Int($0) }
    let unit = Int(visit.pathValues.integer("unit") ?? 0)
    let day = body.day("day") ?? desk.today
    switch act {
    case .describe: return try desk.describe(id, BuildingDraft(body), expecting: version, by: caller, in: session)
    case .addUnit:
      let number = Int(body.integer("number") ?? 0)
      return try desk.addUnit(
        number, households: households, from: body.day("from"), to: id, expecting: version, by: caller, in: session)
    case .countUnit: return try desk.countUnit(unit, households: households, of: id, expecting: version, by: caller, in: session)
    case .endUnit: return try desk.endUnit(unit, of: id, on: day, heir: visit.buildingHeir, expecting: version, by: caller, in: session)
    case .withdrawUnitEnd: return try desk.withdrawEnd(of: id, unit: unit, expecting: version, by: caller, in: session)
    case .withdrawEnd: return try desk.withdrawEnd(of: id, unit: nil, expecting: version, by: caller, in: session)
    case .end: return try desk.end(id, on: day, heir: visit.buildingHeir, expecting: version, by: caller, in: session)
    }
  }
}

extension Visit {
  fileprivate var building: BuildingID {
    get throws {
      guard let id: BuildingID = pathValues.id("building") else { throw Refusal.absent }
      return id
    }
  }

  /// What is neither an id nor `grid` is a building that there is not.
  fileprivate var buildingHeir: BuildingDesk.Heir? {
    guard let text = body.text("goes_to") else { return nil }
    return text == "grid" ? .grid : .building(BuildingID(text) ?? BuildingID(0))
  }
}
