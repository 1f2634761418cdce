import Ground
import Organisations
import Web

enum SecondFactorJSON {
  static let standing: Schema = .named(
    "SecondFactor",
    .object([
      Schema.Property("state", .choice(SecondFactorView.State.allCases.map(\.rawValue))), Schema.Property("required", .flag),
      Schema.Property("recovery_codes_left", .integer),
    ]))
  static let begun: Schema = .named(
    "SecondFactorBegun", .object([Schema.Property("secret", .string), Schema.Property("uri", .string)]))
  static let confirmed: Schema = .named(
    "SecondFactorConfirmed",
    .object([
      Schema.Property("recovery_codes", .array(.string)), Schema.Property("token", .string), Schema.Property("expires", .time),
    ]))

  static func write(_ view: SecondFactorView, _ json: inout JSONWriter) {
    json.object { json in
      json.field("state", view.state.rawValue)
      json.field("required", view.isRequired)
      json.field("recovery_codes_left", view.standing.recoveryCodesLeft)
    }
  }

  static func write(secret: String, uri: String, _ json: inout JSONWriter) {
    json.object { json in
      json.field("secret", secret)
      json.field("uri", uri)
    }
  }

  static func write(_ codes: [String], _ start: SessionKeeper.Start, _ json: inout JSONWriter) {
    json.object { json in
      json.key("recovery_codes")
      json.array(each: codes) { $0.string($1) }
      json.field("token", start.token)
      json.field("expires", start.ends)
    }
  }
}
