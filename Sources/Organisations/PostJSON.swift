import Ground
import Web

enum PostJSON {
  static let post: Schema = .named("Post", .object(properties))
  static let view: Schema = .named("PostWithHolders", .object(properties + [Schema.Property("terms", .array(term))]))

  private static let properties: [Schema.Property] = [
    Schema.Property("id", .id), Schema.Property("type", .string), Schema.Property("title", .string), Schema.Property("area", .id),
    Schema.Property("area_name", .string), Schema.Property("home", .string), Schema.Property("organisation", .nullable(.id)),
    Schema.Property("building", .nullable(.id)),
    Schema.Property("unit", .nullable(.integer)), Schema.Property("holders", .array(.string)),
  ]

  private static let term: Schema = .object([
    Schema.Property("person", .id), Schema.Property("name", .string), Schema.Property("phone", .nullable(.string)),
    Schema.Property("valid_from", .day), Schema.Property("valid_until", .nullable(.day)),
  ])

  static func write(_ post: PostOption, _ json: inout JSONWriter) {
    json.object { fields(post, &$0) }
  }

  static func write(_ view: PostView, _ json: inout JSONWriter) {
    json.object { json in
      fields(view.option, &json)
      json.key("terms")
      json.array(each: view.terms) { json, term in
        json.object { json in
          json.field("person", term.person.id)
          json.field("name", term.person.name)
          json.field("phone", view.showsPhones ? term.person.phone : term.person.maskedPhone)
          json.field("valid_from", term.tenure.validFrom)
          json.field("valid_until", term.tenure.validUntil)
        }
      }
    }
  }

  private static func fields(_ post: PostOption, _ json: inout JSONWriter) {
    json.field("id", post.id)
    json.field("type", post.type)
    json.field("title", post.title)
    json.field("area", post.area)
    json.field("area_name", post.areaName)
    json.field("home", post.home)
    json.field("organisation", post.organisation)
    json.field("building", post.building)
    json.field("unit", post.unit)
    json.key("holders")
    json.array(each: post.holders) { $0.string($1) }
  }
}
