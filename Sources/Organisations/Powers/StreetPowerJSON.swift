import Ground
import Web

enum StreetPowerJSON {
  private static let properties: [Schema.Property] = [
    Schema.Property("id", .id), Schema.Property("kind", .string), Schema.Property("title", .string), Schema.Property("area", .id),
    Schema.Property("giver", .nullable(.string)), Schema.Property("basis", .nullable(.string)), Schema.Property("valid_from", .day),
    Schema.Property("valid_until", .nullable(.day)), Schema.Property("version", .integer),
  ]
  static let power: Schema = .named("StreetPower", .object(properties))
  static let view: Schema = .named(
    "StreetPowerWithUses",
    .object(
      properties + [
        Schema.Property(
          "exercises",
          .array(
            .object([
              Schema.Property("id", .id), Schema.Property("day", .day), Schema.Property("text", .string),
              Schema.Property("result", .nullable(.string)),
            ])))
      ]))

  static func write(_ power: StreetPower, _ json: inout JSONWriter) { json.object { fields(power, &$0) } }

  static func write(_ power: StreetPower, _ exercises: [PowerExercise], _ json: inout JSONWriter) {
    json.object { json in
      fields(power, &json)
      json.key("exercises")
      json.array(each: exercises) { json, exercise in
        json.object {
          $0.field("id", exercise.id)
          $0.field("day", exercise.day)
          $0.field("text", exercise.text)
          $0.field("result", exercise.result)
        }
      }
    }
  }

  private static func fields(_ power: StreetPower, _ json: inout JSONWriter) {
    json.field("id", power.id)
    json.field("kind", power.kind)
    json.field("title", power.title)
    json.field("area", power.area)
    json.field("giver", power.giver)
    json.field("basis", power.basis)
    json.field("valid_from", power.validFrom)
    json.field("valid_until", power.validUntil)
    json.field("version", power.version)
  }
}
