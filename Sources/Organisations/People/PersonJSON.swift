import Ground
import Web

enum PersonJSON {
  static let person: Schema = .named("Person", .object(properties))
  static let view: Schema = .named("PersonWithPosts", .object(properties + [Schema.Property("posts", .array(post))]))

  private static let properties: [Schema.Property] = [
    Schema.Property("id", .id), Schema.Property("name", .string), Schema.Property("phone", .nullable(.string)),
  ]

  private static let post: Schema = .object([
    Schema.Property("post", .id), Schema.Property("type", .string), Schema.Property("title", .string), Schema.Property("home", .string),
    Schema.Property("as", .choice(["holder", "alternate", "acting"])), Schema.Property("valid_from", .day),
    Schema.Property("valid_until", .nullable(.day)), Schema.Property("term_until", .nullable(.day)),
  ])

  /// The telephone masked, as in every list.
  static func write(_ person: Person, _ json: inout JSONWriter) {
    json.object { fields(person, phone: person.maskedPhone, &$0) }
  }

  static func write(_ view: PersonView, _ json: inout JSONWriter) {
    json.object { json in
      fields(view.person, phone: view.showsPhone ? view.person.phone : view.person.maskedPhone, &json)
      json.key("posts")
      json.array(each: view.lines) { json, line in json.object { write(line, &$0) } }
    }
  }

  private static func fields(_ person: Person, phone: String?, _ json: inout JSONWriter) {
    json.field("id", person.id)
    json.field("name", person.name)
    json.field("phone", phone)
  }

  private static func write(_ line: PersonView.Line, _ json: inout JSONWriter) {
    json.field("post", line.post.id)
    json.field("type", line.post.type)
    json.field("title", line.post.title)
    json.field("home", line.post.home)
    json.field("as", line.kind?.rawValue ?? "holder")
    json.field("valid_from", line.from)
    json.field("valid_until", line.until)
    json.field("term_until", line.termUntil)
  }
}
