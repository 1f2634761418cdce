/// What a file is, by its first bytes; its name proves nothing.
enum FileKind {
  case package
  case text

  /// - Throws: ``SheetRefusal`` for what is known and not read.
  init(_ bytes: [UInt8]) throws {
    guard !bytes.isEmpty else { throw SheetRefusal(.empty) }
    if bytes.starts(with: [0x50, 0x4b]) {
      self = .package
    } else if bytes.starts(with: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
      throw SheetRefusal(FileKind.holds("EncryptedPackage", bytes) ? .encrypted : .oldExcel)
    } else if bytes.starts(with: [0x09, 0x08]) || bytes.starts(with: [0x09, 0x04]) || bytes.starts(with: [0x09, 0x02]) {
      throw SheetRefusal(.oldExcel)
    } else if FileKind.isMarkup(bytes) {
      throw SheetRefusal(.webPage)
    } else if FileKind.isText(bytes) {
      self = .text
    } else {
      throw SheetRefusal(.wrongType)
    }
  }

  /// Whether a name stands in it as old Office files write names: two bytes to a letter.
  private static func holds(_ name: String, _ bytes: [UInt8]) -> Bool {
    let wanted: [UInt8] = name.utf8.flatMap { [$0, 0] }
    guard bytes.count >= wanted.count else { return false }
    return (0...(bytes.count - wanted.count)).contains { start in
      bytes[start] == wanted[0] && bytes[start..<(start + wanted.count)].elementsEqual(wanted)
    }
  }

  private static func isMarkup(_ bytes: [UInt8]) -> Bool {
    let head = String(decoding: bytes.prefix(512), as: UTF8.self).lowercased().drop { $0.isWhitespace || $0 == "\u{feff}" }
    return head.hasPrefix("<html") || head.hasPrefix("<!doctype") || head.hasPrefix("<?xml") || head.hasPrefix("<table") || head.hasPrefix("<meta")
  }

  /// Text has no zero bytes; a file with a byte order mark of UTF-16 is refused later, by its encoding.
  private static func isText(_ bytes: [UInt8]) -> Bool {
    if bytes.starts(with: [0xff, 0xfe]) || bytes.starts(with: [0xfe, 0xff]) { return true }
    let known: [[UInt8]] = [
      [0x25, 0x50, 0x44, 0x46], [0x89, 0x50, 0x4e, 0x47], [0xff, 0xd8, 0xff], [0x1f, 0x8b], [0x52, 0x61, 0x72, 0x21], [0x37, 0x7a, 0xbc, 0xaf],
    ]
    if known.contains(where: { bytes.starts(with: $0) }) { return false }
    return !bytes.contains(0)
  }
}
