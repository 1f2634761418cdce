/// The way here: levels above, then the page one is on, which is no link.
///
/// ```swift
/// Crumbs(label: words("crumbs"), [Link(words("queue"), to: "/matters")], here: matter.number)
/// ```
public struct Crumbs: Part {
  public var label: String
  public var above: [Link]
  public var here: String

  public init(label: String, _ above: [Link], here: String) {
    self.label = label
    self.above = above
    self.here = here
  }

  public var html: HTML {
    """
    <nav aria-label="\(label)"><ol class="crumbs">\(each: above, { "<li>\($0)</li>" })<li aria-current="page">\(here)</li></ol></nav>
    """
  }
}
