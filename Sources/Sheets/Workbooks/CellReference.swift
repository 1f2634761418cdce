/// `AB12`: a column, from 0, and a row, from 1.
struct CellReference: Hashable {
  var column: Int
  var row: Int

  /// The last column and row that a workbook can have: XFD1048576.
  static let lastColumn: Int = 16_383
  static let lastRow: Int = 1_048_576

  init?(_ text: UnsafePointer<CChar>) {
    var column = 0
    var row = 0
    var at = text
    while let letter = CellReference.letter(at.pointee) {
      column = column * 26 + letter
      guard column <= CellReference.lastColumn + 1 else { return nil }
      at += 1
    }
    while at.pointee >= 0x30, at.pointee <= 0x39 {
      row = row * 10 + Int(at.pointee - 0x30)
      guard row <= CellReference.lastRow else { return nil }
      at += 1
    }
    guard column > 0, row > 0, at.pointee == 0 else { return nil }
    self.column = column - 1
    self.row = row
  }

  private static func letter(_ character: CChar) -> Int? {
    switch character {
    case 0x41...0x5a: Int(character - 0x40)
    case 0x61...0x7a: Int(character - 0x60)
    default: nil
    }
  }

  /// `A` for 0, `AA` for 26.
  static func letters(_ column: Int) -> String {
    var out = ""
    var rest = column + 1
    while rest > 0 {
      out = String(UnicodeScalar(UInt8(0x41 + (rest - 1) % 26))) + out
      rest = (rest - 1) / 26
    }
    return out
  }
}

/// `B2:C5`, both ends included.
struct CellRange {
  let first: CellReference
  let last: CellReference

  init?(_ text: String) {
    let ends = text.split(separator: ":")
    guard ends.count == 2, let first = ends[0].withCString({ CellReference($0) }), let last = ends[1].withCString({ CellReference($0) }),
      first.row <= last.row, first.column <= last.column
    else { return nil }
    self.first = first
    self.last = last
  }
}
