import Ground
import Web

enum PairJSON {
  private static let party: Schema = .object([.init("party", .string), .init("name", .string)])
  static let pair: Schema = .named("Pair", .object(properties))
  static let view: Schema = .named("PairWithRecords", .object(properties + [.init("records", .array(record)), .init("merged", .array(.id))]))
  static let record: Schema = .named(
    "TwoWayRecord",
    .object([
      .init("id", .id), .init("pair", .id), .init("kind", .string), .init("about", .string), .init("day", .day), .init("left", direction),
      .init("right", direction), .init("version", .integer),
    ]))

  private static let direction: Schema = .object([
    .init("state", .choice(TwoWayRecord.State.allCases.map(\.rawValue))), .init("text", .nullable(.string)), .init("day", .nullable(.day)),
  ])
  private static let properties: [Schema.Property] = [
    .init("id", .id), .init("type", .string), .init("campaign", .string), .init("left", party), .init("right", party),
    .init("fixed", .nullable(.string)), .init("from", .day), .init("until", .nullable(.day)), .init("merged_into", .nullable(.id)),
    .init("version", .integer),
  ]

  static func write(_ pair: Pair, _ names: PartyNames, _ json: inout JSONWriter) {
    json.object { fields(pair, names, &$0) }
  }

  static func write(_ view: PairView, _ json: inout JSONWriter) {
    json.object { json in
      fields(view.pair, view.names, &json)
      json.key("records")
      json.array(each: view.records) { write($1, &$0) }
      json.key("merged")
      json.array(each: view.merged) { $0.string($1.id.description) }
    }
  }

  static func write(_ record: TwoWayRecord, _ json: inout JSONWriter) {
    json.object { json in
      json.field("id", record.id)
      json.field("pair", record.pair)
      json.field("kind", record.kind)
      json.field("about", record.about)
      json.field("day", record.day)
      json.key("left")
      write(record.left, &json)
      json.key("right")
      write(record.right, &json)
      json.field("version", record.version)
    }
  }

  private static func write(_ direction: TwoWayRecord.Direction, _ json: inout JSONWriter) {
    json.object {
      $0.field("state", direction.state.rawValue)
      $0.field("text", direction.text)
      $0.field("day", direction.day)
    }
  }

  private static func fields(_ pair: Pair, _ names: PartyNames, _ json: inout JSONWriter) {
    json.field("id", pair.id)
    json.field("type", pair.type)
    json.field("campaign", pair.campaign)
    json.key("left")
    write(pair.left, names, &json)
    json.key("right")
    write(pair.right, names, &json)
    json.field("fixed", pair.fixed)
    json.field("from", pair.validFrom)
    json.field("until", pair.validUntil)
    json.field("merged_into", pair.mergedInto)
    json.field("version", pair.version)
  }

  static func write(_ party: PairParty, _ names: PartyNames, _ json: inout JSONWriter) {
    json.object {
      $0.field("party", party.description)
      $0.field("name", names[party])
    }
  }
}
