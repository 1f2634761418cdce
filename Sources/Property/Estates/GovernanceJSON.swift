import Ground
import Organisations
import Places
import Web

enum GovernanceJSON {
  private static let standing: Schema = .object([
    Schema.Property("organisation", .id), Schema.Property("kind", .string), Schema.Property("name", .string),
    Schema.Property("binding", .nullable(.id)), Schema.Property("valid_from", .nullable(.day)), Schema.Property("valid_until", .nullable(.day)),
    Schema.Property("version", .integer),
  ])
  private static let cross: Schema = .object([
    Schema.Property("person", .id), Schema.Property("name", .nullable(.string)), Schema.Property("organisation", .id),
    Schema.Property("post", .string), Schema.Property("since", .day), Schema.Property("community_post", .string),
    Schema.Property("community_since", .day),
  ])

  static let view: Schema = .named(
    "EstateGovernance",
    .object([
      Schema.Property("estate", .id), Schema.Property("name", .string), Schema.Property("area", .id), Schema.Property("day", .day),
      Schema.Property("mode", .nullable(.string)), Schema.Property("flags", .array(.string)),
      Schema.Property(
        "parties",
        .array(
          .object([
            Schema.Property("id", .string), Schema.Property("wanted", .flag), Schema.Property("missing", .flag),
            Schema.Property("bodies", .array(standing)), Schema.Property("entries", .array(PropertyJSON.entry)),
          ]))),
      Schema.Property("others", .array(standing)),
      Schema.Property(
        "modes",
        .array(
          .object([
            Schema.Property("mode", .string), Schema.Property("valid_from", .day), Schema.Property("valid_until", .nullable(.day)),
          ]))), Schema.Property("joined", .array(.id)), Schema.Property("cross", .array(cross)),
      Schema.Property("entries", .array(PropertyJSON.entry)),
    ]))

  static let row: Schema = .named(
    "GovernedEstate",
    .object([
      Schema.Property("estate", .id), Schema.Property("name", .string), Schema.Property("area", .id), Schema.Property("mode", .nullable(.string)),
      Schema.Property("flags", .array(.string)), Schema.Property("organisations", .array(.id)), Schema.Property("cross", .array(cross)),
    ]))

  static func write(_ view: Governance, _ json: inout JSONWriter) {
    json.object { json in
      estate(view.estate, &json)
      json.field("day", view.day)
      json.key("parties")
      json.array(each: view.parties) { write($1, &$0) }
      json.key("others")
      json.array(each: view.others) { write($1, &$0) }
      json.key("modes")
      json.array(each: view.modes) { json, span in
        json.object { json in
          json.field("mode", span.mode)
          json.field("valid_from", span.validFrom)
          json.field("valid_until", span.validUntil)
        }
      }
      json.key("joined")
      json.array(each: view.joined) { $0.string($1.id.description) }
      json.key("cross")
      json.array(each: view.cross) { write($1, &$0) }
      json.key("entries")
      json.array(each: view.registers.flatMap(\.lines)) { PropertyJSON.write($1, &$0) }
    }
  }

  static func write(_ row: GovernanceRow, _ json: inout JSONWriter) {
    json.object { json in
      estate(row.estate, &json)
      json.key("organisations")
      json.array(each: row.bodies) { $0.string($1.id.description) }
      json.key("cross")
      json.array(each: row.cross) { write($1, &$0) }
    }
  }

  private static func estate(_ estate: Estate, _ json: inout JSONWriter) {
    json.field("estate", estate.id)
    json.field("name", estate.name)
    json.field("area", estate.area)
    json.field("mode", estate.mode)
    json.key("flags")
    json.array(each: estate.flags.sorted()) { $0.string($1) }
  }

  private static func write(_ party: Governance.Party, _ json: inout JSONWriter) {
    json.object { json in
      json.field("id", party.party.id)
      json.field("wanted", party.isWanted)
      json.field("missing", party.isMissing)
      json.key("bodies")
      json.array(each: party.bodies) { write($1, &$0) }
      json.key("entries")
      json.array(each: party.entries) { PropertyJSON.write($1, &$0) }
    }
  }

  private static func write(_ standing: Governance.Standing, _ json: inout JSONWriter) {
    json.object { json in
      json.field("organisation", standing.body)
      json.field("kind", standing.kind)
      json.field("name", standing.name)
      json.field("binding", standing.binding?.id)
      json.field("valid_from", standing.binding?.validFrom)
      json.field("valid_until", standing.binding?.validUntil)
      json.field("version", standing.version)
    }
  }

  private static func write(_ line: Governance.Cross, _ json: inout JSONWriter) {
    json.object { json in
      json.field("person", line.seat.person)
      json.field("name", line.name)
      json.field("organisation", line.seat.body)
      json.field("post", line.seat.seat)
      json.field("since", line.seat.since)
      json.field("community_post", line.seat.home)
      json.field("community_since", line.seat.homeSince)
    }
  }
}
