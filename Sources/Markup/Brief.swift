/// A short list for a phone: a title that opens, and one badge.
///
/// ```swift
/// Brief([.init("走访 9 号楼新装修三户", to: "/matters/1", badge: "\(Lateness("17:30 前"))")])
/// ```
public struct Brief: Part {
  public struct Item: Sendable {
    public var title: String
    public var href: String
    public var badge: HTML
    public init(_ title: String, to href: String, badge: HTML = .empty) {
      self.title = title
      self.href = href
      self.badge = badge
    }
  }

  public var items: [Item]

  public init(_ items: [Item]) { self.items = items }

  public var html: HTML {
    "<ul class=\"sheet flat brief\">\(each: items, { "<li><a\(href: $0.href)>\($0.title)</a>\($0.badge)</li>" })</ul>"
  }
}
