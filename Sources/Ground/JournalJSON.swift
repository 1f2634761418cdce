import Foundation

/// An object of strings as JSON with its keys in byte order and nothing between the parts: the same object always gives the
/// same text.
enum JournalJSON {
  static func text(_ object: [String: String]) -> String {
    if object.isEmpty { return "{}" }
    var out = "{"
    let sorted = object.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    for (index, pair) in sorted.enumerated() {
      if index > 0 { out.append(",") }
      quote(pair.key, into: &out)
      out.append(":")
      quote(pair.value, into: &out)
    }
    out.append("}")
    return out
  }

  /// - Throws: `DecodingError` when the text is not an object of strings.
  static func object(_ text: String) throws -> [String: String] {
    try JSONDecoder().decode([String: String].self, from: Data(text.utf8))
  }

  private static func quote(_ text: String, into out: inout String) {
    out.append("\"")
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out.append("\\\"")
      case "\\": out.append("\\\\")
      case "\u{0}"..<" ": out.append(control(scalar))
      default: out.unicodeScalars.append(scalar)
      }
    }
    out.append("\"")
  }

  private static func control(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
