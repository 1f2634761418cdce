import Foundation
import Ground
import Web

/// A change as a form or a program asks for it; the same fields for both.
struct AreaRequest: Sendable {
  static let kinds: [AreaPlan.Kind] = [.rename, .split, .merge, .move, .recode, .create, .retire, .assign, .redraw]

  static let shapes: [FieldShape] = [
    FieldShape("kind", .choice(kinds.map(\.rawValue)), required: true, about: "What is to happen to the area"),
    FieldShape("day", .day, about: "The first day on which it holds; needed"),
    FieldShape("reason", .text(max: 500), about: "The document or reason it rests on; goes into the journal"),
    FieldShape("name", .text(max: 60), about: "rename: the new name; create, split: the name of the new area"),
    FieldShape("code", .text(max: 15), about: "recode: the new code; create, split, move: a code, else the next free number"),
    FieldShape("parent", .id, about: "move: the area above"),
    FieldShape("into", .id, about: "merge: the area that it goes into; assign: none but the area itself"),
    FieldShape(
      "successor", .id, about: "retire: where its land, codes, posts and matters go; needed when it is drawn, else the area above unless said"),
    FieldShape("areas", .id, many: true, about: "split: areas below that go altogether"),
    FieldShape("buildings", .id, many: true, about: "split, assign: the buildings that go"),
    FieldShape("chosen", .text(max: 120_000), about: "split, assign: more buildings that go, their ids separated by blanks"),
    FieldShape("outlines", .text(max: 400_000), about: "split, redraw: a GeoJSON FeatureCollection of polygons"),
    FieldShape("known", .integer(0...1_000_000), about: "Of the page: how many changes of the area had come about when it was opened"),
  ]

  let kind: AreaPlan.Kind
  let day: CivilDay
  let reason: String?
  let command: AreaCommand
  /// As they go on to the next page.
  let values: [String: [String]]

  /// - Throws: ``Refusal`` `.invalid`.
  init(_ values: FieldValues, area: AreaID, today: CivilDay) throws {
    guard let kind = values.text("kind").flatMap(AreaPlan.Kind.init(rawValue:)) else { throw AreaPlanner.problem("kind", "nothing") }
    self.kind = kind
    day = try AreaRequest.day(values, today: today)
    reason = values.text("reason")
    command = try AreaRequest.command(kind, values, area)
    var kept = values.values.filter { name, _ in AreaRequest.shapes.contains { $0.name == name } && name != "buildings" }
    kept["chosen"] = [AreaRequest.buildings(values).map(\.description).joined(separator: " ")]
    self.values = kept
  }

  /// - Throws: ``Refusal`` `.invalid` when there is none, or one that must be a slip.
  static func day(_ values: FieldValues, today: CivilDay) throws -> CivilDay {
    guard let day = values.day("day") else { throw AreaPlanner.problem("day", "day_missing") }
    guard day >= CivilDay(year: 1949, month: 10, day: 1), day <= today.adding(days: 3660) else { throw AreaPlanner.problem("day", "day_far") }
    return day
  }

  /// Those that were ticked and those chosen before.
  static func buildings(_ values: FieldValues) -> [BuildingID] {
    let chosen = (values.text("chosen") ?? "").split(separator: " ").map(String.init)
    return Set((values.texts("buildings") + chosen).compactMap { BuildingID($0) }).sorted()
  }

  private static func command(_ kind: AreaPlan.Kind, _ values: FieldValues, _ area: AreaID) throws -> AreaCommand {
    func needed(_ name: String) throws -> AreaID {
      guard let id: AreaID = values.id(name) else { throw AreaPlanner.problem(name, name) }
      return id
    }
    let name = values.text("name") ?? ""
    let code = values.text("code")
    let buildings = AreaRequest.buildings(values)
    switch kind {
    case .create: return .create(parent: area, code: code, name: name)
    case .rename: return .rename(area, name: name)
    case .recode:
      guard let code else { throw AreaPlanner.problem("code", "code") }
      return .recode([area: code])
    case .move: return .move(area, to: try needed("parent"), code: code)
    case .merge: return .merge([area], into: try needed("into"))
    case .retire: return .retire(area, successor: values.id("successor"))
    case .assign:
      if let into: AreaID = values.id("into"), into != area { throw AreaPlanner.problem("into", "into_here") }
      return .assign(buildings, to: area)
    case .redraw: return .redraw(try AreaOutlines(values.text("outlines"), default: area).areas)
    case .split, .reverse:
      if let text = values.text("outlines") { return try AreaOutlines(text, default: area).split(area, name: name, code: code) }
      let areas = Set(values.texts("areas").compactMap { AreaID($0) })
      return .split(area, [.init(name: name, code: code, areas: areas, buildings: Set(buildings))])
    }
  }
}

/// Outlines that came as GeoJSON: a FeatureCollection of polygons, or one polygon.
struct AreaOutlines {
  private struct Feature {
    let properties: [String: Any]
    let polygon: Polygon
  }

  private let features: [Feature]
  private let area: AreaID

  /// - Throws: ``Refusal`` `.invalid` at the field `outlines`.
  init(_ text: String?, default area: AreaID) throws {
    self.area = area
    let wrong = AreaPlanner.problem("outlines", "geojson")
    guard let text, let object = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] else { throw wrong }
    let list: [[String: Any]] = object["type"] as? String == "FeatureCollection" ? object["features"] as? [[String: Any]] ?? [] : [object]
    features = try list.map { feature in
      guard let data = try? JSONSerialization.data(withJSONObject: feature),
        let polygon = try? GeoJSON.polygon(String(decoding: data, as: UTF8.self))
      else { throw wrong }
      return Feature(properties: feature["properties"] as? [String: Any] ?? [:], polygon: polygon)
    }
    if features.isEmpty { throw wrong }
  }

  /// Each outline by the area it names; one without a name is that of the page's own area.
  var areas: [AreaID: Polygon] {
    var out: [AreaID: Polygon] = [:]
    for feature in features { out[(feature.properties["id"] as? String).flatMap { AreaID($0) } ?? area] = feature.polygon }
    return out
  }

  func split(_ area: AreaID, name: String, code: String?) throws -> AreaCommand {
    let stays = features.filter { $0.properties["part"] as? String == "stays" }
    let parts = features.filter { $0.properties["part"] as? String != "stays" }
    guard stays.count == 1, let staying = stays.first, !parts.isEmpty else { throw AreaPlanner.problem("outlines", "features") }
    return .cut(
      area, stays: staying.polygon,
      parts.map { part in
        AreaCommand.OutlinedPart(
          name: part.properties["name"] as? String ?? name, code: part.properties["code"] as? String ?? (parts.count == 1 ? code : nil),
          outline: part.polygon)
      })
  }
}
