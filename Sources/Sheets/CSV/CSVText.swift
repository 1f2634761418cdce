/// A CSV file as a sheet (RFC 4180; separated by commas, semicolons or tabs, as the first line shows). Every cell is text.
///
/// A text that a spreadsheet would take for a formula is written with a `'` before it; the mark is taken off again here.
struct CSVText {
  private let bytes: [UInt8]
  private let limits: SheetLimits
  private let separator: UInt8

  /// - Throws: ``SheetRefusal`` `.encoding`.
  init(_ file: [UInt8], limits: SheetLimits) throws {
    bytes = try CSVEncoding.decoded(file)
    self.limits = limits
    separator = CSVText.separator(of: bytes)
  }

  /// Whatever stands most often in the first line, outside quotes.
  private static func separator(of bytes: [UInt8]) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in bytes.prefix(64 * 1024) {
      if byte == 0x22 { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == 0x0a || byte == 0x0d { break }
      if byte == 0x2c || byte == 0x3b || byte == 0x09 { counts[byte, default: 0] += 1 }
    }
    let best = [UInt8(0x2c), 0x3b, 0x09].max { (counts[$0] ?? 0) < (counts[$1] ?? 0) }
    return counts.isEmpty ? 0x2c : best ?? 0x2c
  }

  func each(_ take: (SheetRow) throws -> Void) throws {
    var walk = Walk(bytes: bytes, separator: separator, limits: limits)
    var rows = 0
    while let row = try walk.next() {
      guard row.cells.contains(where: { !$0.isEmpty }) else { continue }
      rows += 1
      guard rows <= limits.rows else { throw SheetRefusal(.tooManyRows, ["max": "\(limits.rows)"]) }
      try take(row)
    }
  }

  private struct Walk {
    let bytes: [UInt8]
    let separator: UInt8
    let limits: SheetLimits
    var at: Int = 0
    var number: Int = 0

    /// The next row; nil at the end.
    mutating func next() throws -> SheetRow? {
      guard at < bytes.count else { return nil }
      number += 1
      var cells: [Cell] = []
      while true {
        let cell: Cell = try cell()
        if !cell.isEmpty, cells.count >= limits.columns { throw SheetRefusal(.tooManyColumns, ["max": "\(limits.columns)", "row": "\(number)"]) }
        if cells.count < limits.columns { cells.append(cell) }
        guard at < bytes.count, bytes[at] == separator else { break }
        at += 1
      }
      lineEnd()
      while cells.last == .empty { cells.removeLast() }
      return SheetRow(number: number, cells: cells)
    }

    private mutating func lineEnd() {
      if at < bytes.count, bytes[at] == 0x0d { at += 1 }
      if at < bytes.count, bytes[at] == 0x0a { at += 1 }
    }

    private mutating func cell() throws -> Cell {
      let content: [UInt8] = at < bytes.count && bytes[at] == 0x22 ? try quoted() : plain()
      let text = String(decoding: content, as: UTF8.self)
      guard content.count <= limits.cellLength || text.unicodeScalars.count <= limits.cellLength else {
        throw SheetRefusal(.cellTooLong, ["max": "\(limits.cellLength)", "row": "\(number)"])
      }
      return text.isEmpty ? .empty : .text(FormulaMark.removed(text))
    }

    private mutating func plain() -> [UInt8] {
      let start = at
      while at < bytes.count, bytes[at] != separator, bytes[at] != 0x0a, bytes[at] != 0x0d { at += 1 }
      return Array(bytes[start..<at])
    }

    private mutating func quoted() throws -> [UInt8] {
      at += 1
      var out: [UInt8] = []
      while at < bytes.count {
        if bytes[at] == 0x22 {
          at += 1
          guard at < bytes.count, bytes[at] == 0x22 else {
            // Whatever stands between the closing mark and the separator belongs to the cell.
            return out + plain()
          }
        }
        out.append(bytes[at])
        at += 1
      }
      throw SheetRefusal(.openQuote, ["row": "\(number)"])
    }
  }
}

/// The `'` before a text that begins like a formula.
enum FormulaMark {
  private static func isDangerous(_ byte: UInt8?) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0d, 0x0a: true
    default: false
    }
  }

  /// Whether a text is such a one, marked once, twice, or not at all.
  private static func matches(_ text: String) -> Bool { isDangerous(text.utf8.first { $0 != 0x27 }) }

  static func added(_ text: String) -> String { matches(text) ? "'\(text)" : text }

  static func removed(_ text: String) -> String { text.utf8.first == 0x27 && matches(text) ? String(text.dropFirst()) : text }
}
