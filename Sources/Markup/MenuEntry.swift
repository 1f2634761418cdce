/// An entry of the desk's menu. Its key is what a page names as its ``Page/section``.
public struct MenuEntry: Sendable, Hashable {
  public var key: String
  public var title: String
  public var href: String

  public init(key: String, title: String, href: String) {
    self.key = key
    self.title = title
    self.href = href
  }
}
