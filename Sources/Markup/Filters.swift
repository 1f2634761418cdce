/// A filter bar: a GET form, so that a filter is an address.
///
/// ```swift
/// Filters(to: "/matters", [Field("q", label: words("filter.find"), isBroad: true, .line(q, .search)),
///   Field("category", label: words("filter.category"), .select(categories, chosen: category))],
///   submit: words("filter.go"), clear: Link(words("filter.clear"), to: "/matters"), keeping: [("sort", sort)])
/// ```
public struct Filters: Part {
  public var action: String
  public var fields: [Field]
  public var submit: String
  public var clear: Link?
  /// What else the address holds and should keep holding.
  public var keeping: [(name: String, value: String)]

  public init(to action: String, _ fields: [Field], submit: String, clear: Link? = nil, keeping: [(name: String, value: String)] = []) {
    self.action = action
    self.fields = fields
    self.submit = submit
    self.clear = clear
    self.keeping = keeping
  }

  public var html: HTML {
    """
    <form class="filters" method="get"\(attribute: "action", Address.safe(action)) role="search">\
    \(each: keeping, { Form.hidden($0.name, $0.value) })\(fields)\(Button(submit))\(clearLink)</form>
    """
  }

  private var clearLink: HTML { clear.map { "<a class=\"switch\"\(href: $0.href)>\($0.title)</a>" } ?? .empty }
}
