import Synchronization
import Vault

/// Makes and checks the hidden `_csrf` of forms: a salt, and the signature of salt and browser. The browser is its session,
/// or before sign-in a random cookie, which is made only when a form asks for a token. The salt changes every token, so that
/// a compressed page does not give it away (BREACH).
final class FormSeal: Sendable {
  private struct Visitor {
    var nonce: String
    var isNew: Bool
  }

  private let keys: KeyRing
  private let session: SessionToken?
  private let visitor: Mutex<Visitor?>

  /// - Parameter nonce: the visitor's cookie, as it came.
  init(keys: KeyRing, session: SessionToken?, nonce: String?) {
    self.keys = keys
    self.session = session
    let known = nonce.flatMap { FormSeal.isNonce($0) ? Visitor(nonce: $0, isNew: false) : nil }
    visitor = Mutex(known)
  }

  private static func isNonce(_ text: String) -> Bool { text.utf8.count == 22 && Base64URL.decode(text)?.count == 16 }

  func token() -> String {
    let salt = Randomness.bytes(8)
    return Base64URL.encode(salt + keys.sign(salt + binding(), for: .csrf))
  }

  func accepts(_ token: String) -> Bool {
    guard let bytes = Base64URL.decode(token), bytes.count == 40, session != nil || visitorNonce != nil else { return false }
    let salt = Array(bytes[..<8])
    return keys.verify(Array(bytes[8...]), of: salt + binding(), for: .csrf)
  }

  /// The visitor's cookie, when this request made it.
  var freshNonce: String? { visitor.withLock { $0?.isNew == true ? $0?.nonce : nil } }

  /// What tells one visitor's browser from another's; nil before there is a cookie.
  var visitorNonce: String? { visitor.withLock { $0?.nonce } }

  private func binding() -> [UInt8] {
    if let session { return Array("session\0".utf8) + session.digest }
    let nonce = visitor.withLock { visitor in
      let known = visitor ?? Visitor(nonce: Randomness.token(bytes: 16), isNew: true)
      visitor = known
      return known.nonce
    }
    return Array("visitor\0\(nonce)".utf8)
  }
}
