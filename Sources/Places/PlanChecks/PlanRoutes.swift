import Ground
import SQL
import Web

/// The plan check: a list, and the same on a map.
extension PlacesRoom {
  var planRoutes: [Route] { [checkPlan, mapPlan, markPlan] }

  private static let area: FieldShape = FieldShape("area", .id, required: true, about: "The area's id")
  private static let kind: FieldShape = FieldShape(
    "kind", .choice(PlanFinding.Kind.allCases.map(\.rawValue)), about: "Only findings of this kind")
  /// A box that the map asks for; all marks are sent at once, so it narrows nothing.
  private static let box: FieldShape = FieldShape("bbox", .text(max: 200), about: "west,south,east,north; taken, and not needed")
  /// Marks and pieces of land beyond this many are left to the list.
  private static let mostOnMap: Int = 500

  private var checkPlan: Route {
    Route(
      .get, "/areas/{area}/plan-check", name: "checkPlan",
      summary: "What is wrong with how the land of an area is divided: gaps, overlaps, sizes, buildings", access: .permission(.areaRead),
      pathFields: [Self.area], query: [Self.kind], gives: PlanJSON.finding, isList: true
    ) { visit in try await checkPlan(visit) }
  }

  private var mapPlan: Route {
    Route(
      .get, "/areas/{area}/plan-check/map", name: "mapPlan", summary: "The areas of a plan and the land that is divided wrongly, as GeoJSON",
      access: .permission(.areaRead), faces: [.json], pathFields: [Self.area], query: [Self.kind], gives: PlanJSON.collection,
      mediaType: "application/geo+json"
    ) { visit in try await mapPlan(visit) }
  }

  private var markPlan: Route {
    Route(
      .get, "/areas/{area}/plan-check/marks", name: "markPlan", summary: "A point for every finding of a plan check, as GeoJSON",
      access: .permission(.areaRead), faces: [.json], pathFields: [Self.area], query: [Self.kind, Self.box], gives: PlanJSON.collection,
      mediaType: "application/geo+json"
    ) { visit in try await markPlan(visit) }
  }

  private var planDesk: PlanDesk { PlanDesk(profile, timepiece: timepiece, keeper: planKeeper) }

  private func checkPlan(_ visit: Visit) async throws -> Reply {
    let id = try visit.planArea
    let kind = visit.planKind
    guard let first = visit.cursor.map({ Int($0) }) ?? 0 else { throw Refusal.absent }
    let report = try await database.read { session in
      try planDesk.report(of: id, kind: kind, from: first, limit: visit.limit, words: visit.words, by: visit.caller, in: session)
    }
    let next = report.next.map(String.init)
    guard visit.face == .page else {
      return Reply.json { $0.array(each: report.findings) { PlanJSON.write($1, &$0) } }.with(next: next)
    }
    let pages = PlanPages(words: visit.words, rules: profile.grids)
    return .page(pages.report(report, kind: kind, next: next.map { visit.address(next: $0) })).with(next: next)
  }

  private func mapPlan(_ visit: Visit) async throws -> Reply {
    let id = try visit.planArea
    let kind = visit.planKind
    let bytes: [UInt8] = try await database.read { session in
      let found = try planDesk.findings(of: id, kind: kind, by: visit.caller, in: session)
      let below = levelBelow(found.area.level)
      let outlines = try desk.outlines(of: id, level: below, by: visit.caller, in: session)
      return PlanJSON.collection { json in
        for outline in outlines { PlacesJSON.feature(outline, true, &json) }
        for finding in found.wanted.filter({ !$0.land.isEmpty }).prefix(Self.mostOnMap) {
          PlanJSON.land(finding, name: visit.words("plan.kind.\(finding.kind.rawValue)"), &json)
        }
      }
    }
    return .bytes(bytes, type: "application/geo+json")
  }

  private func markPlan(_ visit: Visit) async throws -> Reply {
    let id = try visit.planArea
    let kind = visit.planKind
    let bytes: [UInt8] = try await database.read { session in
      let found = try planDesk.findings(of: id, kind: kind, by: visit.caller, in: session)
      let shown = Array(found.wanted.prefix(Self.mostOnMap))
      let spoken = PlanWords(words: visit.words, names: try planDesk.names(of: shown, words: visit.words, in: session))
      return PlanJSON.collection { json in
        for finding in shown {
          guard let point = finding.point else { continue }
          let area = finding.areas.first ?? finding.whole
          let title = "\(spoken.kind(finding)) \(spoken.subject(finding))"
          PlanJSON.mark(finding, at: point, title: title, href: area.map { "/areas/\($0)" }, &json)
        }
      }
    }
    return .bytes(bytes, type: "application/geo+json")
  }
}

extension Visit {
  fileprivate var planArea: AreaID {
    get throws {
      guard let id: AreaID = pathValues.id("area") else { throw Refusal.absent }
      return id
    }
  }

  fileprivate var planKind: PlanFinding.Kind? { query.text("kind").flatMap { PlanFinding.Kind(rawValue: $0) } }
}
