/// Writes CSV that spreadsheets open without asking: UTF-8 with its mark, lines ended by CR LF (RFC 4180).
/// A text that begins like a formula gets a `'` before it.
public struct CSVWriter: Sendable {
  public private(set) var bytes: [UInt8] = [0xef, 0xbb, 0xbf]

  public init() {}

  public mutating func add(_ cells: [Cell]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(0x2c) }
      if let text = cell.text { add(cell.isText ? FormulaMark.added(text) : text) }
    }
    bytes.append(contentsOf: [0x0d, 0x0a])
  }

  private mutating func add(_ text: String) {
    let needsQuotes = text.utf8.contains { $0 == 0x22 || $0 == 0x2c || $0 == 0x0a || $0 == 0x0d || $0 == 0x09 || $0 == 0x3b }
    guard needsQuotes else { return bytes.append(contentsOf: text.utf8) }
    bytes.append(0x22)
    for byte in text.utf8 {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }
}

extension Cell {
  var isText: Bool { if case .text = self { true } else { false } }
}
