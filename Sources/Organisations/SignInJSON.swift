import Ground
import Web

enum SignInJSON {
  static let session: Schema = .named(
    "Session", .object([Schema.Property("token", .string), Schema.Property("expires", .time)]))

  static func write(_ start: SessionKeeper.Start, _ json: inout JSONWriter) {
    json.object { json in
      json.field("token", start.token)
      json.field("expires", start.ends)
    }
  }
}
