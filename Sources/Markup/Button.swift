/// A button, or a link that looks like one. The primary one, once a page, is named by its effect: 派给排水管理所.
///
/// ```swift
/// Button(words("matter.dispatch_to", ["unit": unit.name]), .primary)
/// Button(words("matter.consult"), name: "do", value: "consult")
/// Button(words("common.back"), .plain, href: "/matters")
/// ```
public struct Button: Part {
  public enum Kind: String, Sendable {
    case ordinary = "button"
    case primary = "button primary"
    case plain = "button plain"
  }

  public var title: String
  public var kind: Kind
  /// With an address it is a link.
  public var href: String?
  /// What a form gets to know of the button that was pressed.
  public var name: String?
  public var value: String?
  /// Sends the form elsewhere than the form's own action.
  public var action: String?
  public var icon: Icon?
  /// As wide as its place: for phones.
  public var isFull: Bool
  public var isDisabled: Bool
  /// The key that presses it on a desk, such as `d`; shown beside the title.
  public var key: String?

  public init(
    _ title: String, _ kind: Kind = .ordinary, href: String? = nil, name: String? = nil, value: String? = nil, action: String? = nil,
    icon: Icon? = nil, isFull: Bool = false, isDisabled: Bool = false, key: String? = nil
  ) {
    self.title = title
    self.kind = kind
    self.href = href
    self.name = name
    self.value = value
    self.action = action
    self.icon = icon
    self.isFull = isFull
    self.isDisabled = isDisabled
    self.key = key
  }

  public var html: HTML {
    let classes: String = isFull ? "\(kind.rawValue) full" : kind.rawValue
    let inside: HTML = "\(icon)\(title)\(keycap)"
    guard href == nil else { return "<a class=\"\(classes)\"\(href: href)\(attribute: "data-key", key)>\(inside)</a>" }
    return """
      <button class="\(classes)" type="submit"\(attribute: "name", name)\(attribute: "value", value)\
      \(attribute: "formaction", action.map(Address.safe))\(attribute: "data-key", key)\(flag: "disabled", isDisabled)>\(inside)</button>
      """
  }

  private var keycap: HTML { key.map { " <kbd aria-hidden=\"true\">\($0)</kbd>" } ?? .empty }
}
