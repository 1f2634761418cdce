/// Where one is in a list, and the way on.
///
/// ```swift
/// Pager(label: words("pager"), words("pager.rows", ["from": "1", "to": "50"]), next: Link(words("pager.next"), to: "?cursor=…"))
/// ```
public struct Pager: Part {
  public var label: String
  public var summary: String
  public var previous: Link?
  public var next: Link?

  public init(label: String, _ summary: String, previous: Link? = nil, next: Link? = nil) {
    self.label = label
    self.summary = summary
    self.previous = previous
    self.next = next
  }

  public var html: HTML {
    """
    <nav class="line small pager" aria-label="\(label)"><span class="quiet">\(summary)</span><span class="line push">\
    \(Pager.link(previous, "prev"))\(Pager.link(next, "next"))</span></nav>
    """
  }

  private static func link(_ link: Link?, _ rel: String) -> HTML {
    link.map { "<a class=\"switch\" rel=\"\(rel)\"\(href: $0.href)>\($0.title)</a>" } ?? .empty
  }
}
