import Ground
import Web

enum PostJSON {
  static let post: Schema = .named("Post", .object(properties))
  static let view: Schema = .named(
    "PostWithHolders",
    .object(
      properties + [
        Schema.Property("valid_from", .day), Schema.Property("valid_until", .nullable(.day)), Schema.Property("terms", .array(term)),
        Schema.Property("stand_ins", .array(standIn)), Schema.Property("loads", .array(load)), Schema.Property("version", .integer),
      ]))

  private static let properties: [Schema.Property] = [
    Schema.Property("id", .id), Schema.Property("type", .string), Schema.Property("title", .string), Schema.Property("area", .id),
    Schema.Property("area_name", .string), Schema.Property("home", .string), Schema.Property("organisation", .nullable(.id)),
    Schema.Property("building", .nullable(.id)),
    Schema.Property("unit", .nullable(.integer)), Schema.Property("holders", .array(.string)),
    Schema.Property("since", .nullable(.day)), Schema.Property("term_until", .nullable(.day)), Schema.Property("acting", .array(.string)),
  ]

  private static let term: Schema = .object([
    Schema.Property("person", .id), Schema.Property("name", .string), Schema.Property("phone", .nullable(.string)),
    Schema.Property("valid_from", .day), Schema.Property("valid_until", .nullable(.day)), Schema.Property("term_until", .nullable(.day)),
  ])

  private static let standIn: Schema = .object([
    Schema.Property("id", .id), Schema.Property("kind", .choice(StandIn.Kind.allCases.map(\.rawValue))), Schema.Property("person", .id),
    Schema.Property("name", .string), Schema.Property("valid_from", .day), Schema.Property("valid_until", .nullable(.day)),
  ])

  private static let load: Schema = .object([Schema.Property("word", .string), Schema.Property("count", .integer)])

  static func write(_ post: PostOption, _ json: inout JSONWriter) {
    json.object { fields(post, &$0) }
  }

  static func write(_ view: PostView, _ json: inout JSONWriter) {
    json.object { json in
      fields(view.option, &json)
      json.field("valid_from", view.post.validFrom)
      json.field("valid_until", view.post.validUntil)
      json.field("version", view.post.version)
      writeStandIns(view, &json)
      json.key("terms")
      json.array(each: view.terms) { json, term in
        json.object { json in
          json.field("person", term.person.id)
          json.field("name", term.person.name)
          json.field("phone", view.showsPhones ? term.person.phone : term.person.maskedPhone)
          json.field("valid_from", term.tenure.validFrom)
          json.field("valid_until", term.tenure.validUntil)
          json.field("term_until", term.tenure.termUntil)
        }
      }
    }
  }

  private static func writeStandIns(_ view: PostView, _ json: inout JSONWriter) {
    json.key("stand_ins")
    json.array(each: view.standIns) { json, entry in
      json.object { json in
        json.field("id", entry.standIn.id)
        json.field("kind", entry.standIn.kind.rawValue)
        json.field("person", entry.person.id)
        json.field("name", entry.person.name)
        json.field("valid_from", entry.standIn.validFrom)
        json.field("valid_until", entry.standIn.validUntil)
      }
    }
    json.key("loads")
    json.array(each: view.loads) { json, load in
      json.object { json in
        json.field("word", load.word)
        json.field("count", load.count)
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
    json.field("since", post.since)
    json.field("term_until", post.termUntil)
    json.key("acting")
    json.array(each: post.acting) { $0.string($1) }
  }
}
