import Ground
import Places
import Web

enum PropertyOverviewJSON {
  private static func counted(_ name: String) -> Schema {
    .array(.object([Schema.Property(name, .string), Schema.Property("count", .integer)]))
  }

  private static let register: Schema = .object([
    Schema.Property("id", .string), Schema.Property("total", .integer),
    Schema.Property(
      "items",
      .array(.object([Schema.Property("item", .string), Schema.Property("level", .nullable(.string)), Schema.Property("count", .integer)]))),
    Schema.Property("complete", .nullable(.integer)), Schema.Property("expected", .nullable(.integer)),
    Schema.Property("members", .nullable(.integer)), Schema.Property("party_members", .nullable(.integer)),
    Schema.Property("half", .nullable(.integer)),
  ])

  static let view: Schema = .named(
    "PropertyOverview",
    .object([
      Schema.Property("area", .nullable(.id)), Schema.Property("estates", .integer), Schema.Property("kinds", counted("kind")),
      Schema.Property("missing", counted("party")), Schema.Property("crossed", .integer), Schema.Property("nobody", .integer),
      Schema.Property("modes", counted("mode")), Schema.Property("flags", counted("flag")), Schema.Property("registers", .array(register)),
      Schema.Property(
        "fees",
        .array(
          .object([
            Schema.Property("register", .string), Schema.Property("year", .integer), Schema.Property("periods", .integer),
            Schema.Property("due", .number), Schema.Property("collected", .number),
          ]))),
      Schema.Property(
        "below",
        .array(
          .object([
            Schema.Property("area", .id), Schema.Property("name", .string), Schema.Property("estates", .integer),
            Schema.Property("kinds", counted("kind")), Schema.Property("crossed", .integer), Schema.Property("nobody", .integer),
          ]))),
    ]))

  static func write(_ view: PropertyOverview, _ json: inout JSONWriter) {
    json.object { json in
      json.field("area", view.within?.area)
      json.field("estates", view.estates)
      json.key("kinds")
      counted("kind", view.kinds.map { ($0.kind, $0.count) }, &json)
      json.key("missing")
      counted("party", view.missing.map { ($0.party, $0.count) }, &json)
      json.field("crossed", view.crossed)
      json.field("nobody", view.nobody)
      json.key("modes")
      counted("mode", view.modes.map { ($0.mode, $0.count) }, &json)
      json.key("flags")
      counted("flag", view.flags.map { ($0.flag, $0.count) }, &json)
      json.key("registers")
      json.array(each: view.registers) { write($1, &$0) }
      json.key("fees")
      json.array(each: view.years) { write($1, &$0) }
      json.key("below")
      json.array(each: view.below) { write($1, view, &$0) }
    }
  }

  private static func counted(_ name: StaticString, _ lines: [(String, Int)], _ json: inout JSONWriter) {
    json.array(each: lines) { json, line in
      json.object { json in
        json.field(name, line.0)
        json.field("count", line.1)
      }
    }
  }

  private static func write(_ it: PropertyOverview.Register, _ json: inout JSONWriter) {
    json.object { json in
      json.field("id", it.register.id)
      json.field("total", it.total)
      json.key("items")
      json.array(each: it.lines) { json, line in
        json.object { json in
          json.field("item", line.item)
          json.field("level", line.level)
          json.field("count", line.count)
        }
      }
      json.field("complete", it.complete)
      json.field("expected", it.expected)
      json.field("members", it.people?.all)
      json.field("party_members", it.people?.party)
      json.field("half", it.people?.half)
    }
  }

  private static func write(_ year: PropertyOverview.Year, _ json: inout JSONWriter) {
    json.object { json in
      json.field("register", year.register)
      json.field("year", year.year)
      json.field("periods", year.count)
      json.field("due", Double(year.due) / 100)
      json.field("collected", Double(year.collected) / 100)
    }
  }

  private static func write(_ below: PropertyOverview.Below, _ view: PropertyOverview, _ json: inout JSONWriter) {
    json.object { json in
      json.field("area", below.area)
      json.field("name", below.name)
      json.field("estates", below.estates)
      json.key("kinds")
      counted("kind", zip(view.kinds, below.kinds).map { ($0.kind, $1) }, &json)
      json.field("crossed", below.crossed)
      json.field("nobody", below.nobody)
    }
  }
}
