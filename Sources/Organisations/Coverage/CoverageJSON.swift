import Ground
import Places
import Web

enum CoverageJSON {
  static let view: Schema = .named(
    "Coverage",
    .object([
      Schema.Property("area", .id), Schema.Property("name", .string), Schema.Property("posts", tally),
      Schema.Property(
        "measures",
        .array(
          .object([
            Schema.Property("id", .string), Schema.Property("level", .string), Schema.Property("total", .integer),
            Schema.Property("covered", .integer),
          ]))),
      Schema.Property("below", .array(.object([Schema.Property("area", .id), Schema.Property("name", .string), Schema.Property("posts", tally)]))),
    ]))

  static let line: Schema = .named(
    "CoverageLine",
    .object([
      Schema.Property("area", .id), Schema.Property("name", .string), Schema.Property("code", .string), Schema.Property("covered", .flag),
    ]))

  private static let tally: Schema = .object(
    ["all", "vacant", "expiring", "expired", "acting"].map { Schema.Property($0, .integer) })

  static func write(_ view: CoverageView, _ json: inout JSONWriter) {
    json.object { json in
      json.field("area", view.within.area)
      json.field("name", view.within.name)
      json.key("posts")
      write(view.tally, &json)
      json.key("measures")
      json.array(each: view.figures) { json, figure in
        json.object { json in
          json.field("id", figure.measure.id)
          json.field("level", figure.measure.level)
          json.field("total", figure.total)
          json.field("covered", figure.covered)
        }
      }
      json.key("below")
      json.array(each: view.below) { json, row in
        json.object { json in
          json.field("area", row.area)
          json.field("name", row.name)
          json.key("posts")
          write(row.tally, &json)
        }
      }
    }
  }

  static func write(_ line: CoverageLine, _ json: inout JSONWriter) {
    json.object { json in
      json.field("area", line.area)
      json.field("name", line.name)
      json.field("code", line.code)
      json.field("covered", line.isCovered)
    }
  }

  private static func write(_ tally: PostTally, _ json: inout JSONWriter) {
    json.object { json in
      json.field("all", tally.all)
      json.field("vacant", tally.vacant)
      json.field("expiring", tally.expiring)
      json.field("expired", tally.expired)
      json.field("acting", tally.acting)
    }
  }
}
