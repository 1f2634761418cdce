import Ground
import Web

enum PropertyJSON {
  static let entry: Schema = .named(
    "PropertyEntry",
    .object([
      Schema.Property("id", .id), Schema.Property("register", .string), Schema.Property("item", .string),
      Schema.Property("estate", .nullable(.id)), Schema.Property("organisation", .nullable(.id)), Schema.Property("name", .string),
      Schema.Property("area", .id), Schema.Property("valid_from", .day), Schema.Property("valid_until", .nullable(.day)),
      Schema.Property("ending", .nullable(.string)), Schema.Property("level", .nullable(.string)), Schema.Property("partner", .nullable(.id)),
      Schema.Property("number", .nullable(.string)), Schema.Property("note", .nullable(.string)), Schema.Property("score", .nullable(.integer)),
      Schema.Property("due", .nullable(.number)), Schema.Property("collected", .nullable(.number)),
      Schema.Property("members", .nullable(.integer)), Schema.Property("party_members", .nullable(.integer)),
      Schema.Property("checks", .array(.string)),
      Schema.Property(
        "assets",
        .array(.object([Schema.Property("id", .string), Schema.Property("count", .integer), Schema.Property("working", .integer)]))),
      Schema.Property("version", .integer),
    ]))

  static func write(_ line: PropertyLine, _ json: inout JSONWriter) {
    let entry: PropertyEntry = line.entry
    json.object { json in
      json.field("id", entry.id)
      json.field("register", entry.register)
      json.field("item", entry.item)
      json.field("estate", entry.subject.estate)
      json.field("organisation", entry.subject.body)
      json.field("name", line.subject)
      json.field("area", entry.area)
      json.field("valid_from", entry.validFrom)
      json.field("valid_until", entry.validUntil)
      json.field("ending", entry.ending)
      write(entry.facts, &json)
      json.field("version", entry.version)
    }
  }

  private static func write(_ facts: PropertyEntry.Facts, _ json: inout JSONWriter) {
    json.field("level", facts.level)
    json.field("partner", facts.partner)
    json.field("number", facts.number)
    json.field("note", facts.note)
    json.field("score", facts.score)
    json.field("due", facts.fees.map { Double($0.due) / 100 })
    json.field("collected", facts.fees.map { Double($0.collected) / 100 })
    json.field("members", facts.members?.all)
    json.field("party_members", facts.members?.party)
    json.key("checks")
    json.array(each: facts.checks.sorted()) { $0.string($1) }
    json.key("assets")
    json.array(each: facts.assets) { json, asset in
      json.object { json in
        json.field("id", asset.id)
        json.field("count", asset.count)
        json.field("working", asset.working)
      }
    }
  }
}
