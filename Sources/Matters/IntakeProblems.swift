import Ground
import Markup

/// What was wrong with a resident's form, in words.
struct IntakeProblems {
  private let lines: [(field: String, sentence: String)]
  private let sentence: String?
  private let title: String

  init(_ refusal: Refusal?, words: Words) {
    lines = (refusal?.fields ?? []).map { ($0.field, IntakeProblems.sentence($0, words)) }
    sentence = refusal.flatMap { $0.fields.isEmpty ? words($0.word, $0.arguments) : nil }
    title = words("intake.wrong", count: lines.count)
  }

  subscript(_ field: String) -> String? { lines.first { $0.field == field }?.sentence }

  /// Above the form. A line leads to its field; the position has none of its own and leads to the address.
  func summary(prefix: String? = nil) -> HTML {
    if let sentence { return "<div class=\"wrongs\" role=\"alert\" tabindex=\"-1\" data-focus><p>\(sentence)</p></div>" }
    return ErrorSummary(title, lines.map { Link($0.sentence, to: "#\(IntakeProblems.anchor($0.field, prefix))") }).html
  }

  private static func anchor(_ field: String, _ prefix: String?) -> String {
    let name: String = ["longitude", "latitude", "accuracy"].contains(field) ? "address" : field
    return prefix.map { "\($0)-\(name)" } ?? name
  }

  private static func sentence(_ problem: FieldProblem, _ words: Words) -> String {
    let own: String = "intake.missing.\(problem.field)"
    return problem.word == "field.missing" && words.has(own) ? words(own) : words(problem.word, problem.arguments)
  }
}
