import Foundation

/// Bytes as base64 for URLs, cookies and file names (RFC 4648 section 5), without padding.
public enum Base64URL {
  public static func encode(_ bytes: [UInt8]) -> String {
    let plain = Data(bytes).base64EncodedString()
    var characters: [UInt8] = []
    characters.reserveCapacity(plain.utf8.count)
    for character in plain.utf8 {
      switch character {
      case UInt8(ascii: "+"): characters.append(UInt8(ascii: "-"))
      case UInt8(ascii: "/"): characters.append(UInt8(ascii: "_"))
      case UInt8(ascii: "="): break
      default: characters.append(character)
      }
    }
    return String(decoding: characters, as: UTF8.self)
  }

  /// nil unless the text is exactly what `encode` would have made: one text per value, so that a changed character is seen.
  public static func decode(_ text: String) -> [UInt8]? {
    var plain = text.replacing("-", with: "+").replacing("_", with: "/")
    plain += String(repeating: "=", count: (4 - plain.utf8.count % 4) % 4)
    guard let data = Data(base64Encoded: plain) else { return nil }
    let bytes = [UInt8](data)
    return encode(bytes) == text ? bytes : nil
  }
}
