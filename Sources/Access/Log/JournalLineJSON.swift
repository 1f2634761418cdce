import Ground
import Web

enum JournalLineJSON {
  static let entry: Schema = .named(
    "JournalEntry",
    .object([
      Schema.Property("id", .id), Schema.Property("at", .time), Schema.Property("verb", .string), Schema.Property("subject", .string),
      Schema.Property("subject_id", .id), Schema.Property("person", .string), Schema.Property("post", .nullable(.string)),
      Schema.Property("request", .string), Schema.Property("sealed", .flag), Schema.Property("before", .array(fact)),
      Schema.Property("after", .array(fact)),
    ]))
  private static let fact: Schema = .object([Schema.Property("name", .string), Schema.Property("value", .string)])

  static func write(_ line: JournalLine, _ json: inout JSONWriter) {
    json.object { json in
      json.field("id", line.entry.id)
      json.field("at", line.entry.at)
      json.field("verb", line.entry.verb)
      json.field("subject", line.entry.subject)
      json.field("subject_id", String(line.entry.subjectID))
      json.field("person", line.person)
      json.field("post", line.post)
      json.field("request", line.entry.request)
      json.field("sealed", line.isSealed)
      write("before", line.entry.was, &json)
      write("after", line.entry.became, &json)
    }
  }

  private static func write(_ name: StaticString, _ facts: [String: String], _ json: inout JSONWriter) {
    json.key(name)
    json.array(each: facts.sorted { $0.key < $1.key }) { json, fact in
      json.object { json in
        json.field("name", fact.key)
        json.field("value", fact.value)
      }
    }
  }
}
