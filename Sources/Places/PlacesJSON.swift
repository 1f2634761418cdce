import Ground
import Web

/// The shapes of areas, codes and points on the wire.
enum PlacesJSON {
  private static let properties: [Schema.Property] = [
    .init("id", .id), .init("code", .string), .init("level", .string), .init("name", .string), .init("parent", .nullable(.id)),
    .init("valid_from", .nullable(.day)), .init("valid_until", .nullable(.day)), .init("version", .integer),
  ]

  static let area: Schema = .named("Area", .object(properties))

  /// With the code that was looked for, where that is a former one which leads to this area.
  static let found: Schema = .named("AreaFound", .object(properties + [.init("former_code", .nullable(.string))]))

  static let place: Schema = .named("AreaName", .object([.init("level", .string), .init("code", .string), .init("name", .string)]))

  static let view: Schema = .named(
    "AreaWithSurroundings",
    .object([
      .init("area", area), .init("chain", .array(area)), .init("children", .array(area)),
      .init("counts", .array(.object([.init("level", .string), .init("count", .integer)]))), .init("buildings", .integer),
    ]))

  static let point: Schema = .named(
    "PointInGrid",
    .object([
      .init("longitude", .number), .init("latitude", .number), .init("grid", .nullable(place)), .init("chain", .array(place)),
    ]))

  static let code: Schema = .named(
    "DoorCode",
    .object([
      .init("code", .string), .init("kind", .choice(DoorCode.Kind.allCases.map(\.rawValue))), .init("url", .string),
      .init("address", .string), .init("area", .id), .init("building", .nullable(.id)), .init("unit", .nullable(.integer)),
    ]))

  static let collection: Schema = .named(
    "AreaOutlines", .object([.init("type", .choice(["FeatureCollection"])), .init("features", .array(.any))]))

  static func write(_ area: Area, _ json: inout JSONWriter) {
    json.object { fields(area, &$0) }
  }

  static func write(_ area: Area, formerCode: String?, _ json: inout JSONWriter) {
    json.object { json in
      fields(area, &json)
      json.field("former_code", formerCode)
    }
  }

  private static func fields(_ area: Area, _ json: inout JSONWriter) {
    json.field("id", area.id)
    json.field("code", area.code)
    json.field("level", area.level)
    json.field("name", area.name)
    json.field("parent", area.parent)
    json.field("valid_from", area.validFrom)
    json.field("valid_until", area.validUntil)
    json.field("version", area.version)
  }

  /// Only what is on every street sign: for visitors without an account.
  static func name(_ area: Area, _ json: inout JSONWriter) {
    json.object { json in
      json.field("level", area.level)
      json.field("code", area.code)
      json.field("name", area.name)
    }
  }

  static func write(_ view: AreaView, levels: [CityProfile.Level], _ json: inout JSONWriter) {
    json.object { json in
      json.key("area")
      write(view.area, &json)
      json.key("chain")
      json.array(each: view.chain) { write($1, &$0) }
      json.key("children")
      json.array(each: view.children) { write($1, &$0) }
      json.key("counts")
      json.array(each: levels.filter { view.counts[$0.id] != nil }) { json, level in
        json.object { json in
          json.field("level", level.id)
          json.field("count", view.counts[level.id])
        }
      }
      json.field("buildings", view.buildings)
    }
  }

  static func write(_ point: Coordinates, chain: [Area], _ json: inout JSONWriter) {
    json.object { json in
      json.field("longitude", point.longitude)
      json.field("latitude", point.latitude)
      json.key("grid")
      if let grid = chain.last { name(grid, &json) } else { json.null() }
      json.key("chain")
      json.array(each: chain) { name($1, &$0) }
    }
  }

  static func write(_ step: Doorstep, origin: String, words: Words, _ json: inout JSONWriter) {
    json.object { json in
      json.field("code", step.code.code)
      json.field("kind", step.code.kind.rawValue)
      json.field("url", step.code.address(at: origin))
      json.field("address", step.address(words))
      json.field("area", step.code.area)
      json.field("building", step.code.building)
      json.field("unit", step.code.unit)
    }
  }

  /// A FeatureCollection after RFC 7946.
  /// - Parameter linked: whether each outline leads to its area's page, which only staff may open.
  static func collection(_ areas: [BoundaryRecords.Bounded], linked: Bool = true) -> [UInt8] {
    var json = JSONWriter(capacity: 400 * areas.count + 64)
    json.object { json in
      json.field("type", "FeatureCollection")
      json.key("features")
      json.array(each: areas) { feature($1, linked, &$0) }
    }
    return json.bytes
  }

  static func feature(_ area: BoundaryRecords.Bounded, _ linked: Bool, _ json: inout JSONWriter) {
    json.object { json in
      json.field("type", "Feature")
      json.field("id", area.id)
      json.key("properties")
      json.object { json in
        json.field("id", area.id)
        json.field("name", area.name)
        json.field("code", area.code)
        if linked { json.field("href", "/areas/\(area.id)") }
      }
      json.key("geometry")
      geometry(area.polygon, &json)
    }
  }

  private static func geometry(_ polygon: Polygon, _ json: inout JSONWriter) {
    json.object { json in
      json.field("type", "Polygon")
      json.key("coordinates")
      json.array(each: polygon.rings) { json, ring in
        json.array(each: ring + ring.prefix(1)) { json, vertex in
          json.array { json in
            json.number(vertex.coordinates.longitude)
            json.number(vertex.coordinates.latitude)
          }
        }
      }
    }
  }
}
