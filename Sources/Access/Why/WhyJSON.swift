import Ground
import Organisations
import Web

enum WhyJSON {
  static let answer: Schema = .named(
    "AccessAnswer",
    .object([
      Schema.Property("account", .string), Schema.Property("person", .string), Schema.Property("permission", .string),
      Schema.Property("allowed", .nullable(.flag)), Schema.Property("disabled", .flag), Schema.Property("sentence", .string),
      Schema.Property("thing", .nullable(.object([Schema.Property("kind", .string), Schema.Property("name", .string)]))),
      Schema.Property("reasons", .array(reason)),
    ]))

  private static let reason: Schema = .object([
    Schema.Property("post", .id), Schema.Property("type", .string), Schema.Property("role", .nullable(.string)),
    Schema.Property("finding", .choice(WhyAnswer.Finding.codes)), Schema.Property("valid_from", .day),
    Schema.Property("valid_until", .nullable(.day)), Schema.Property("sentence", .string),
  ])

  static func write(_ view: WhyView, words: Words, _ json: inout JSONWriter) {
    let sentences = WhySentences(words: words, view: view)
    json.object { json in
      json.field("account", view.file.name)
      json.field("person", view.file.personName)
      json.field("permission", view.question.permission.rawValue)
      json.field("allowed", view.answer?.isAllowed)
      json.field("disabled", view.file.isDisabled)
      json.field("sentence", sentences.verdict)
      json.key("thing")
      if let target = view.target { write(target, &json) } else { json.null() }
      json.key("reasons")
      json.array(each: view.answer?.reasons ?? []) { json, reason in
        json.object { json in
          json.field("post", reason.seat.post)
          json.field("type", reason.seat.type)
          json.field("role", reason.role?.id)
          json.field("finding", reason.finding.code)
          json.field("valid_from", reason.seat.term.from)
          json.field("valid_until", reason.seat.term.until)
          json.field("sentence", sentences.sentence(reason))
        }
      }
    }
  }

  private static func write(_ target: WhyTarget, _ json: inout JSONWriter) {
    json.object { json in
      json.field("kind", target.kind.rawValue)
      json.field("name", target.name)
    }
  }
}
