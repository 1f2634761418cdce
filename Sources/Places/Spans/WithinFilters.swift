public import Ground
public import Markup

extension Filters {
  /// The filter bar of a list that may be narrowed to an area: then it also asks on which day's areas.
  public init(
    to action: String, _ fields: [Field] = [], within: Within?, words: Words, submit: String, clear: Link? = nil,
    keeping: [(name: String, value: String)] = []
  ) {
    let asked: [Field] = within.map { [$0.field(words)] } ?? []
    let area: [(name: String, value: String)] = within.map { [("area", $0.area.description)] } ?? []
    self.init(to: action, fields + asked, submit: submit, clear: clear, keeping: area + keeping)
  }
}

extension Within {
  func field(_ words: Words) -> Field { Field("structure", label: words("structure.label"), .line(structure?.description ?? "", .day)) }

  /// On which day's areas, for a page that has no other filter; nothing where it is not narrowed to an area.
  public static func choice(
    _ within: Within?, to action: String, words: Words, keeping: [(name: String, value: String)] = []
  ) -> HTML {
    within.map { Filters(to: action, within: $0, words: words, submit: words("structure.go"), keeping: keeping).html } ?? .empty
  }
}
