/// A card with a heading: one thing of the page.
///
/// ```swift
/// Sheet("story", words("matter.story"), action: Link(words("matter.story.all"), to: "?journal=1")) { "\(timeline)" }
/// ```
public struct Sheet: Part {
  public enum Look: String, Sendable {
    case card = "sheet"
    /// Its content reaches the edges: lists and tables.
    case flat = "sheet flat"
    /// No card around it.
    case bare = "section"
  }

  /// The anchor on the page.
  public var id: String
  public var title: String
  /// Quiet words beside the heading.
  public var note: String?
  public var action: Link?
  public var look: Look
  /// Only for screen readers, where the page shows plainly what this is.
  public var isTitleHidden: Bool
  /// Not on paper: forms.
  public var isForScreen: Bool
  public var content: HTML

  public init(
    _ id: String, _ title: String, note: String? = nil, action: Link? = nil, look: Look = .card, isTitleHidden: Bool = false,
    isForScreen: Bool = false, _ content: () -> HTML
  ) {
    self.id = id
    self.title = title
    self.note = note
    self.action = action
    self.look = look
    self.isTitleHidden = isTitleHidden
    self.isForScreen = isForScreen
    self.content = content()
  }

  public var html: HTML {
    """
    <section class="\(look.rawValue)\(if: isForScreen, " no-print")" id="\(id)" aria-labelledby="\(id)-title">\(head)\(content)</section>
    """
  }

  private var head: HTML {
    if isTitleHidden { return "<h2 class=\"sr\" id=\"\(id)-title\">\(title)</h2>" }
    let beside: HTML = note.map { "<p class=\"quiet small\">\($0)</p>" } ?? .empty
    let link: HTML = action.map { "<p class=\"small push\">\($0)</p>" } ?? .empty
    return "<header><h2 id=\"\(id)-title\">\(title)</h2>\(beside)\(link)</header>"
  }
}
