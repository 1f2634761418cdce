/// One of the choices of a select or of chips.
public struct Choice: Sendable, Hashable {
  public var value: String
  public var word: String

  public init(_ value: String, _ word: String) {
    self.value = value
    self.word = word
  }
}
