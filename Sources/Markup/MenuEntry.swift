/// An entry of the desk's menu. Its key is what a page names as its ``Page/section``.
public struct MenuEntry: Sendable, Hashable {
  public var key: String
  public var title: String
  public var href: String
  /// Subjects that stand together under this entry: on each of their pages they are a line of their own below the head.
  public var parts: [MenuEntry]

  public init(key: String, title: String, href: String, parts: [MenuEntry] = []) {
    self.key = key
    self.title = title
    self.href = href
    self.parts = parts
  }

  func holds(_ section: String) -> Bool { key == section || parts.contains { $0.key == section } }
}
