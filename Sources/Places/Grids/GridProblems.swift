import Ground
import Markup

/// What was wrong with a form that was refused, for the form shown again.
struct GridProblems: Part {
  let words: Words
  let title: String
  let refusal: Refusal?

  subscript(_ field: String) -> String? {
    refusal?.fields.first { $0.field == field }.map { words($0.word, $0.arguments) }
  }

  var html: HTML {
    guard let refusal else { return .empty }
    guard !refusal.fields.isEmpty else {
      return "<div class=\"wrongs\" role=\"alert\" tabindex=\"-1\" data-focus><p>\(words(refusal.word, refusal.arguments))</p></div>"
    }
    return "\(ErrorSummary(title, refusal.fields.map { Link(words($0.word, $0.arguments), to: "#\($0.field)") }))"
  }
}
