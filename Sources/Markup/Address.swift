/// Addresses that may stand in a link.
public enum Address {
  private static let schemes: Set<String> = ["http", "https", "tel", "mailto"]

  /// The address itself when it is relative or has one of the schemes above, else `#`: escaping alone would let `javascript:` through.
  public static func safe(_ address: String) -> String {
    guard let scheme = scheme(of: address) else { return address }
    return schemes.contains(scheme) ? address : "#"
  }

  /// The path and query with one parameter set anew; what else the visitor asked for stays. Values are percent-encoded.
  public static func setting(_ name: String, to value: String, in target: String) -> String {
    let parts: [Substring] = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let path: String = parts.first.map(String.init) ?? "/"
    let query: [Substring] = parts.count > 1 ? parts[1].split(separator: "&") : []
    var kept: [String] = []
    for pair in query where pair != name[...] && !pair.hasPrefix("\(name)=") { kept.append(String(pair)) }
    kept.append("\(name)=\(encode(value))")
    return "\(path)?\(kept.joined(separator: "&"))"
  }

  /// A path with a query of those parameters that have a value, percent-encoded.
  public static func query(_ path: String, _ parameters: [(name: String, value: String?)]) -> String {
    let pairs: [String] = parameters.compactMap { parameter in parameter.value.map { "\(parameter.name)=\(encode($0))" } }
    return pairs.isEmpty ? path : "\(path)?\(pairs.joined(separator: "&"))"
  }

  /// Percent-encodes all but the unreserved characters of RFC 3986.
  public static func encode(_ text: String) -> String {
    let hex: [Character] = Array("0123456789ABCDEF")
    var out: String = ""
    for byte in text.utf8 {
      if isUnreserved(byte) {
        out.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        out += "%\(hex[Int(byte >> 4)])\(hex[Int(byte & 15)])"
      }
    }
    return out
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f, 0x7e: true
    default: false
    }
  }

  /// Browsers drop blanks and control characters inside a scheme, so `java\nscript:` counts too.
  private static func scheme(of address: String) -> String? {
    var out: String = ""
    for scalar in address.unicodeScalars where scalar.value > 0x20 {
      switch scalar {
      case ":": return out.lowercased()
      case "/", "?", "#": return nil
      default: out.unicodeScalars.append(scalar)
      }
    }
    return nil
  }
}
