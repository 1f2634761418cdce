import Ground

/// A strict reader of one JSON object (RFC 8259): UTF-8 only, no name twice at any depth, a limit on depth, nothing after
/// the end. Numbers are kept as written. Nested objects are checked and then forgotten: no field of ours is one.
struct JSONReader {
  private let bytes: [UInt8]
  private var at: Int = 0
  private var depth: Int = 0

  static let maxDepth: Int = 32

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// - Throws: ``Refusal`` `.malformed` with the byte where it stopped making sense, `.invalid` when it is no object.
  static func fields(of bytes: [UInt8]) throws -> RawFields {
    guard String(validating: bytes, as: UTF8.self) != nil else { throw Refusal(.malformed, "refusal.malformed.encoding") }
    var reader = JSONReader(bytes)
    reader.skipSpace()
    var fields = RawFields(manner: .json)
    if reader.peek == UInt8(ascii: "{") {
      fields.values = try reader.members()
    } else {
      let other = try reader.value()
      throw Refusal(.invalid, fields: [FieldProblem("", "field.notObject", ["got": other.word])])
    }
    reader.skipSpace()
    guard reader.at == bytes.count else { throw reader.broken }
    return fields
  }

  private var peek: UInt8? { at < bytes.count ? bytes[at] : nil }

  private var broken: Refusal { Refusal(.malformed, "refusal.malformed.json", ["position": "\(at)"]) }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { at += 1 }
  }

  private mutating func expect(_ byte: UInt8) throws {
    guard peek == byte else { throw broken }
    at += 1
  }

  private mutating func value() throws -> RawValue {
    switch peek {
    case UInt8(ascii: "\""): return .text(try string())
    case UInt8(ascii: "{"):
      _ = try members()
      return .object
    case UInt8(ascii: "["): return .list(try elements())
    case UInt8(ascii: "t"): return try word("true", .flag(true))
    case UInt8(ascii: "f"): return try word("false", .flag(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return .number(try number())
    }
  }

  private mutating func word(_ text: StaticString, _ value: RawValue) throws -> RawValue {
    let letters = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    for letter in letters { try expect(letter) }
    return value
  }

  private mutating func deeper() throws {
    depth += 1
    guard depth <= Self.maxDepth else { throw Refusal(.malformed, "refusal.malformed.depth", ["max": "\(Self.maxDepth)"]) }
  }

  private mutating func members() throws -> [(name: String, value: RawValue)] {
    try deeper()
    defer { depth -= 1 }
    try expect(UInt8(ascii: "{"))
    var out: [(name: String, value: RawValue)] = []
    var names: Set<String> = []
    skipSpace()
    if peek == UInt8(ascii: "}") { at += 1; return out }
    while true {
      skipSpace()
      let name = try string()
      // Two readers that pick differently would see two requests (RFC 8259 section 4).
      guard names.insert(name).inserted else { throw Refusal(.malformed, "refusal.malformed.twice", ["name": name.withoutControls.quoted]) }
      skipSpace()
      try expect(UInt8(ascii: ":"))
      skipSpace()
      out.append((name, try value()))
      skipSpace()
      if peek == UInt8(ascii: ",") { at += 1; continue }
      try expect(UInt8(ascii: "}"))
      return out
    }
  }

  private mutating func elements() throws -> [RawValue] {
    try deeper()
    defer { depth -= 1 }
    try expect(UInt8(ascii: "["))
    var out: [RawValue] = []
    skipSpace()
    if peek == UInt8(ascii: "]") { at += 1; return out }
    while true {
      skipSpace()
      out.append(try value())
      skipSpace()
      if peek == UInt8(ascii: ",") { at += 1; continue }
      try expect(UInt8(ascii: "]"))
      return out
    }
  }

  private mutating func number() throws -> String {
    let start = at
    if peek == UInt8(ascii: "-") { at += 1 }
    if peek == UInt8(ascii: "0") { at += 1 } else { try digits() }
    if peek == UInt8(ascii: ".") { at += 1; try digits() }
    if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
      at += 1
      if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { at += 1 }
      try digits()
    }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  private mutating func digits() throws {
    let start = at
    while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { at += 1 }
    guard at > start else { throw broken }
  }

  private mutating func string() throws -> String {
    try expect(UInt8(ascii: "\""))
    var out: [UInt8] = []
    var from = at
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        out.append(contentsOf: bytes[from..<at])
        at += 1
        return String(decoding: out, as: UTF8.self)
      case UInt8(ascii: "\\"):
        out.append(contentsOf: bytes[from..<at])
        at += 1
        try escape(into: &out)
        from = at
      case 0..<0x20: throw broken
      default: at += 1
      }
    }
    throw broken
  }

  private mutating func escape(into out: inout [UInt8]) throws {
    guard let letter = peek else { throw broken }
    at += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(letter)
    case UInt8(ascii: "b"): out.append(0x08)
    case UInt8(ascii: "f"): out.append(0x0c)
    case UInt8(ascii: "n"): out.append(0x0a)
    case UInt8(ascii: "r"): out.append(0x0d)
    case UInt8(ascii: "t"): out.append(0x09)
    case UInt8(ascii: "u"): out.append(contentsOf: String(try scalar()).utf8)
    default:
      at -= 1
      throw broken
    }
  }

  /// The scalar of `\uXXXX`, or of two of them that are a surrogate pair; half a pair is refused.
  private mutating func scalar() throws -> Unicode.Scalar {
    let high = try fourDigits()
    guard (0xd800...0xdbff).contains(high) else {
      guard let scalar = Unicode.Scalar(high) else { throw broken }
      return scalar
    }
    try expect(UInt8(ascii: "\\"))
    try expect(UInt8(ascii: "u"))
    let low = try fourDigits()
    guard (0xdc00...0xdfff).contains(low), let scalar = Unicode.Scalar(0x10000 + (high - 0xd800) << 10 + (low - 0xdc00)) else { throw broken }
    return scalar
  }

  private mutating func fourDigits() throws -> UInt32 {
    guard at + 4 <= bytes.count else { throw broken }
    var out: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(bytes[at])).hexDigitValue else { throw broken }
      out = out << 4 | UInt32(digit)
      at += 1
    }
    return out
  }
}
