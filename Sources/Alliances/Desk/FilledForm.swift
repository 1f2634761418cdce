import Ground
import Markup

/// A form as it was sent, with what was wrong with it: shown again, nothing that was typed is lost.
struct FilledForm: Sendable {
  let words: Words
  var values: [String: String] = [:]
  var refusal: Refusal?

  subscript(_ name: String) -> String { values[name] ?? "" }

  func problem(_ field: String) -> String? {
    refusal?.fields.first { $0.field == field }.map { words($0.word, $0.arguments) }
  }

  /// Above the form.
  var summary: HTML {
    guard let refusal else { return .empty }
    guard !refusal.fields.isEmpty else {
      return "<div class=\"wrongs\" role=\"alert\" tabindex=\"-1\" data-focus><p>\(words(refusal.word, refusal.arguments))</p></div>"
    }
    let lines: [Link] = refusal.fields.map { Link(words($0.word, $0.arguments), to: "#\($0.field)") }
    return "\(ErrorSummary(words("alliances.form.wrong"), lines))"
  }

  func line(_ name: String, _ label: String, help: String? = nil, required: Bool = false, broad: Bool = false, most: Int = 120) -> Field {
    Field(
      name, label: label, note: required ? nil : words("form.optional"), help: help, error: problem(name), isRequired: required,
      isBroad: broad, .line(self[name], most: most))
  }

  func area(_ name: String, _ label: String, help: String? = nil, required: Bool = false, rows: Int = 3, most: Int = 2000) -> Field {
    Field(
      name, label: label, note: required ? nil : words("form.optional"), help: help, error: problem(name), isRequired: required,
      isBroad: true, .area(self[name], rows: rows, most: most))
  }

  func day(_ name: String, _ label: String, help: String? = nil, fallback: CivilDay? = nil) -> Field {
    Field(
      name, label: label, help: help, error: problem(name), isRequired: true,
      .line(values[name] ?? fallback?.description ?? "", .day))
  }

  func select(_ name: String, _ label: String, _ choices: [Choice], help: String? = nil, required: Bool = true, broad: Bool = false) -> Field {
    let first: Choice = Choice("", words(required ? "alliances.form.choose" : "alliances.form.none"))
    return Field(
      name, label: label, note: required ? nil : words("form.optional"), help: help, error: problem(name), isRequired: required,
      isBroad: broad, .select([first] + choices, chosen: self[name]))
  }
}
