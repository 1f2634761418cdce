import Ground
import Markup

/// What was wrong with a form that was refused, for the form shown again.
struct PlaceProblems: Part {
  let words: Words
  let title: String
  let refusal: Refusal?
  /// Goes before the ids of the form's fields, where a page has several forms.
  var prefix: String?

  subscript(_ field: String) -> String? {
    refusal?.fields.first { $0.field == field }.map { words($0.word, $0.arguments) }
  }

  var html: HTML {
    guard let refusal else { return .empty }
    guard !refusal.fields.isEmpty else {
      return "<div class=\"wrongs\" role=\"alert\" tabindex=\"-1\" data-focus><p>\(words(refusal.word, refusal.arguments))</p></div>"
    }
    let anchor: String = prefix.map { "#\($0)-" } ?? "#"
    return "\(ErrorSummary(title, refusal.fields.map { Link(words($0.word, $0.arguments), to: anchor + $0.field) }))"
  }
}
