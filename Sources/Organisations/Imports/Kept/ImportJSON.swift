import Ground
import Web

enum ImportJSON {
  static let view: Schema = .named("SheetImport", .object(properties))

  private static let properties: [Schema.Property] = [
    Schema.Property("id", .id), Schema.Property("state", .choice(["checked", "done"])), Schema.Property("ends_at", .time),
    Schema.Property("sha256", .string), Schema.Property("rows", .integer), Schema.Property("added", .integer), Schema.Property("changed", .integer),
    Schema.Property("ended", .integer), Schema.Property("unchanged", .integer), Schema.Property("problem_count", .integer),
    Schema.Property("is_ready", .flag), Schema.Property("ignored_columns", .array(.string)), Schema.Property("problems", .array(problem)),
    Schema.Property("changes", .array(line)), Schema.Property("version", .integer),
  ]

  private static let problem: Schema = .object([
    Schema.Property("row", .integer), Schema.Property("column", .nullable(.string)), Schema.Property("title", .nullable(.string)),
    Schema.Property("code", .string), Schema.Property("detail", .string),
  ])

  private static let line: Schema = .object([
    Schema.Property("row", .integer), Schema.Property("kind", .choice(ImportLine.Kind.allCases.map(\.rawValue))), Schema.Property("subject", .string),
    Schema.Property("steps", .array(.string)),
  ])

  /// So many problems and changes at most; all problems are in the marked sheet.
  static let most: Int = 200

  static func write(_ kept: KeptImport, _ header: ImportHeader, _ words: Words, _ json: inout JSONWriter) {
    let report: ImportReport = kept.report
    json.object { json in
      json.field("id", kept.id)
      json.field("state", kept.state.rawValue)
      json.field("ends_at", kept.endsAt)
      json.field("sha256", kept.digest)
      json.field("rows", report.rows)
      json.field("added", report.added)
      json.field("changed", report.changed)
      json.field("ended", report.ended)
      json.field("unchanged", report.unchanged)
      json.field("problem_count", report.problemCount)
      json.field("is_ready", report.isReady && kept.state == .checked)
      json.key("ignored_columns")
      json.array(each: report.ignored) { $0.string($1) }
      json.key("problems")
      json.array(each: report.problems.prefix(most)) { write($1, header, words, &$0) }
      json.key("changes")
      json.array(each: report.lines) { write($1, words, &$0) }
      json.field("version", Int(kept.version))
    }
  }

  private static func write(_ problem: ImportProblem, _ header: ImportHeader, _ words: Words, _ json: inout JSONWriter) {
    json.object { json in
      json.field("row", problem.row)
      json.field("column", problem.column)
      json.field("title", problem.column.map { header.title($0) })
      json.field("code", problem.text.word)
      json.field("detail", problem.text.said(words))
    }
  }

  private static func write(_ line: ImportLine, _ words: Words, _ json: inout JSONWriter) {
    json.object { json in
      json.field("row", line.row)
      json.field("kind", line.kind.rawValue)
      json.field("subject", line.subject.said(words))
      json.key("steps")
      json.array(each: line.steps) { $0.string($1.said(words)) }
    }
  }
}
