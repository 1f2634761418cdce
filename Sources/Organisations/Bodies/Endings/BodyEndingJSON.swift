import Ground
import Web

enum BodyEndingJSON {
  static let ending: Schema = .named(
    "BodyEnding",
    .object([
      .init("organisation", .id), .init("successor", .nullable(.id)), .init("from", .day),
      .init(
        "loads",
        .array(
          .object([
            .init("what", .string), .init("count", .integer), .init("fate", .choice(BodyLoad.Fate.allCases.map(\.rawValue))),
            .init("href", .nullable(.string)),
          ]))), .init("problems", .array(.object([.init("field", .string), .init("problem", .string)]))),
    ]))

  static func write(_ ending: BodyEnding, words: Words, _ json: inout JSONWriter) {
    json.object { json in
      json.field("organisation", ending.organisation.id)
      json.field("successor", ending.successor?.id)
      json.field("from", ending.day)
      json.key("loads")
      json.array(each: ending.loads) { json, load in
        json.object {
          $0.field("what", words(load.word, count: load.count))
          $0.field("count", load.count)
          $0.field("fate", load.fate.rawValue)
          $0.field("href", load.href)
        }
      }
      json.key("problems")
      json.array(each: ending.problems) { json, problem in
        json.object {
          $0.field("field", problem.field)
          $0.field("problem", words(problem.word, problem.arguments))
        }
      }
    }
  }
}
