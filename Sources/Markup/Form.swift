/// POST forms. GET forms are ``Filters``.
///
/// ```swift
/// Form.post(to: "/matters/\(id)/dispatch", visit.tokens(version: matter.version)) {
///   "\(Field("note", label: words("matter.note"), .area(note)))\(Button(words("matter.dispatch"), .primary))"
/// }
/// ```
public enum Form {
  public enum Look: String, Sendable {
    /// Fields one below the other with room between.
    case form
    /// The same inside a card of its own.
    case card = "sheet form"
    /// Two columns on a desk; fields with ``Field/isBroad`` take both.
    case grid = "grid-form"
    /// Nothing of its own: around a ledger.
    case bare = ""
    /// All in one line: a button or two.
    case line = "line"
  }

  /// The hidden `_csrf`, `_key` and `_version`, for a form written by hand.
  public static func hidden(_ tokens: FormTokens) -> HTML {
    var out: HTML = hidden("_csrf", tokens.csrf) + hidden("_key", tokens.key)
    if let version = tokens.version { out += hidden("_version", String(version)) }
    return out
  }

  public static func hidden(_ name: String, _ value: String) -> HTML { "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">" }

  /// What a resident has typed survives a reload (`draft.js`) until it has been sent. The page needs ``Draft/scripts``.
  public struct Draft: Sendable {
    public static let scripts: [String] = ["draft.js"]

    /// Under which it is kept on the phone, such as the code of the door.
    public var name: String
    var restored: String
    var drop: String
    /// - Parameter words: of `words.markup.*.yaml`.
    public init(_ name: String, words: (String) -> String) {
      self.name = name
      restored = words("form.draft_restored")
      drop = words("form.draft_drop")
    }
  }

  /// A whole form.
  public static func post(
    to action: String, _ tokens: FormTokens, look: Look = .form, takesFiles: Bool = false, draft: Draft? = nil, _ content: () -> HTML
  ) -> HTML {
    """
    <form class="\(look.rawValue)" method="post"\(attribute: "action", Address.safe(action))\
    \(attribute: "enctype", takesFiles ? "multipart/form-data" : nil)\
    \(attribute: "data-draft", draft?.name)\(attribute: "data-restored", draft?.restored)\(attribute: "data-drop", draft?.drop) novalidate>\(hidden(tokens))\(content())</form>
    """
  }
}
