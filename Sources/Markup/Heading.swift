/// The top of a desk page: its title, how things stand, and what can be done with the whole.
///
/// ```swift
/// Heading(matter.title, badges: "\(Tag(state, .back))\(Lateness(due, .soon))", acts: [Button(words("matter.print"), href: url, icon: .printer)])
/// Heading(words("queue.title"), note: words("queue.today", ["received": "31"]))
/// ```
public struct Heading: Part {
  public var title: String
  public var note: String?
  public var badges: HTML
  public var acts: [Button]

  public init(_ title: String, note: String? = nil, badges: HTML = .empty, acts: [Button] = []) {
    self.title = title
    self.note = note
    self.badges = badges
    self.acts = acts
  }

  public var html: HTML {
    let beside: HTML = note.map { "<p class=\"quiet\">\($0)</p>" } ?? .empty
    return """
      <div class="line title"><h1>\(title)</h1>\(badges)\(beside)\(if: !acts.isEmpty, "<div class=\"line push no-print\">\(acts)</div>")</div>
      """
  }
}
