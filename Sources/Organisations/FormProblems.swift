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
    refusal?.fields.first { $0.field == field }.map { words($0.word, $0.arguments) }
  }

  /// Above the form: a sentence of its own, or a line for each wrong field that leads there.
  public var summary: HTML {
    guard let refusal else { return .empty }
    guard !refusal.fields.isEmpty else {
      return "<div class=\"wrongs\" role=\"alert\" tabindex=\"-1\" data-focus><p>\(words(refusal.word, refusal.arguments))</p></div>"
    }
    let lines: [Link] = refusal.fields.map { Link(words($0.word, $0.arguments), to: "#\($0.field)") }
    return "\(ErrorSummary(words("organisations.wrong_form"), lines))"
  }
}
