import Foundation
public import Ground
import Vault

/// The opaque text that says where the next page of a list starts. It is signed for its route, so that what comes back is
/// what was given out, and a desk may put a sort key and an id into it without checking them again.
struct Cursor: Sendable {
  let keys: KeyRing

  static let pattern: String = "^[A-Za-z0-9_-]{1,500}[.][A-Za-z0-9_-]{43}$"

  func sealed(_ text: String, for route: String) -> String {
    let signature = keys.sign(message(text, route), for: .cursor)
    return "\(Base64URL.encode(Array(text.utf8))).\(Base64URL.encode(signature))"
  }

  /// - Throws: ``Refusal`` `.absent` when we never gave it out: there is no such page.
  func opened(_ sealed: String, for route: String) throws -> String {
    let halves = sealed.split(separator: ".", omittingEmptySubsequences: false)
    guard halves.count == 2, let bytes = Base64URL.decode(String(halves[0])), let text = String(validating: bytes, as: UTF8.self),
      let signature = Base64URL.decode(String(halves[1])), keys.verify(signature, of: message(text, route), for: .cursor)
    else { throw Refusal(.absent, "refusal.cursor") }
    return text
  }

  private func message(_ text: String, _ route: String) -> [UInt8] { Array("\(route)\0\(text)".utf8) }
}

extension Visit {
  /// Where the list was left; nil at its beginning.
  /// - Throws: ``Refusal/absent`` for a cursor of another list.
  public func cursor<Kind: LosslessStringConvertible>(as kind: Kind.Type) throws -> Kind? {
    guard let cursor else { return nil }
    guard let known = Kind(cursor) else { throw Refusal.absent }
    return known
  }

  /// Where a list by a number and an id was left; nil at its beginning.
  /// - Throws: ``Refusal/absent`` for a cursor of another list.
  public var rowCursor: RowCursor? { get throws { try cursor(as: RowCursor.self) } }
}
