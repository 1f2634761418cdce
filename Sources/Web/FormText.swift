import Ground

/// `application/x-www-form-urlencoded`, in bodies and in queries.
enum FormText {
  /// More names than any form of ours has: beyond it somebody plays.
  static let maxPairs: Int = 1000

  /// - Throws: ``Refusal`` `.malformed` when a percent escape is broken or the bytes are not UTF-8.
  static func pairs(_ bytes: ArraySlice<UInt8>) throws -> [(name: String, value: String)] {
    var out: [(name: String, value: String)] = []
    for part in bytes.split(separator: UInt8(ascii: "&")) {
      guard out.count < maxPairs else { throw Refusal(.malformed, "refusal.malformed.parts") }
      if let equals = part.firstIndex(of: UInt8(ascii: "=")) {
        out.append((try text(part[..<equals]), try text(part[(equals + 1)...])))
      } else {
        out.append((try text(part), ""))
      }
    }
    return out
  }

  static func pairs(_ text: String) throws -> [(name: String, value: String)] {
    text.isEmpty ? [] : try pairs(Array(text.utf8)[...])
  }

  /// One name or value, its `+` and `%XX` undone.
  static func text(_ bytes: ArraySlice<UInt8>, plusIsSpace: Bool = true) throws -> String {
    let plain = try unescaped(bytes, plusIsSpace: plusIsSpace)
    guard let text = String(validating: plain, as: UTF8.self) else { throw Refusal(.malformed, "refusal.malformed.encoding") }
    return text
  }

  private static func unescaped(_ bytes: ArraySlice<UInt8>, plusIsSpace: Bool) throws -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "%"):
        guard index + 2 < bytes.endIndex, let high = hex(bytes[index + 1]), let low = hex(bytes[index + 2]) else {
          throw Refusal(.malformed, "refusal.malformed.escape")
        }
        out.append(high << 4 | low)
        index += 2
      case UInt8(ascii: "+") where plusIsSpace: out.append(0x20)
      default: out.append(byte)
      }
      index += 1
    }
    return out
  }

  private static func hex(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// For a query: everything but letters, digits and `-._~` is escaped.
  static func escaped(_ text: String) -> String {
    var out = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
        out.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        out += byte < 16 ? "%0" : "%"
        out += String(byte, radix: 16, uppercase: true)
      }
    }
    return out
  }
}
