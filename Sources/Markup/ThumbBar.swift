/// The bar within reach of one thumb: for pages in the field, as ``Page/below``.
///
/// ```swift
/// ThumbBar(label: words("field.bar"), [.init(words("field.today"), .list, to: "/today", isCurrent: true), .init(words("field.new"), .pencil, to: "/matters/new", isPrimary: true)])
/// ```
public struct ThumbBar: Part {
  public struct Item: Sendable {
    public var title: String
    public var icon: Icon
    public var href: String
    public var isCurrent: Bool
    public var isPrimary: Bool
    public init(_ title: String, _ icon: Icon, to href: String, isCurrent: Bool = false, isPrimary: Bool = false) {
      self.title = title
      self.icon = icon
      self.href = href
      self.isCurrent = isCurrent
      self.isPrimary = isPrimary
    }
  }

  public var label: String
  public var items: [Item]

  public init(label: String, _ items: [Item]) {
    self.label = label
    self.items = items
  }

  public var html: HTML { "<nav class=\"thumb\" aria-label=\"\(label)\">\(each: items, ThumbBar.link)</nav>" }

  private static func link(_ item: Item) -> HTML {
    let kind: String = item.isPrimary ? "primary" : "plain"
    return """
      <a class="button \(kind)"\(href: item.href)\(attribute: "aria-current", item.isCurrent ? "page" : nil)>\(item.icon)\(item.title)</a>
      """
  }
}
