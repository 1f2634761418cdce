import Ground
import Markup
import SQL
import Web

/// Registering estates and changing them.
extension PlacesRoom {
  var estateEditRoutes: [Route] { [newEstate, createEstate, editEstate] + EstateAct.allCases.map(estateRoute) }

  private var newEstate: Route {
    Route(
      .get, "/estates/new", name: "newEstate", summary: "The form on which an estate is registered", access: .permission(.areaManage),
      faces: [.page], query: [FieldShape("area", .id, about: "The community it lies in, or a grid of it")]
    ) { visit in try await newEstatePage(visit, nil) }
  }

  private func newEstatePage(_ visit: Visit, _ refused: RefusedForm?) async throws -> Reply {
    let desk = estateDesk
    let (communities, area) = try await database.read { session in
      let area = try AreaRecords().asked(visit, in: session)
      return (try desk.communities(by: visit.caller, in: session), area?.level == profile.levels.last?.id ? area?.parent : area?.id)
    }
    return .page(estateForms(visit, version: nil).new(communities, area: area, refused: refused))
  }

  private var createEstate: Route {
    Route(
      .post, "/estates", name: "createEstate", summary: "Register an estate", access: .permission(.areaManage),
      body: EstateAct.founding(profile.housing), gives: EstateJSON.estate, status: 201,
      refused: { visit, refusal in try await newEstatePage(visit, RefusedForm(act: "", values: visit.body, refusal: refusal)) },
      handle: { visit in
        let desk = estateDesk
        return try await visit.change(database) { session in
          let made = try desk.create(EstateDraft(visit.body), by: visit.caller, in: session)
          if visit.face == .page { return .see("/estates/\(made.id)") }
          return Reply.json(status: 201) { EstateJSON.write(made, &$0) }.with(version: made.version)
            .with(header: "location", "/api/v1/estates/\(made.id)")
        }
      })
  }

  private var editEstate: Route {
    Route(
      .get, "/estates/{estate}/edit", name: "editEstate", summary: "The forms on which an estate is changed", access: .permission(.areaManage),
      faces: [.page], pathFields: [Self.estateField]
    ) { visit in try await editEstatePage(visit, nil) }
  }

  private func editEstatePage(_ visit: Visit, _ refused: RefusedForm?) async throws -> Reply {
    let id = try visit.estate
    let desk = estateDesk
    let (estate, others, buildings, planned) = try await database.read { session in
      let estate = try EstateRecords().reachable(id, by: visit.caller.policy(for: .areaManage), on: desk.today, in: session)
      guard estate.validUntil == nil else { throw Refusal(.conflict, "estates.refusal.ended") }
      let others = try EstateRecords().standing(in: estate.area, in: session).filter { $0.id != id }
      return (estate, others, try EstateRecords().buildings(of: [id], in: session)[id] ?? 0, try desk.ends.find(id, unit: nil, in: session))
    }
    return .page(estateForms(visit, version: estate.version).edit(estate, others: others, buildings: buildings, planned: planned, refused: refused))
  }

  private func estateForms(_ visit: Visit, version: Int64?) -> EstateFormPages {
    EstateFormPages(words: visit.words, profile: profile, today: estateDesk.today, tokens: { visit.tokens(version: version) })
  }

  private func estateRoute(_ act: EstateAct) -> Route {
    Route(
      .post, "/estates/{estate}/\(act.path)", name: act.operation.name, summary: act.operation.summary, access: .permission(.areaManage),
      pathFields: [Self.estateField], body: act.fields(profile.housing), gives: EstateJSON.estate, isConditional: true,
      refused: { visit, refusal in
        try await editEstatePage(visit, RefusedForm(act: act.rawValue, values: visit.body, refusal: refusal))
      },
      handle: { visit in
        let id = try visit.estate
        return try await visit.change(database) { session in
          let changed = try perform(act, id, visit, in: session)
          if visit.face == .page { return .see("/estates/\(id)") }
          return Reply.json { EstateJSON.write(changed, &$0) }.with(version: changed.version)
        }
      })
  }

  private func perform(_ act: EstateAct, _ id: EstateID, _ visit: Visit, in session: any Session) throws -> Estate {
    let (desk, version, caller, body) = (estateDesk, visit.expectedVersion, visit.caller, visit.body)
    switch act {
    case .describe: return try desk.describe(id, EstateDraft(body), expecting: version, by: caller, in: session)
    case .manage:
      return try desk.manage(
        id, as: body.text("mode") ?? "", from: body.day("from") ?? desk.today, expecting: version, by: caller, in: session)
    case .end:
      return try desk.end(id, on: body.day("day") ?? desk.today, heir: heir(body.text("buildings_to")), expecting: version, by: caller, in: session)
    case .withdrawEnd: return try desk.withdrawEnd(of: id, expecting: version, by: caller, in: session)
    }
  }

  /// What is neither an id nor `none` is an estate that there is not.
  private func heir(_ text: String?) -> EstateDesk.Heir? {
    guard let text else { return nil }
    return text == "none" ? .nobody : .estate(EstateID(text) ?? EstateID(0))
  }
}

extension Visit {
  var estate: EstateID {
    get throws {
      guard let id: EstateID = pathValues.id("estate") else { throw Refusal.absent }
      return id
    }
  }
}

extension EstateDesk {
  /// The communities in which a caller may register estates and buildings, under the names of what they lie in.
  func communities(by caller: Caller, in session: any Session) throws -> [Choice] {
    let found = try areas.list(AreaFilter(level: communityLevel), of: caller.policy(for: .areaManage), limit: 4_000, in: session)
    let above = try areas.names(Set(found.compactMap(\.parent)), in: session)
    return found.map { Choice($0.id.description, $0.name, group: $0.parent.flatMap { above[$0] }) }
  }
}
