import Vault

/// The secret that a signed-in visitor carries, in the cookie `lianzhi` or as a bearer token: 256 random bits. Only its
/// SHA-256 is ever stored.
public struct SessionToken: Sendable, Hashable {
  /// What goes into the cookie: 43 characters of base64url.
  public let text: String

  static let length: Int = 32

  /// A fresh one.
  init() { text = Randomness.token(bytes: SessionToken.length) }

  /// What came with a request; nil when it cannot be one of ours.
  init?(_ text: String) {
    guard text.utf8.count == 43, Base64URL.decode(text)?.count == SessionToken.length else { return nil }
    self.text = text
  }

  /// What the database knows it by.
  var digest: [UInt8] { Digest.sha256(Array(text.utf8)) }
}
