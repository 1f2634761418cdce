/// `sharedStrings.xml`: the texts that cells point to by number. Parts of rich text are joined; what is there only to be read
/// aloud (`rPh`) is left out.
final class SharedTextsListener: MarkupListener {
  private(set) var texts: [String] = []
  private var bytes: Int = 0
  private var run: TextRun
  private let limits: SheetLimits

  init(limits: SheetLimits) {
    self.limits = limits
    run = TextRun(limit: limits.cellLength)
  }

  func begin(_ name: ElementName, _ attributes: ElementAttributes) throws {
    if name("si") { run.clear() } else { run.begin(name) }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) throws { try run.add(bytes, row: nil) }

  func end(_ name: ElementName) throws {
    run.end(name)
    guard name("si") else { return }
    bytes += run.count
    guard texts.count < limits.sharedTexts, bytes <= limits.sharedBytes else { throw SheetRefusal(.tooManyTexts, ["max": "\(limits.sharedTexts)"]) }
    texts.append(run.text)
  }
}

/// The text of one cell as it is put together from `t` elements.
struct TextRun {
  private var bytes: [UInt8] = []
  private var isIn: Bool = false
  private var phonetic: Int = 0
  /// Of Unicode scalars; a scalar has at most four bytes.
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  var count: Int { bytes.count }

  mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    isIn = false
    phonetic = 0
  }

  mutating func begin(_ name: ElementName) {
    if name("t") { isIn = phonetic == 0 } else if name("rPh") { phonetic += 1 }
  }

  mutating func end(_ name: ElementName) {
    if name("t") { isIn = false } else if name("rPh") { phonetic -= 1 }
  }

  /// For `v`, which holds its text directly.
  mutating func open() {
    clear()
    isIn = true
  }

  /// After `v`, so that spaces between elements are not taken for text.
  mutating func close() { isIn = false }

  mutating func add(_ piece: UnsafeBufferPointer<UInt8>, row: Int?) throws {
    guard isIn else { return }
    bytes.append(contentsOf: piece)
    // Escapes of seven bytes stand for one character.
    guard bytes.count <= limit * 7 else { throw SheetRefusal(.cellTooLong, ["max": "\(limit)", "row": row.map { "\($0)" } ?? "?"]) }
  }

  var isEmpty: Bool { bytes.isEmpty }
  var raw: [UInt8] { bytes }
  var text: String { EscapedText.decoded(bytes) }
}

/// Characters that XML cannot hold are written `_x000D_` in workbooks (ECMA-376 part 1, 22.9.2.19).
enum EscapedText {
  static func decoded(_ bytes: [UInt8]) -> String {
    guard bytes.contains(0x5f) else { return String(decoding: bytes, as: UTF8.self) }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if let unit = unit(bytes, at: index), let scalar = Unicode.Scalar(unit) {
        out.append(contentsOf: Array(String(Character(scalar)).utf8))
        index += 7
      } else {
        out.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  static func isEscape(_ bytes: [UInt8], at start: Int) -> Bool { unit(bytes, at: start) != nil }

  /// The number of `_xHHHH_` at a position.
  private static func unit(_ bytes: [UInt8], at start: Int) -> UInt16? {
    guard start + 6 < bytes.count, bytes[start] == 0x5f, bytes[start + 1] == 0x78, bytes[start + 6] == 0x5f else { return nil }
    var number: UInt16 = 0
    for byte in bytes[(start + 2)..<(start + 6)] {
      guard let digit = digit(byte) else { return nil }
      number = number << 4 | digit
    }
    return number
  }

  private static func digit(_ byte: UInt8) -> UInt16? {
    switch byte {
    case 0x30...0x39: UInt16(byte - 0x30)
    case 0x41...0x46: UInt16(byte - 0x37)
    case 0x61...0x66: UInt16(byte - 0x57)
    default: nil
    }
  }
}
