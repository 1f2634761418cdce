/// The place a form is about, already known from the code on the door.
///
/// ```swift
/// PlaceCard("银山门巷 6 幢 2 单元", note: words("intake.from_code"), change: Link(words("intake.elsewhere"), to: "/q"))
/// ```
public struct PlaceCard: Part {
  public var name: String
  public var note: String?
  public var change: Link?

  public init(_ name: String, note: String? = nil, change: Link? = nil) {
    self.name = name
    self.note = note
    self.change = change
  }

  public var html: HTML {
    """
    <div class="sheet place">\(Icon.pin)<p><b>\(name)</b>\(noteText)</p>\(changeLink)</div>
    """
  }

  private var noteText: HTML { note.map { "<br><span class=\"small quiet\">\($0)</span>" } ?? .empty }
  private var changeLink: HTML { change.map { "<a class=\"switch\"\(href: $0.href)>\($0.title)</a>" } ?? .empty }
}
