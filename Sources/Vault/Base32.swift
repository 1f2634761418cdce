/// Bytes as base32 (RFC 4648 section 6), without padding: what people type into an authenticator.
public enum Base32 {
  private static let alphabet: [UInt8] = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

  public static func encode(_ bytes: [UInt8]) -> String {
    var out: [UInt8] = []
    var held: UInt32 = 0
    var bits: Int = 0
    for byte in bytes {
      held = held << 8 | UInt32(byte)
      bits += 8
      while bits >= 5 {
        bits -= 5
        out.append(alphabet[Int(held >> UInt32(bits) & 31)])
      }
    }
    if bits > 0 { out.append(alphabet[Int(held << UInt32(5 - bits) & 31)]) }
    return String(decoding: out, as: UTF8.self)
  }

  /// In either case, spaces and dashes passed over; nil for any other character.
  public static func decode(_ text: String) -> [UInt8]? {
    var out: [UInt8] = []
    var held: UInt32 = 0
    var bits: Int = 0
    for character in text.uppercased().utf8 where character != 0x20 && character != 0x2d {
      guard let value = alphabet.firstIndex(of: character) else { return nil }
      held = held << 5 | UInt32(value)
      bits += 5
      guard bits >= 8 else { continue }
      bits -= 8
      out.append(UInt8(held >> UInt32(bits) & 255))
    }
    return out
  }
}
