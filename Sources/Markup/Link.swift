/// A word and where it leads: `Link("看已派的 18 件", to: "/matters?state=dispatched")`.
public struct Link: Part {
  public var title: String
  public var href: String

  public init(_ title: String, to href: String) {
    self.title = title
    self.href = href
  }

  public var html: HTML { "<a\(href: href)>\(title)</a>" }
}
