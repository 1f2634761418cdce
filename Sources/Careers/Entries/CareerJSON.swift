import Ground
import Web

enum CareerJSON {
  static let entry: Schema = .named(
    "CareerEntry",
    .object([
      Schema.Property("id", .id), Schema.Property("register", .string), Schema.Property("item", .string), Schema.Property("person", .id),
      Schema.Property("name", .string), Schema.Property("partner", .nullable(.id)), Schema.Property("partner_name", .nullable(.string)),
      Schema.Property("organisation", .nullable(.id)), Schema.Property("area", .id), Schema.Property("valid_from", .day),
      Schema.Property("valid_until", .nullable(.day)), Schema.Property("ending", .nullable(.string)),
      Schema.Property("hours", .nullable(.integer)), Schema.Property("plan", .nullable(.string)),
      Schema.Property("evaluation", .nullable(.string)), Schema.Property("version", .integer),
    ]))

  static func write(_ line: CareerLine, _ json: inout JSONWriter) {
    let entry: CareerEntry = line.entry
    json.object { json in
      json.field("id", entry.id)
      json.field("register", entry.register)
      json.field("item", entry.item)
      json.field("person", entry.person)
      json.field("name", line.person)
      json.field("partner", entry.partner)
      json.field("partner_name", line.partner)
      json.field("organisation", entry.organisation)
      json.field("area", entry.area)
      json.field("valid_from", entry.validFrom)
      json.field("valid_until", entry.validUntil)
      json.field("ending", entry.ending)
      json.field("hours", entry.hours)
      json.field("plan", entry.plan)
      json.field("evaluation", entry.evaluation)
      json.field("version", entry.version)
    }
  }
}
