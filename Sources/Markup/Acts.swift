/// Buttons in a line, with a quiet word beside them if one is needed: 派出后 10 秒内可撤回.
///
/// ```swift
/// Acts([Button(words("matter.dispatch"), .primary), Button(words("matter.consult"), name: "do", value: "consult")], note: words("matter.undo"))
/// ```
public struct Acts: Part {
  public var buttons: [Button]
  public var note: String?

  public init(_ buttons: [Button], note: String? = nil) {
    self.buttons = buttons
    self.note = note
  }

  public var html: HTML {
    let beside: HTML = note.map { "<span class=\"quiet small\">\($0)</span>" } ?? .empty
    return "<div class=\"line span\">\(buttons)\(beside)</div>"
  }
}
