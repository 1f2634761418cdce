import Foundation
import Ground

/// Reads a GeoJSON FeatureCollection of a community's grids, strictly: every feature names its grid by the code, is one polygon,
/// and says nothing that contradicts what is known. All problems are told, feature by feature.
///
/// ```json
/// {"type": "FeatureCollection", "datum": "gcj02", "features": [{"type": "Feature",
///   "properties": {"code": "220211004001001", "name": "…", "kind": "basic"}, "geometry": {"type": "Polygon", "coordinates": […]}}]}
/// ```
struct DrawingReader {
  private let grids: [String: DrawnGrid]
  private let datum: Datum
  private var problems: [FieldProblem] = []
  private var seen: Set<String> = []

  /// A community's grids have some thousand corners.
  static let mostCorners: Int = 10_000
  /// More than this are not told.
  static let mostProblems: Int = 50

  /// - Throws: ``Refusal`` `.invalid` with a problem of the field `geojson` for each feature that is wrong.
  static func outlines(_ text: String, of grids: [DrawnGrid], datum: Datum?) throws -> [AreaID: Polygon] {
    let features = try features(text)
    var reader = DrawingReader(grids, try declared(features.root, datum))
    var out: [AreaID: Polygon] = [:]
    for (index, feature) in features.all.enumerated() {
      if let read = reader.read(feature, number: index + 1) { out[read.grid] = read.polygon }
    }
    try reader.finish(Array(out.values))
    return out
  }

  private static func features(_ text: String) throws -> (root: [String: Any], all: [Any]) {
    guard let root = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] else { throw refusal("not_json") }
    guard root["type"] as? String == "FeatureCollection", let features = root["features"] as? [Any] else { throw refusal("not_collection") }
    if root["crs"] != nil { throw refusal("crs") }
    return (root, features)
  }

  private func finish(_ polygons: [Polygon]) throws {
    guard problems.isEmpty else { throw Refusal.invalid(Array(problems.prefix(DrawingReader.mostProblems))) }
    if polygons.isEmpty { throw DrawingReader.refusal("nothing") }
    let corners = polygons.reduce(0) { $0 + $1.rings.reduce(0) { $0 + $1.count } }
    if corners > DrawingReader.mostCorners {
      throw DrawingReader.refusal("too_many", ["count": "\(corners)", "most": "\(DrawingReader.mostCorners)"])
    }
  }

  /// A grid of another system, which has codes and names of its own.
  struct Foreign: Sendable, Hashable {
    let code: String
    let name: String
    let polygon: Polygon
  }

  /// Grids that are not ours: any code, each once, and a name.
  /// - Throws: as ``outlines(_:of:datum:)``.
  static func foreign(_ text: String, datum: Datum?) throws -> [Foreign] {
    let features = try features(text)
    var reader = DrawingReader([], try declared(features.root, datum))
    var out: [Foreign] = []
    for (index, feature) in features.all.enumerated() {
      if let read = reader.readForeign(feature, number: index + 1) { out.append(read) }
    }
    try reader.finish(out.map(\.polygon))
    return out
  }

  private mutating func readForeign(_ feature: Any, number: Int) -> Foreign? {
    guard let (properties, geometry) = parts(feature, number), let code = properties["code"] as? String else { return nil }
    guard let name = properties["name"] as? String, (1...60).contains(name.unicodeScalars.count), (1...40).contains(code.unicodeScalars.count) else {
      complain("no_name", number, code)
      return nil
    }
    guard seen.insert(code).inserted else {
      complain("twice", number, code)
      return nil
    }
    return polygon(geometry, number, code).map { Foreign(code: code, name: name, polygon: $0) }
  }

  private init(_ grids: [DrawnGrid], _ datum: Datum) {
    self.grids = Dictionary(grids.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    self.datum = datum
  }

  /// The datum that the file or the form names; both must agree.
  private static func declared(_ root: [String: Any], _ given: Datum?) throws -> Datum {
    guard let member = root["datum"] else { return given ?? .wgs84 }
    guard let text = member as? String, let datum = Datum(rawValue: text) else { throw refusal("datum") }
    if let given, given != datum { throw refusal("datum_twice") }
    return datum
  }

  static func refusal(_ word: String, _ arguments: [String: String] = [:]) -> Refusal {
    Refusal.invalid([FieldProblem("geojson", "drawing.problem.\(word)", arguments)])
  }

  private mutating func complain(_ word: String, _ number: Int, _ value: String = "") {
    problems.append(FieldProblem("geojson", "drawing.problem.feature.\(word)", ["number": "\(number)", "value": String(value.prefix(80))]))
  }

  /// - Returns: nil after a complaint, also when there is no code.
  private mutating func parts(_ feature: Any, _ number: Int) -> (properties: [String: Any], geometry: Any?)? {
    guard let feature = feature as? [String: Any], feature["type"] as? String == "Feature" else {
      complain("not_feature", number)
      return nil
    }
    guard let properties = feature["properties"] as? [String: Any], properties["code"] is String else {
      complain("no_code", number)
      return nil
    }
    return (properties, feature["geometry"])
  }

  private mutating func read(_ feature: Any, number: Int) -> (grid: AreaID, polygon: Polygon)? {
    guard let (properties, geometry) = parts(feature, number), let code = properties["code"] as? String else { return nil }
    guard let grid = grids[code] else {
      complain("unknown", number, code)
      return nil
    }
    guard seen.insert(code).inserted else {
      complain("twice", number, code)
      return nil
    }
    guard agrees(properties, grid, number), let polygon = polygon(geometry, number, code) else { return nil }
    return (grid.id, polygon)
  }

  /// A row that has slipped in somebody's table would put an outline on the wrong grid: its name tells.
  private mutating func agrees(_ properties: [String: Any], _ grid: DrawnGrid, _ number: Int) -> Bool {
    for (key, own) in [("name", grid.name), ("kind", grid.kind)] {
      guard let given = properties[key], !(given is NSNull) else { continue }
      guard given as? String == own else {
        complain(key, number, "\(given)")
        return false
      }
    }
    return true
  }

  private mutating func polygon(_ geometry: Any?, _ number: Int, _ code: String) -> Polygon? {
    guard let geometry = geometry as? [String: Any], let type = geometry["type"] as? String else {
      complain("no_geometry", number, code)
      return nil
    }
    var rings: Any? = geometry["coordinates"]
    if type == "MultiPolygon", let pieces = rings as? [Any] {
      // One piece in a MultiPolygon is how some programs write a polygon.
      guard pieces.count == 1 else {
        complain("pieces", number, code)
        return nil
      }
      rings = pieces[0]
    } else if type != "Polygon" {
      complain("not_polygon", number, type)
      return nil
    }
    do {
      return try Polygon(rings: try self.rings(rings))
    } catch let problem as GeoJSONProblem {
      complain(problem == .openRing ? "open" : problem == .outOfRange ? "range" : "not_geojson", number, code)
    } catch {
      complain("no_area", number, code)
    }
    return nil
  }

  private func rings(_ given: Any?) throws -> [[Vertex]] {
    guard let rings = given as? [[[Double]]], !rings.isEmpty else { throw GeoJSONProblem.notGeoJSON }
    return try rings.map { positions in
      guard positions.count >= 4, positions.first?.prefix(2) == positions.last?.prefix(2) else { throw GeoJSONProblem.openRing }
      return try positions.map { position in
        guard (2...3).contains(position.count), let point = datum.toWGS84(longitude: position[0], latitude: position[1]) else {
          throw GeoJSONProblem.outOfRange
        }
        return Vertex(point)
      }
    }
  }
}
