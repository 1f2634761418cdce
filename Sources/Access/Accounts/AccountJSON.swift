import Ground
import Organisations
import Web

enum AccountJSON {
  static let account: Schema = .named(
    "Account",
    .object([
      Schema.Property("id", .id), Schema.Property("name", .string), Schema.Property("person", .id), Schema.Property("person_name", .string),
      Schema.Property("state", .choice(AccountLine.State.allCases.map(\.rawValue))), Schema.Property("second_factor", .flag),
      Schema.Property("locked_until", .nullable(.time)), Schema.Property("created", .time), Schema.Property("posts", .array(post)),
    ]))
  static let fresh: Schema = .named(
    "FreshPassword", .object([Schema.Property("id", .id), Schema.Property("name", .string), Schema.Property("password", .string)]))

  private static let post: Schema = .object([
    Schema.Property("post", .id), Schema.Property("type", .string), Schema.Property("title", .string), Schema.Property("home", .string),
  ])

  static func write(_ line: AccountLine, _ json: inout JSONWriter) {
    json.object { json in
      json.field("id", line.account.id)
      json.field("name", line.account.name)
      json.field("person", line.account.person)
      json.field("person_name", line.personName)
      json.field("state", line.state.rawValue)
      json.field("second_factor", line.hasSecondFactor)
      json.field("locked_until", line.lockedUntil)
      json.field("created", line.account.created)
      json.key("posts")
      json.array(each: line.posts) { json, post in
        json.object { json in
          json.field("post", post.id)
          json.field("type", post.type)
          json.field("title", post.title)
          json.field("home", post.home)
        }
      }
    }
  }

  static func write(_ fresh: FreshPassword, _ json: inout JSONWriter) {
    json.object { json in
      json.field("id", fresh.account.id)
      json.field("name", fresh.account.name)
      json.field("password", fresh.password)
    }
  }
}
