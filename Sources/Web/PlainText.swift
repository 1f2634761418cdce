/// Text as people type it: line ends made one, control characters told apart.
extension String {
  /// CRLF and lone CR become LF, as a browser sends CRLF for what the visitor saw as one line end.
  var withUnixLines: String {
    guard utf8.contains(0x0d) else { return self }
    var out = ""
    out.unicodeScalars.reserveCapacity(unicodeScalars.count)
    var afterReturn = false
    for scalar in unicodeScalars {
      if scalar == "\r" {
        out.unicodeScalars.append("\n")
      } else if scalar != "\n" || !afterReturn {
        out.unicodeScalars.append(scalar)
      }
      afterReturn = scalar == "\r"
    }
    return out
  }

  var hasControls: Bool { unicodeScalars.contains { $0.isUnwelcome } }

  var withoutControls: String {
    guard hasControls else { return self }
    var out = ""
    out.unicodeScalars.append(contentsOf: unicodeScalars.filter { !$0.isUnwelcome })
    return out
  }

  /// Without white space at either end; the ideographic space counts.
  var trimmed: String {
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    if first == scalars.startIndex, scalars.index(after: last) == scalars.endIndex { return self }
    return String(scalars[first...last])
  }

  /// The beginning, to quote in a sentence.
  var quoted: String {
    let scalars = unicodeScalars
    guard scalars.count > 40 else { return self }
    return String(scalars.prefix(40)) + "…"
  }
}

extension Unicode.Scalar {
  /// A control character (Cc) other than tab, newline and return.
  fileprivate var isUnwelcome: Bool {
    switch value {
    case 0x09, 0x0a, 0x0d: false
    case 0x00...0x1f, 0x7f...0x9f: true
    default: false
    }
  }
}
