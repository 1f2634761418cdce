/// A column of a sheet that is imported. Its title is the word `imports.<subject>.<key>`; where there is a word with `.note` behind it, that is
/// the note on its header.
struct ImportColumn: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    case text(max: Int)
    case day
    case integer(ClosedRange<Int>)
    /// Of longitude or latitude, with a fraction.
    case degrees
  }

  let key: String
  let kind: Kind
  /// In characters.
  let width: Double
  /// Without this column there is nothing to import.
  let isRequired: Bool

  /// Whether its cells are numbers to a spreadsheet, which can add them up; codes and telephones are text.
  var isNumber: Bool {
    switch kind {
    case .integer, .degrees: true
    case .text, .day: false
    }
  }

  init(_ key: String, _ kind: Kind = .text(max: 200), width: Double = 14, isRequired: Bool = false) {
    self.key = key
    self.kind = kind
    self.width = width
    self.isRequired = isRequired
  }
}
