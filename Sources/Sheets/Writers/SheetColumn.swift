/// A column of a sheet that is written here.
public struct SheetColumn: Sendable, Hashable {
  public var title: String
  /// In characters, of which a Chinese one takes two.
  public var width: Double
  /// What the header's note says.
  public var note: String?
  /// What may be chosen; the sheet offers it and takes other words too.
  public var choices: [String]
  /// Whether it must be filled in; its header is drawn darker.
  public var isRequired: Bool
  /// Whether its cells hold numbers; those of the others are text, also when somebody fills in an empty one.
  public var isNumber: Bool

  public init(_ title: String, width: Double = 14, note: String? = nil, choices: [String] = [], isRequired: Bool = false, isNumber: Bool = false) {
    self.title = title
    self.width = width
    self.note = note
    self.choices = choices
    self.isRequired = isRequired
    self.isNumber = isNumber
  }
}
