/// On the areas of which day one looks: a small form, so that it is an address, and plain words when the day is not today.
///
/// ```swift
/// StructureChoice(to: "/tiles", day: "2026-01-01", today: "2026-11-21", keeping: [("area", "42")], words: .init { words($0, $1) })
/// ```
public struct StructureChoice: Part {
  /// The control's own words, keys `structure.…`.
  public struct Words: Sendable {
    var label: String
    var go: String
    var back: String
    var note: @Sendable (String) -> String
    public init(_ words: @escaping @Sendable (String, [String: String]) -> String) {
      label = words("structure.label", [:])
      go = words("structure.go", [:])
      back = words("structure.back", [:])
      note = { words("structure.note", ["day": $0]) }
    }
  }

  public var action: String
  /// As in the address; nil: today's areas.
  public var day: String?
  public var today: String
  /// What else the address holds and should keep holding.
  public var keeping: [(name: String, value: String)]
  public var words: Words

  public init(to action: String, day: String?, today: String, keeping: [(name: String, value: String)], words: Words) {
    self.action = action
    self.day = day
    self.today = today
    self.keeping = keeping
    self.words = words
  }

  public var html: HTML {
    let field = Field("structure", label: words.label, prefix: "as", .line(day ?? today, .day))
    let back: HTML = day == nil ? .empty : "<a class=\"switch\"\(href: address)>\(words.back)</a>"
    // Not a second search: a page has one landmark of each kind.
    let form: HTML = """
      <form class="filters no-print" method="get"\(attribute: "action", Address.safe(action))>\
      \(each: keeping, { Form.hidden($0.name, $0.value) })\(field)\(Button(words.go))\(back)</form>
      """
    guard let day else { return form }
    return "<div class=\"notice\" role=\"note\"><p>\(words.note(day))</p></div>\(form)"
  }

  private var address: String {
    let query = keeping.map { "\($0.name)=\(Address.encode($0.value))" }.joined(separator: "&")
    return query.isEmpty ? action : "\(action)?\(query)"
  }
}
