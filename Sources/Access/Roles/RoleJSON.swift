import Ground
import Organisations
import Web

enum RoleJSON {
  static let role: Schema = .named(
    "Role",
    .object([
      Schema.Property("id", .string), Schema.Property("name", .string), Schema.Property("within", .choice(["area", "organisation"])),
      Schema.Property("second_factor", .flag), Schema.Property("permissions", .array(.string)), Schema.Property("edition", .string),
      Schema.Property(
        "post_types", .array(.object([Schema.Property("type", .string), Schema.Property("held", .integer)]))),
    ]))
  static let effect: Schema = .named(
    "RoleEffect",
    .object([
      Schema.Property("role", .string),
      Schema.Property(
        "changes",
        .array(.object([Schema.Property("permission", .string), Schema.Property("gained", .flag), Schema.Property("posts", .array(.id))]))),
      Schema.Property("breaches", .array(.object([Schema.Property("duty", .string), Schema.Property("permission", .string)]))),
    ]))

  static func write(_ view: RoleView, words: Words, _ json: inout JSONWriter) {
    json.object { json in
      json.field("id", view.role.id)
      json.field("name", words("role.\(view.role.id)"))
      json.field("within", view.role.withinOrganisation ? "organisation" : "area")
      json.field("second_factor", view.role.needsSecondFactor)
      json.key("permissions")
      json.array(each: view.role.permissions.map(\.rawValue).sorted()) { json, permission in json.string(permission) }
      json.field("edition", String(view.edition))
      json.key("post_types")
      json.array(each: view.types) { json, line in
        json.object { json in
          json.field("type", line.type)
          json.field("held", line.held)
        }
      }
    }
  }

  static func write(_ effect: RoleEffect, _ json: inout JSONWriter) {
    json.object { json in
      json.field("role", effect.role.id)
      json.key("changes")
      json.array(each: effect.lines) { json, line in
        json.object { json in
          json.field("permission", line.permission.rawValue)
          json.field("gained", line.isGained)
          json.key("posts")
          json.array(each: line.posts) { json, post in json.string(post.description) }
        }
      }
      json.key("breaches")
      json.array(each: effect.breaches) { json, breach in
        json.object { json in
          json.field("duty", breach.duty)
          json.field("permission", breach.permission.rawValue)
        }
      }
    }
  }
}
