/// Views of a list: each is a link, with the number of rows one will find there.
///
/// ```swift
/// Views(label: words("queue.views"), [.init(words("view.waiting"), count: "23", to: "?view=waiting", isCurrent: true)])
/// ```
public struct Views: Part {
  public struct View: Sendable {
    public var title: String
    public var count: String?
    public var href: String
    public var isCurrent: Bool
    public init(_ title: String, count: String? = nil, to href: String, isCurrent: Bool = false) {
      self.title = title
      self.count = count
      self.href = href
      self.isCurrent = isCurrent
    }
  }

  public var label: String
  public var views: [View]
  /// At the end of the line: 把当前筛选存为视图.
  public var more: Link?

  public init(label: String, _ views: [View], more: Link? = nil) {
    self.label = label
    self.views = views
    self.more = more
  }

  public var html: HTML { "<nav class=\"views\" aria-label=\"\(label)\">\(each: views, Views.link)\(moreLink)</nav>" }

  private static func link(_ view: View) -> HTML {
    let count: HTML = view.count.map { "<b>\($0)</b>" } ?? .empty
    return "<a\(href: view.href)\(attribute: "aria-current", view.isCurrent ? "page" : nil)>\(view.title)\(count)</a>"
  }

  private var moreLink: HTML { more.map { "<a class=\"plus\"\(href: $0.href)>\($0.title)</a>" } ?? .empty }
}
