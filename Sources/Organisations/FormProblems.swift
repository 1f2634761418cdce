public import Ground
public import Markup

/// What was wrong with a form that was refused, in words, for the form shown again.
public struct FormProblems: Sendable {
  private let refusal: Refusal?
  private let words: Words

  public init(_ refusal: Refusal?, words: Words) {
    self.refusal = refusal
    self.words = words
  }

  /// What is wrong with a field.
  public subscript(_ field: String) -> String? {
    refusal?.fields.first { $0.field == field }.map(sentence)
  }

  /// Above the form: a sentence of its own, or a line for each wrong field that leads there.
  public var summary: HTML {
    guard let refusal else { return .empty }
    guard !refusal.fields.isEmpty else {
      return "<div class=\"wrongs\" role=\"alert\" tabindex=\"-1\" data-focus><p>\(words(refusal.word, spoken(refusal.arguments)))</p></div>"
    }
    let lines: [Link] = refusal.fields.map { Link(sentence($0), to: "#\($0.field)") }
    return "\(ErrorSummary(words("organisations.wrong_form"), lines))"
  }

  private func sentence(_ problem: FieldProblem) -> String { words(problem.word, spoken(problem.arguments)) }

  /// `got` and `wanted` are themselves words, as in problem details.
  private func spoken(_ arguments: [String: String]) -> [String: String] {
    var out: [String: String] = arguments
    for name in ["got", "wanted"] {
      if let key = arguments[name], words.has(key) { out[name] = words(key) }
    }
    return out
  }
}
