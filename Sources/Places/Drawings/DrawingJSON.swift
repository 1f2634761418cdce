import Ground
import Web

/// A drawing as GeoJSON, and what a new one would change.
enum DrawingJSON {
  static let collection: Schema = .named(
    "Drawing",
    .object([
      .init("type", .choice(["FeatureCollection"])), .init("datum", .choice(Datum.allCases.map(\.rawValue))),
      .init("tolerance_metres", .number), .init("households", .object([.init("least", .integer), .init("most", .integer)])),
      .init("whole", .nullable(.any)), .init("features", .array(.any)), .init("neighbours", .array(.any)), .init("loose", .array(.any)),
    ]))

  static let houses: Schema = .named(
    "DrawingBuildings", .object([.init("type", .choice(["FeatureCollection"])), .init("features", .array(.any))]))

  static let redrawing: Schema = .named(
    "Redrawing",
    .object([
      .init("applied", .flag), .init("day", .day), .init("redrawn", .array(.id)),
      .init("moved", .array(.object([.init("building", .id), .init("from", .id), .init("to", .id)]))),
      .init("grids", .array(.object([.init("id", .id), .init("households_before", .integer), .init("households_after", .integer)]))),
      .init("findings", .array(PlanJSON.finding)),
    ]))

  /// A FeatureCollection after RFC 7946, with foreign members for the editor. In another datum than WGS-84 it says so; section 4
  /// leaves that to agreement.
  /// `neighbours` are the grids beyond the outer border that may move with it, `loose` the corners where it may.
  static func collection(_ drawing: Drawing, rules: CityProfile.GridRules, datum: Datum) -> [UInt8] {
    let sizes = drawing.sizes()
    var json = JSONWriter(capacity: 1000 * drawing.grids.count + 1000)
    json.object { json in
      json.field("type", "FeatureCollection")
      json.field("datum", datum.rawValue)
      json.field("tolerance_metres", rules.tolerance)
      json.key("households")
      json.object { json in
        json.field("least", rules.households.lowerBound)
        json.field("most", rules.households.upperBound)
      }
      json.key("whole")
      if let whole = drawing.whole { geometry(whole, datum, &json) } else { json.null() }
      json.key("features")
      json.array(each: drawing.grids) { feature($1, sizes[$1.id] ?? GridSize(), datum, &$0) }
      json.key("neighbours")
      json.array(each: drawing.neighbours.flatMap(\.grids)) { feature($1, sizes[$1.id] ?? GridSize(), datum, &$0) }
      json.key("loose")
      json.array(each: drawing.loose.sorted { ($0.x, $0.y) < ($1.x, $1.y) }) { position(given($1, datum), &$0) }
    }
    return json.bytes
  }

  private static func given(_ vertex: Vertex, _ datum: Datum) -> Coordinates { Vertex(datum.fromWGS84(vertex.coordinates)).coordinates }

  private static func feature(_ grid: DrawnGrid, _ size: GridSize, _ datum: Datum, _ json: inout JSONWriter) {
    json.object { json in
      json.field("type", "Feature")
      json.field("id", grid.id)
      json.key("properties")
      json.object { json in
        json.field("code", grid.code)
        json.field("name", grid.name)
        json.field("kind", grid.kind)
        json.field("households", size.households)
        json.field("buildings", size.buildings)
      }
      json.key("geometry")
      if let polygon = grid.polygon { geometry(polygon, datum, &json) } else { json.null() }
    }
  }

  private static func geometry(_ polygon: Polygon, _ datum: Datum, _ json: inout JSONWriter) {
    json.object { json in
      json.field("type", "Polygon")
      json.key("coordinates")
      json.array(each: polygon.rings) { json, ring in
        json.array(each: ring + ring.prefix(1)) { json, vertex in position(given(vertex, datum), &json) }
      }
    }
  }

  private static func position(_ point: Coordinates, _ json: inout JSONWriter) {
    json.array { json in
      json.number(point.longitude)
      json.number(point.latitude)
    }
  }

  /// The buildings as points, for the editor.
  static func houses(_ drawing: Drawing, names: [BuildingID: String]) -> [UInt8] {
    PlanJSON.collection { json in
      for house in drawing.allHouses {
        json.object { json in
          json.field("type", "Feature")
          json.field("id", house.id)
          json.key("properties")
          json.object { json in
            json.field("name", names[house.id])
            json.field("grid", house.grid)
            json.field("households", house.households)
          }
          json.key("geometry")
          json.object { json in
            json.field("type", "Point")
            json.key("coordinates")
            position(house.coordinates, &json)
          }
        }
      }
    }
  }

  static func write(_ redrawing: Redrawing, on day: CivilDay, applied: Bool, _ json: inout JSONWriter) {
    let (before, after) = (redrawing.before.sizes(), redrawing.after.sizes())
    json.object { json in
      json.field("applied", applied)
      json.field("day", day)
      json.key("redrawn")
      json.array(each: redrawing.outlines.keys.sorted()) { $0.string($1.description) }
      json.key("moved")
      json.array(each: redrawing.moves) { json, move in
        json.object { json in
          json.field("building", move.building)
          json.field("from", move.from)
          json.field("to", move.to)
        }
      }
      json.key("grids")
      json.array(each: redrawing.after.allGrids) { json, grid in
        json.object { json in
          json.field("id", grid.id)
          json.field("households_before", before[grid.id]?.households ?? 0)
          json.field("households_after", after[grid.id]?.households ?? 0)
        }
      }
      json.key("findings")
      json.array(each: redrawing.findings) { PlanJSON.write($1, &$0) }
    }
  }
}
