import Ground
import Web

enum OrganisationJSON {
  static let organisation: Schema = .named("Organisation", .object(properties))
  static let view: Schema = .named("OrganisationWithPosts", .object(properties + [Schema.Property("posts", .nullable(.array(PostJSON.post)))]))

  private static let properties: [Schema.Property] = [
    Schema.Property("id", .id), Schema.Property("kind", .string), Schema.Property("key", .nullable(.string)),
    Schema.Property("name", .string), Schema.Property("area_name", .string),
  ]

  static func write(_ organisation: OrganisationOption, areaName: String, _ json: inout JSONWriter) {
    json.object { fields(organisation, areaName, &$0) }
  }

  static func write(_ view: OrganisationView, words: Words, _ json: inout JSONWriter) {
    json.object { json in
      fields(OrganisationOption(view.organisation, words: words), view.areaName, &json)
      json.key("posts")
      if let posts = view.posts { json.array(each: posts) { PostJSON.write($1, &$0) } } else { json.null() }
    }
  }

  private static func fields(_ organisation: OrganisationOption, _ areaName: String, _ json: inout JSONWriter) {
    json.field("id", organisation.id)
    json.field("kind", organisation.kind)
    json.field("key", organisation.key)
    json.field("name", organisation.name)
    json.field("area_name", areaName)
  }
}
