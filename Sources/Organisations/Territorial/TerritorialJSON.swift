import Ground
import Web

enum TerritorialJSON {
  static let duty: Schema = .named(
    "TerritorialDuty",
    .object([
      Schema.Property("id", .id), Schema.Property("title", .string), Schema.Property("category", .nullable(.string)), Schema.Property("area", .id),
      Schema.Property("lead", .string), Schema.Property("supports", .array(.string)), Schema.Property("basis", .nullable(.string)),
      Schema.Property("valid_from", .day), Schema.Property("valid_until", .nullable(.day)), Schema.Property("version", .integer),
    ]))

  static func write(_ duty: TerritorialDuty, _ json: inout JSONWriter) {
    json.object { json in
      json.field("id", duty.id)
      json.field("title", duty.title)
      json.field("category", duty.category)
      json.field("area", duty.area)
      json.field("lead", duty.lead.description)
      json.key("supports")
      json.array(each: duty.supports) { $0.string($1.description) }
      json.field("basis", duty.basis)
      json.field("valid_from", duty.validFrom)
      json.field("valid_until", duty.validUntil)
      json.field("version", duty.version)
    }
  }
}
