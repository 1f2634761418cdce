import Ground
import Organisations
import Web

enum FilingJSON {
  static let filing: Schema = .named(
    "Filing",
    .object([
      Schema.Property("id", .id), Schema.Property("post", .id), Schema.Property("person", .id), Schema.Property("name", .string),
      Schema.Property("state", .choice(Filing.State.allCases.map(\.rawValue))), Schema.Property("submitted_on", .day),
      Schema.Property("decided_on", .nullable(.day)), Schema.Property("reason", .nullable(.string)), Schema.Property("number", .nullable(.string)),
      Schema.Property("version", .integer),
    ]))

  static let due: Schema = .named(
    "FilingDue", .object([Schema.Property("post", .id), Schema.Property("person", .id), Schema.Property("name", .string)]))

  static func write(_ line: FilingLine, _ json: inout JSONWriter) {
    json.object { json in
      json.field("id", line.filing.id)
      json.field("post", line.filing.post)
      json.field("person", line.filing.person)
      json.field("name", line.person)
      json.field("state", line.filing.state.rawValue)
      json.field("submitted_on", line.filing.submittedOn)
      json.field("decided_on", line.filing.decidedOn)
      json.field("reason", line.filing.reason)
      json.field("number", line.filing.number)
      json.field("version", line.filing.version)
    }
  }

  static func write(_ due: FilingDue, _ json: inout JSONWriter) {
    json.object { json in
      json.field("post", due.post.id)
      json.field("person", due.person)
      json.field("name", due.name)
    }
  }
}
