import Ground

/// Problem details (RFC 9457), in the caller's language.
struct Problem: Sendable {
  let outcome: Outcome
  let words: Words
  let requestID: String

  static let contentType: String = "application/problem+json"
  static let typePrefix: String = "urn:lianzhi:problem:"

  var json: [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.field("type", Problem.typePrefix + outcome.type)
      json.field("title", title)
      json.field("status", outcome.status)
      json.field("detail", detail)
      json.field("instance", "urn:lianzhi:request:\(requestID)")
      if !outcome.refusal.fields.isEmpty {
        json.key("errors")
        json.array(each: outcome.refusal.fields) { json, problem in
          json.object { json in
            json.field("field", problem.field)
            json.field("detail", sentence(problem))
          }
        }
      }
    }
    return json.bytes
  }

  var title: String { words("refusal.title.\(outcome.refusal.kind.rawValue)") }

  var detail: String { words(outcome.refusal.word, translated(outcome.refusal.arguments)) }

  /// What one can do about it.
  var advice: String { words("refusal.next.\(outcome.refusal.kind.rawValue)") }

  func sentence(_ problem: FieldProblem) -> String { words(problem.word, translated(problem.arguments)) }

  /// `got` and `wanted` are themselves words.
  private func translated(_ arguments: [String: String]) -> [String: String] {
    var out = arguments
    for name in ["got", "wanted"] {
      if let key = arguments[name], words.has(key) { out[name] = words(key) }
    }
    return out
  }

  static let schema: Schema = .object([
    Schema.Property("type", .string), Schema.Property("title", .string), Schema.Property("status", .integer),
    Schema.Property("detail", .string), Schema.Property("instance", .string),
    Schema.Property(
      "errors", .array(.object([Schema.Property("field", .string), Schema.Property("detail", .string)])), required: false),
  ])
}
