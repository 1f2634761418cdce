/// One of the choices of a select or of chips.
public struct Choice: Sendable, Hashable {
  public var value: String
  public var word: String
  /// In a select, neighbours of one group stand under its name.
  public var group: String?

  public init(_ value: String, _ word: String, group: String? = nil) {
    self.value = value
    self.word = word
    self.group = group
  }
}
