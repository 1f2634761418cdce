import Ground
import Web

enum MeJSON {
  static let me: Schema = .named(
    "Me",
    .object([
      Schema.Property("account", .string), Schema.Property("person", .nullable(.id)), Schema.Property("name", .string),
      Schema.Property("temporary_password", .flag), Schema.Property("second_factor", .flag), Schema.Property("holdings", .array(holding)),
    ]))

  private static let holding: Schema = .object([
    Schema.Property("post", .id), Schema.Property("type", .string), Schema.Property("title", .string), Schema.Property("area", .id),
    Schema.Property("area_name", .string), Schema.Property("organisation", .nullable(.id)),
    Schema.Property("within", .choice(["area", "organisation"])),
    Schema.Property("permissions", .array(.string)),
  ])

  static func write(_ me: Me, _ json: inout JSONWriter) {
    json.object { json in
      json.field("account", me.account)
      json.field("person", me.person)
      json.field("name", me.name)
      json.field("temporary_password", me.hasTemporaryPassword)
      json.field("second_factor", me.hasSecondFactor)
      json.key("holdings")
      json.array(each: me.reaches) { write($1, &$0) }
    }
  }

  private static func write(_ reach: Me.Reach, _ json: inout JSONWriter) {
    json.object { json in
      json.field("post", reach.post.id)
      json.field("type", reach.post.type)
      json.field("title", reach.post.title)
      json.field("area", reach.post.area)
      json.field("area_name", reach.post.areaName)
      json.field("organisation", reach.post.organisation)
      json.field("within", reach.organisation == nil ? "area" : "organisation")
      json.key("permissions")
      json.array(each: reach.permissions) { $0.string($1.rawValue) }
    }
  }
}
