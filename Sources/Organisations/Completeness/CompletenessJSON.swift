import Ground
import Web

enum CompletenessJSON {
  static let coverage: Schema = .named(
    "LinkCoverage",
    .object([
      Schema.Property("link", .string), Schema.Property("axis", .choice(CityProfile.OrganisationLink.Axis.allCases.map(\.rawValue))),
      Schema.Property("level", .string), Schema.Property("total", .integer), Schema.Property("covered", .integer),
      Schema.Property("missing", .integer),
    ]))
  static let overview: Schema = .named(
    "Completeness",
    .object([
      Schema.Property("day", .day), Schema.Property("links", .array(coverage)),
      Schema.Property("lacking", .array(.object([Schema.Property("what", .string), Schema.Property("count", .integer)]))),
    ]))
  static let place: Schema = .named(
    "LinkPlace",
    .object([
      Schema.Property("area", .id), Schema.Property("building", .nullable(.id)), Schema.Property("name", .string),
      Schema.Property("above", .string), Schema.Property("covered", .flag),
    ]))

  static func write(_ view: CompletenessView, _ json: inout JSONWriter) {
    json.object { json in
      json.field("day", view.day)
      json.key("links")
      json.array(each: view.links) { write($1, &$0) }
      json.key("lacking")
      json.array(each: view.lacking) { json, line in
        json.object {
          $0.field("what", line.what.rawValue)
          $0.field("count", line.count)
        }
      }
    }
  }

  private static func write(_ link: LinkCoverage, _ json: inout JSONWriter) {
    json.object { json in
      json.field("link", link.link.id)
      json.field("axis", link.link.axis.rawValue)
      json.field("level", link.link.level)
      json.field("total", link.total)
      json.field("covered", link.covered)
      json.field("missing", link.missing)
    }
  }

  static func write(_ row: LinkView.Row, _ json: inout JSONWriter) {
    json.object { json in
      json.field("area", row.place.area)
      json.field("building", row.place.building)
      json.field("name", row.title)
      json.field("above", row.above)
      json.field("covered", row.place.isCovered)
    }
  }
}
