import Foundation

/// Geometries in and out after RFC 7946: WGS-84, longitude first, closed rings, the outer ring against the clock.
public enum GeoJSON {
  /// `{"type":"Polygon","coordinates":[[[126.5,43.8],…]]}`.
  public static func text(_ polygon: Polygon) -> String {
    var out = "{\"type\":\"Polygon\",\"coordinates\":["
    for (index, ring) in polygon.rings.enumerated() {
      if index > 0 { out += "," }
      out += "["
      for vertex in ring { out += "\(position(vertex))," }
      out += "\(position(ring[0]))]"
    }
    return out + "]}"
  }

  /// - Parameter text: a Polygon geometry, or a Feature with one. A third number of a position (the height) is left out.
  /// - Throws: ``GeoJSONProblem``; ``PolygonProblem``.
  public static func polygon(_ text: String) throws -> Polygon {
    guard let object = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] else { throw GeoJSONProblem.notJSON }
    guard let type = object["type"] as? String else { throw GeoJSONProblem.notGeoJSON }
    let geometry = type == "Feature" ? object["geometry"] as? [String: Any] : object
    guard let geometry, geometry["type"] as? String == "Polygon" else { throw GeoJSONProblem.notPolygon }
    guard let rings = geometry["coordinates"] as? [[[Double]]], !rings.isEmpty else { throw GeoJSONProblem.notGeoJSON }
    let read = try rings.map(ring)
    return try Polygon(outer: read[0], holes: Array(read.dropFirst()))
  }

  /// Seven decimals, without noughts at the end.
  static func position(_ vertex: Vertex) -> String { "[\(degrees(vertex.x)),\(degrees(vertex.y))]" }

  static func degrees(_ units: Int32) -> String {
    let magnitude = units.magnitude
    let whole = magnitude / 10_000_000
    var rest = String(magnitude % 10_000_000)
    rest = String(repeating: "0", count: 7 - rest.utf8.count) + rest
    while rest.utf8.last == 0x30 { rest.removeLast() }
    return "\(units < 0 ? "-" : "")\(whole)\(rest.isEmpty ? "" : ".")\(rest)"
  }

  private static func ring(_ positions: [[Double]]) throws -> [Coordinates] {
    guard positions.count >= 4, positions.first?.prefix(2) == positions.last?.prefix(2) else { throw GeoJSONProblem.openRing }
    return try positions.map { position in
      guard (2...3).contains(position.count), let point = Coordinates(longitude: position[0], latitude: position[1]) else {
        throw GeoJSONProblem.outOfRange
      }
      return point
    }
  }
}

/// What is wrong with a text that should be GeoJSON.
public enum GeoJSONProblem: Error, Sendable, Hashable {
  case notJSON, notGeoJSON, notPolygon, openRing, outOfRange
}
