/// Text as a workbook can hold it. The library writes control characters as `_x0001_`; what only looks like such an escape gets
/// one for its first underscore. U+FFFE, U+FFFF and U+0000 cannot stand in XML at all.
enum WritableText {
  static func of(_ text: String) -> String {
    let escaped = text.contains("_x") ? withEscapes(text) : text
    guard escaped.unicodeScalars.contains(where: isUnwritable) else { return escaped }
    var out = String.UnicodeScalarView()
    for scalar in escaped.unicodeScalars { out.append(isUnwritable(scalar) ? "\u{fffd}" : scalar) }
    return String(out)
  }

  private static func isUnwritable(_ scalar: Unicode.Scalar) -> Bool { scalar.value == 0 || scalar.value == 0xfffe || scalar.value == 0xffff }

  private static func withEscapes(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var out: [UInt8] = []
    for index in bytes.indices {
      if EscapedText.isEscape(bytes, at: index) { out.append(contentsOf: Array("_x005F".utf8)) }
      out.append(bytes[index])
    }
    return String(decoding: out, as: UTF8.self)
  }
}
