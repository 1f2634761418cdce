import Foundation

/// The secret keys of an installation. The newest seals and signs; all of them open and verify, so that keys can be changed
/// without losing what older ones protect.
public struct KeyRing: Sendable {
  /// What a derived key is for. Each purpose has a key of its own, so that what is made for one is worth nothing for another.
  public enum Purpose: String, Sendable, CaseIterable {
    case csrf
    /// The secret links by which residents follow their reports.
    case followLink = "follow-link"
    case personalData = "personal-data"
    /// Finding a sealed value again by a keyed digest of it, such as a phone number.
    case lookUp = "look-up"
    case cursor
    /// The half-way ticket of a sign-in whose password was right.
    case signIn = "sign-in"
    case recoveryCode = "recovery-code"
  }

  struct Key: Sendable, Equatable {
    let id: String
    let secret: [UInt8]
    let created: Date
  }

  /// Oldest first, as in the file; never empty.
  let keys: [Key]
  private let derived: [String: [Purpose: [UInt8]]]
  private let newest: Key

  init(keys: [Key]) throws {
    guard let last = keys.last else { throw KeyFileError.empty }
    self.keys = keys
    newest = last
    derived = Dictionary(uniqueKeysWithValues: keys.map { ($0.id, KeyRing.derive($0.secret)) })
  }

  /// One fresh key that lives in memory only: what it protects cannot be read after a restart. For tests and trials.
  public static func ephemeral() -> KeyRing {
    KeyRing(only: Key(id: Hex.encode(Randomness.bytes(4)), secret: Randomness.bytes(32), created: Date()))
  }

  private init(only key: Key) {
    keys = [key]
    newest = key
    derived = [key.id: KeyRing.derive(key.secret)]
  }

  public var newestID: String { newest.id }

  /// The newest key's secret for a purpose, 32 bytes.
  public func secret(_ purpose: Purpose) -> [UInt8] { secret(purpose, key: newest.id) ?? [] }

  /// HMAC-SHA-256 of a message under the newest key.
  public func sign(_ message: [UInt8], for purpose: Purpose) -> [UInt8] {
    Digest.hmacSHA256(key: secret(purpose), message)
  }

  /// Whether any of the keys made this signature.
  public func verify(_ signature: [UInt8], of message: [UInt8], for purpose: Purpose) -> Bool {
    signatures(of: message, for: purpose).contains { Digest.areEqual($0, signature) }
  }

  /// The message's signature under every key, newest first: what a look-up by keyed digest searches for.
  public func signatures(of message: [UInt8], for purpose: Purpose) -> [[UInt8]] {
    keys.reversed().compactMap { key in secret(purpose, key: key.id).map { Digest.hmacSHA256(key: $0, message) } }
  }

  func secret(_ purpose: Purpose, key: String) -> [UInt8]? { derived[key]?[purpose] }

  /// HKDF-Expand (RFC 5869) for one block of output. The extract step is left out: the keys are uniformly random.
  private static func derive(_ secret: [UInt8]) -> [Purpose: [UInt8]] {
    var out: [Purpose: [UInt8]] = [:]
    for purpose in Purpose.allCases {
      out[purpose] = Digest.hmacSHA256(key: secret, Array("lianzhi \(purpose.rawValue)".utf8) + [1])
    }
    return out
  }
}
