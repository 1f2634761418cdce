import Ground
import Web

enum ChainJSON {
  static let chain: Schema = .named(
    "Chain",
    .object([
      .init("area", .id), .init("code", .string), .init("name", .string), .init("above", .string), .init("whole", .flag),
      .init("lacking", .array(.string)),
    ]))

  static func write(_ chain: Chain, _ json: inout JSONWriter) {
    json.object { json in
      json.field("area", chain.place.area)
      json.field("code", chain.code)
      json.field("name", chain.place.name)
      json.field("above", chain.above)
      json.field("whole", chain.place.isCovered)
      json.key("lacking")
      json.array(each: chain.lacking) { $0.string($1.id) }
    }
  }
}
