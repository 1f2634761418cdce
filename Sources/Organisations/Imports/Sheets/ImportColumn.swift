/// A column of a sheet that is imported. Its title is the word `imports.<subject>.<key>`; where there is a word with `.note` behind it, that is
/// the note on its header.
struct ImportColumn: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    case text(max: Int)
    case day
    case integer(ClosedRange<Int>)
  }

  let key: String
  let kind: Kind
  /// In characters.
  let width: Double
  /// Without this column there is nothing to import.
  let isRequired: Bool

  init(_ key: String, _ kind: Kind = .text(max: 200), width: Double = 14, isRequired: Bool = false) {
    self.key = key
    self.kind = kind
    self.width = width
    self.isRequired = isRequired
  }
}
