import Ground
import Markup
import Web

/// A form that came back: which one of its page, what was typed, and what was wrong.
struct RefusedForm: Sendable {
  let act: String
  let values: FieldValues
  let refusal: Refusal
}

/// What stands in the fields of one form: what was typed before it was refused, else what is so now.
struct PlaceForm: Sendable {
  let words: Words
  let problems: PlaceProblems
  let isRefused: Bool
  private let typed: FieldValues?

  /// - Parameters:
  ///   - act: one form of a page with several; its fields' ids begin with it. nil: the only one.
  ///   - refused: the form of the page that was refused, if one was.
  init(_ act: String?, _ refused: RefusedForm?, words: Words) {
    let own: RefusedForm? = refused.flatMap { act == nil || $0.act == act ? $0 : nil }
    self.words = words
    isRefused = own != nil
    typed = own?.values
    problems = PlaceProblems(words: words, title: words("places.wrong"), refusal: own?.refusal, prefix: act)
  }

  func text(_ name: String, _ now: String?) -> String { (typed.map { $0.text(name) } ?? now) ?? "" }

  func texts(_ name: String, _ now: Set<String>) -> Set<String> { typed.map { Set($0.texts(name)) } ?? now }

  func flag(_ name: String, _ now: Bool) -> Bool { typed.map { $0.flag(name) } ?? now }

  /// A line of text, a number, a day or a time.
  func line(
    _ name: String, _ word: String, _ now: String?, kind: Control.LineKind = .text, most: Int? = nil, help: String? = nil,
    isRequired: Bool = false, isBroad: Bool = false, isPart: Bool = false
  ) -> Field {
    field(name, word, help: help, isRequired: isRequired, isBroad: isBroad, isPart: isPart, .line(text(name, now), kind, most: most))
  }

  func select(_ name: String, _ word: String, _ choices: [Choice], _ now: String?, help: String? = nil, isRequired: Bool = false) -> Field {
    field(name, word, help: help, isRequired: isRequired, .select(choices, chosen: text(name, now)))
  }

  func several(_ name: String, _ word: String, _ choices: [Choice], _ now: Set<String>, isPart: Bool = false) -> Field {
    field(name, word, isBroad: true, isPart: isPart, .several(choices, chosen: texts(name, now)))
  }

  /// Several lines, one item each.
  func area(_ name: String, _ word: String, _ now: String, rows: Int, most: Int, help: String? = nil) -> Field {
    field(name, word, help: help, isBroad: true, .area(text(name, now), rows: rows, most: most))
  }

  /// - Parameter isPart: one of several that belong together; whether they may be left out is said once.
  private func field(
    _ name: String, _ word: String, help: String? = nil, isRequired: Bool = false, isBroad: Bool = false, isPart: Bool = false, _ control: Control
  ) -> Field {
    Field(
      name, label: words(word), note: isRequired || isPart ? nil : words("form.optional"), help: help.map { words($0) }, error: problems[name],
      isRequired: isRequired, isBroad: isBroad, prefix: problems.prefix, control)
  }
}
