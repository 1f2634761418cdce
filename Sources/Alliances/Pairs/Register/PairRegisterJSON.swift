import Ground
import Web

enum PairRegisterJSON {
  static let line: Schema = .named(
    "PairRegisterLine", .object([.init("organisation", .id), .init("name", .string), .init("pairs", .integer)]))

  static func write(_ row: (line: PairRegister.Line, name: String), _ json: inout JSONWriter) {
    json.object {
      $0.field("organisation", row.line.organisation)
      $0.field("name", row.name)
      $0.field("pairs", row.line.pairs)
    }
  }
}
