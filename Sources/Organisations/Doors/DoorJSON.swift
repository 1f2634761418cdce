import Ground
import Places
import Web

enum DoorJSON {
  static let door: Schema = .named(
    "Door",
    .object([
      .init("on", .day), .init("address", .string), .init("building", .nullable(.id)), .init("unit", .nullable(.integer)),
      .init("estate", .nullable(.string)), .init("answering", .nullable(.integer)),
      .init(
        "rungs",
        .array(
          .object([
            .init("level", .string), .init("name", .string), .init("vacant", .flag), .init("steps_in", .nullable(.integer)),
            .init(
              "posts",
              .array(
                .object([
                  .init("id", .id), .init("type", .string), .init("title", .string),
                  .init("holders", .array(.object([.init("name", .nullable(.string)), .init("since", .day), .init("acting", .flag)]))),
                ]))),
          ]))),
      .init(
        "venues",
        .array(
          .object([
            .init("id", .id), .init("kind", .string), .init("name", .string), .init("phone", .nullable(.string)), .init("metres", .integer),
          ]))),
    ]))

  static let found: Schema = .named(
    "FoundDoor", .object([.init("building", .id), .init("unit", .nullable(.integer)), .init("address", .string), .init("href", .string)]))

  static func write(_ door: Door, address: String, phones: Bool, words: Words, _ json: inout JSONWriter) {
    json.object { json in
      json.field("on", door.day)
      json.field("address", address)
      json.field("building", door.building?.id)
      json.field("unit", door.unit)
      json.field("estate", door.estate?.name)
      json.field("answering", door.answering)
      json.key("rungs")
      json.array(each: door.rungs.indices) { json, index in rung(door, index, words, &json) }
      json.key("venues")
      json.array(each: door.venues) { json, near in
        json.object { json in
          json.field("id", near.venue.id)
          json.field("kind", near.venue.kind)
          json.field("name", near.venue.name)
          json.field("phone", phones ? near.venue.phone : nil)
          json.field("metres", near.metres)
        }
      }
    }
  }

  private static func rung(_ door: Door, _ index: Int, _ words: Words, _ json: inout JSONWriter) {
    let rung: DoorRung = door.rungs[index]
    let above: Int? = door.rungs.indices.first { $0 > index && !door.rungs[$0].isVacant }
    json.object { json in
      json.field("level", rung.level)
      json.field("name", rung.name)
      json.field("vacant", rung.isVacant)
      json.field("steps_in", rung.isVacant ? above : nil)
      json.key("posts")
      json.array(each: rung.posts) { json, post in
        json.object { json in
          json.field("id", post.id)
          json.field("type", post.type)
          json.field("title", words("post.\(post.type)"))
          json.key("holders")
          json.array(each: post.holders) { json, holder in
            json.object { json in
              json.field("name", holder.name)
              json.field("since", holder.since)
              json.field("acting", holder.isActing)
            }
          }
        }
      }
    }
  }
}
