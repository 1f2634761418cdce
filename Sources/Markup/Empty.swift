/// Why it is empty and what to do next.
///
/// ```swift
/// Empty(words("queue.empty"), words("queue.empty.why"), action: Link(words("queue.empty.next"), to: "/matters?state=dispatched"))
/// ```
public struct Empty: Part {
  public var title: String
  public var reason: String
  public var action: Link?
  public var icon: Icon

  public init(_ title: String, _ reason: String, action: Link? = nil, icon: Icon = .tray) {
    self.title = title
    self.reason = reason
    self.action = action
    self.icon = icon
  }

  public var html: HTML {
    let next: Button? = action.map { Button($0.title, href: $0.href) }
    return "<div class=\"empty\">\(icon)<h2>\(title)</h2><p>\(reason)</p>\(next)</div>"
  }
}
