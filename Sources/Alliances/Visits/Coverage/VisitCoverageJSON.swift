import Web

enum VisitCoverageJSON {
  static let coverage: Schema = .named(
    "VisitCoverage",
    .object([
      .init("id", .id), .init("name", .string), .init("planned", .integer), .init("done", .integer), .init("overdue", .integer),
      .init("pairs", .integer), .init("met", .integer),
    ]))

  static func write(_ row: (coverage: VisitCoverage, name: String), _ json: inout JSONWriter) {
    json.object { json in
      json.field("id", "\(row.coverage.id)")
      json.field("name", row.name)
      json.field("planned", row.coverage.planned)
      json.field("done", row.coverage.done)
      json.field("overdue", row.coverage.overdue)
      json.field("pairs", row.coverage.pairs)
      json.field("met", row.coverage.met)
    }
  }
}
