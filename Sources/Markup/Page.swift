/// A page as a feature makes it: its words and its main part. The frame around it (head, menu, switches, scripts) is made
/// once, by ``Frame``.
public struct Page: Sendable {
  public enum Layout: String, Sendable {
    /// One column on a phone, `look.css` only.
    case resident
    /// A phone outdoors: one column, thumb bar.
    case field
    /// A desktop all day: dense, menu, wide.
    case desk
    /// A sheet for the printer.
    case paper
  }

  public var title: String
  public var layout: Layout
  /// The place one is in (first line of the head) and what stands under it.
  public var whereTo: String
  public var whereSmall: String
  /// The key of the menu entry that is current, such as `matters`.
  public var section: String?
  public var main: HTML
  /// Between the head and the main part: a strip that says there is no network, the bar above a printed sheet.
  public var above: HTML
  /// After the main part: the ``ThumbBar``.
  public var below: HTML
  /// A desk page that is read rather than scanned: not as wide as the screen.
  public var isNarrow: Bool
  /// Scripts of ours under `/assets/`, such as `map.js`; and style sheets beyond the layout's own.
  public var scripts: [String]
  public var styles: [String]

  public init(
    title: String, layout: Layout, whereTo: String, whereSmall: String = "", section: String? = nil, main: HTML, above: HTML = .empty,
    below: HTML = .empty, isNarrow: Bool = false, scripts: [String] = [], styles: [String] = []
  ) {
    self.title = title
    self.layout = layout
    self.whereTo = whereTo
    self.whereSmall = whereSmall
    self.section = section
    self.main = main
    self.above = above
    self.below = below
    self.isNarrow = isNarrow
    self.scripts = scripts
    self.styles = styles
  }
}
