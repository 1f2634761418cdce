import Ground
import Web

enum EstateJSON {
  static let estate: Schema = .named("Estate", .object(properties))

  static let row: Schema = .named("EstateRow", .object(properties + [.init("area_name", .string), .init("buildings", .integer)]))

  static let view: Schema = .named(
    "EstateWithBuildings",
    .object([
      .init("estate", estate), .init("chain", .array(PlacesJSON.area)), .init("modes", .array(mode)), .init("buildings", .integer),
      .init("grids", .array(.object([.init("id", .id), .init("name", .string), .init("buildings", .integer)]))),
      .init("ends", .nullable(.day)), .init("buildings_to", .nullable(.id)),
      .init("links", .array(.object([.init("name", .string), .init("href", .string)]))),
    ]))

  private static let properties: [Schema.Property] = [
    .init("id", .id), .init("name", .string), .init("area", .id), .init("flags", .array(.string)), .init("mode", .nullable(.string)),
    .init("households", .nullable(.integer)), .init("valid_from", .nullable(.day)), .init("valid_until", .nullable(.day)),
    .init("version", .integer),
  ]

  private static let mode: Schema = .object([
    .init("mode", .string), .init("valid_from", .day), .init("valid_until", .nullable(.day)),
  ])

  static func write(_ estate: Estate, _ json: inout JSONWriter) { json.object { fields(estate, &$0) } }

  static func write(_ row: EstateList.Row, _ json: inout JSONWriter) {
    json.object { json in
      fields(row.estate, &json)
      json.field("area_name", row.area)
      json.field("buildings", row.buildings)
    }
  }

  private static func fields(_ estate: Estate, _ json: inout JSONWriter) {
    json.field("id", estate.id)
    json.field("name", estate.name)
    json.field("area", estate.area)
    json.key("flags")
    json.array(each: estate.flags.sorted()) { $0.string($1) }
    json.field("mode", estate.mode)
    json.field("households", estate.households)
    json.field("valid_from", estate.validFrom)
    json.field("valid_until", estate.validUntil)
    json.field("version", estate.version)
  }

  static func write(_ view: EstateView, _ json: inout JSONWriter) {
    json.object { json in
      json.key("estate")
      write(view.estate, &json)
      json.key("chain")
      json.array(each: view.chain) { PlacesJSON.write($1, &$0) }
      json.key("modes")
      json.array(each: view.modes) { write($1, &$0) }
      json.field("buildings", view.count)
      json.key("grids")
      json.array(each: view.grids) { json, grid in
        json.object { json in
          json.field("id", grid.id)
          json.field("name", grid.name)
          json.field("buildings", grid.buildings)
        }
      }
      json.field("ends", view.end?.day)
      json.field("buildings_to", view.end?.heir)
      json.key("links")
      json.array(each: links(view)) { json, link in
        json.object { json in
          json.field("name", link.name)
          json.field("href", link.href)
        }
      }
    }
  }

  private static func write(_ span: EstateModeSpan, _ json: inout JSONWriter) {
    json.object { json in
      json.field("mode", span.mode)
      json.field("valid_from", span.validFrom)
      json.field("valid_until", span.validUntil)
    }
  }

  private static func links(_ view: EstateView) -> [(name: String, href: String)] {
    var out: [(name: String, href: String)] = [("buildings", "/api/v1/buildings?estate=\(view.estate.id)")]
    for facet in view.facets { out += facet.addresses.sorted { $0.key < $1.key }.map { (name: $0.key, href: $0.value) } }
    return out
  }
}
