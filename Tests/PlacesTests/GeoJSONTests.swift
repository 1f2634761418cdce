import Foundation
import Testing

@testable import Places

@Suite("GeoJSON")
struct GeoJSONTests {
  @Test("a polygon with a hole comes back as it was, closed and wound")
  func roundTrip() throws {
    let text =
      "{\"type\":\"Polygon\",\"coordinates\":[[[126.5,43.8],[126.6,43.8],[126.6,43.9],[126.5,43.9],[126.5,43.8]],"
      + "[[126.52,43.82],[126.52,43.84],[126.54,43.84],[126.52,43.82]]]}"
    let polygon = try GeoJSON.polygon(text)
    #expect(polygon.holes.count == 1)
    #expect(try GeoJSON.polygon(GeoJSON.text(polygon)) == polygon)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(GeoJSON.text(polygon).utf8)) as? [String: Any])
    let rings = try #require(object["coordinates"] as? [[[Double]]])
    for ring in rings { #expect(ring.first == ring.last) }
  }

  @Test("a feature and heights are understood")
  func feature() throws {
    let text =
      "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
      + "[[[1,1,9],[2,1,9],[2,2,9],[1,1,9]]]}}"
    #expect(try GeoJSON.polygon(text).outer.count == 3)
  }

  @Test(
    "degrees are written without rounding and without noughts at the end",
    arguments: [
      (Int32(1_265_000_000), "126.5"), (0, "0"), (-1, "-0.0000001"), (-1_800_000_000, "-180"), (438_190_001, "43.8190001"),
    ])
  func degrees(_ units: Int32, _ text: String) { #expect(GeoJSON.degrees(units) == text) }

  @Test(
    "what is not a polygon of GeoJSON is refused with its reason",
    arguments: [
      ("", GeoJSONProblem.notJSON), ("[1,2]", .notJSON), ("{\"type\":\"Point\",\"coordinates\":[1,2]}", .notPolygon),
      ("{\"a\":1}", .notGeoJSON), ("{\"type\":\"Polygon\",\"coordinates\":[]}", .notGeoJSON),
      ("{\"type\":\"Polygon\",\"coordinates\":\"<b>\"}", .notGeoJSON),
      ("{\"type\":\"Polygon\",\"coordinates\":[[[1,1],[2,1],[2,2],[1,2]]]}", .openRing),
      ("{\"type\":\"Polygon\",\"coordinates\":[[[1,1],[200,1],[2,2],[1,1]]]}", .outOfRange),
      ("{\"type\":\"Polygon\",\"coordinates\":[[[1],[2,1],[2,2],[1]]]}", .outOfRange),
    ])
  func refused(_ text: String, _ problem: GeoJSONProblem) {
    #expect(throws: problem) { try GeoJSON.polygon(text) }
  }
}
