/// What just happened, and how to undo it while that is possible. Errors have an ``ErrorSummary``.
///
/// ```swift
/// Notice(words("dispatch.done", ["unit": unit]), undo: .init(words("undo"), to: "/matters/1/dispatch/undo", tokens))
/// ```
public struct Notice: Part {
  public struct Undo: Sendable {
    public var title: String
    public var action: String
    public var tokens: FormTokens
    public init(_ title: String, to action: String, _ tokens: FormTokens) {
      self.title = title
      self.action = action
      self.tokens = tokens
    }
  }

  public var sentence: String
  public var undo: Undo?

  public init(_ sentence: String, undo: Undo? = nil) {
    self.sentence = sentence
    self.undo = undo
  }

  public var html: HTML { "<div class=\"notice\" role=\"status\"><p>\(sentence)</p>\(undoForm)</div>" }

  private var undoForm: HTML {
    guard let undo else { return .empty }
    return Form.post(to: undo.action, undo.tokens, look: .line) { Button(undo.title).html }
  }
}
