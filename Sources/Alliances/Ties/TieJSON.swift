import Ground
import Web

enum TieJSON {
  static let graph: Schema = .named(
    "TieGraph",
    .object([
      .init("area", node), .init("alliances", .array(node)), .init("units", .array(node)),
      .init(
        "ties",
        .array(
          .object([
            .init("alliance", .nullable(.id)), .init("unit", .string), .init("kind", .choice(TieGraph.Kind.allCases.map(\.rawValue))),
          ]))),
    ]))
  private static let node: Schema = .object([.init("party", .string), .init("name", .string)])

  static func write(_ graph: TieGraph, _ json: inout JSONWriter) {
    json.object { json in
      json.key("area")
      write(graph.area, &json)
      json.key("alliances")
      json.array(each: graph.alliances) { write($1, &$0) }
      json.key("units")
      json.array(each: graph.units) { write($1, &$0) }
      json.key("ties")
      json.array(each: graph.ties) { json, tie in
        json.object {
          $0.field("alliance", tie.alliance)
          $0.field("unit", tie.unit.description)
          $0.field("kind", tie.kind.rawValue)
        }
      }
    }
  }

  private static func write(_ node: TieGraph.Node, _ json: inout JSONWriter) {
    json.object {
      $0.field("party", node.party.description)
      $0.field("name", node.name)
    }
  }
}
