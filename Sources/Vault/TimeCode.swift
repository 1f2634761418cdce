/// Codes by time (TOTP, RFC 6238): HMAC-SHA-1, a step of 30 seconds, six digits, as every authenticator app makes them.
public struct TimeCode: Sendable {
  /// Seconds.
  public static let step: Int64 = 30
  public static let digits: Int = 6
  /// 160 bits, as RFC 4226 section 4 recommends.
  public static let secretLength: Int = 20

  private let secret: [UInt8]

  public init(secret: [UInt8]) { self.secret = secret }

  /// The number of the step in which a second since 1970 lies.
  public static func number(at second: Int64) -> Int64 { second >= 0 ? second / step : 0 }

  /// The code of a step.
  public func code(_ number: Int64, digits: Int = TimeCode.digits) -> String {
    let message: [UInt8] = (0..<8).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    let digest: [UInt8] = Digest.hmacSHA1(key: secret, message)
    let offset: Int = Int(digest[19] & 15)
    var value: UInt32 = UInt32(digest[offset] & 0x7f)
    for index in 1...3 { value = value << 8 | UInt32(digest[offset + index]) }
    var limit: UInt32 = 1
    for _ in 0..<digits { limit *= 10 }
    let text = String(value % limit)
    return String(repeating: "0", count: digits - text.count) + text
  }

  /// The step whose code this is, of the one at a second and its two neighbours, when it is newer than the last one taken: a code is
  /// good once. Every candidate is compared, each in constant time.
  public func accepted(_ code: String, at second: Int64, after used: Int64) -> Int64? {
    let now: Int64 = TimeCode.number(at: second)
    let given: [UInt8] = Array(code.utf8)
    var found: Int64?
    for number in [now - 1, now, now + 1] where Digest.areEqual(Array(self.code(number).utf8), given) { found = number }
    return found.flatMap { $0 > used ? $0 : nil }
  }
}
