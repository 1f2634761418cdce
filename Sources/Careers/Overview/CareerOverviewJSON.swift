import Ground
import Web

enum CareerOverviewJSON {
  static let view: Schema = .named(
    "CareerOverview",
    .object([
      Schema.Property(
        "registers",
        .array(
          .object([
            Schema.Property("id", .string), Schema.Property("total", .integer),
            Schema.Property("items", .array(.object([Schema.Property("id", .string), Schema.Property("count", .integer)]))),
          ]))),
      Schema.Property(
        "courses",
        .array(
          .object([
            Schema.Property("register", .string), Schema.Property("item", .string), Schema.Property("audience", .integer),
            Schema.Property("reached", .integer),
          ]))),
      Schema.Property("graded", .nullable(.integer)), Schema.Property("both", .nullable(.integer)),
    ]))

  static func write(_ view: CareerOverview, _ json: inout JSONWriter) {
    json.object { json in
      json.key("registers")
      json.array(each: view.registers) { write($1, &$0) }
      json.key("courses")
      json.array(each: view.courses) { json, course in
        json.object { json in
          json.field("register", course.register)
          json.field("item", course.item)
          json.field("audience", course.audience)
          json.field("reached", course.reached)
        }
      }
      json.field("graded", view.both?.of)
      json.field("both", view.both?.both)
    }
  }

  private static func write(_ register: CareerOverview.Register, _ json: inout JSONWriter) {
    json.object { json in
      json.field("id", register.register.id)
      json.field("total", register.total)
      json.key("items")
      json.array(each: register.register.items) { json, item in
        json.object { json in
          json.field("id", item.id)
          json.field("count", register.counts[item.id] ?? 0)
        }
      }
    }
  }
}
