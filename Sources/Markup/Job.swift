/// One thing to do, as a card for a phone outdoors: the whole card opens it, the acts stand below.
///
/// ```swift
/// Job(matter.title, to: "/matters/\(id)", small: place, badges: "\(Lateness(due, .late))\(Tag(state, .doing))",
///   acts: [Button(words("field.photo"), href: "/matters/\(id)/answer", icon: .camera)])
/// ```
public struct Job: Part {
  public var title: String
  public var href: String
  public var small: String?
  public var badges: HTML
  public var acts: [Button]

  public init(_ title: String, to href: String, small: String? = nil, badges: HTML = .empty, acts: [Button] = []) {
    self.title = title
    self.href = href
    self.small = small
    self.badges = badges
    self.acts = acts
  }

  public var html: HTML {
    """
    <article class="job">\(if: !badges.isEmpty, "<p class=\"line\">\(badges)</p>")<h3><a\(href: href)>\(title)</a></h3>\(smallText)\
    \(if: !acts.isEmpty, "<div class=\"acts\">\(acts)</div>")</article>
    """
  }

  private var smallText: HTML { small.map { "<p class=\"small quiet\">\($0)</p>" } ?? .empty }
}
