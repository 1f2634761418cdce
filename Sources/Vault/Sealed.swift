/// A value encrypted at rest: AES-256-GCM under the personal-data key of a ``KeyRing``.
///
/// `blob` is what a column stores: a format byte (1), the length of the key's id, the id, 12 random bytes (the nonce), the
/// ciphertext and 16 bytes of tag.
public struct Sealed: Sendable, Hashable {
  /// The key that opens it.
  public let keyID: String
  let nonce: [UInt8]
  let body: [UInt8]

  init(keyID: String, nonce: [UInt8], body: [UInt8]) {
    self.keyID = keyID
    self.nonce = nonce
    self.body = body
  }

  /// - Throws: ``SealError/unreadable`` when the bytes are not a sealed value.
  public init(blob: [UInt8]) throws {
    guard blob.count > 2, blob[0] == Sealed.format else { throw SealError.unreadable }
    let start: Int = 2 + Int(blob[1])
    let middle: Int = start + AESGCM.nonceLength
    guard blob.count >= middle + AESGCM.tagLength, let keyID = String(validating: blob[2..<start], as: UTF8.self) else {
      throw SealError.unreadable
    }
    self.init(keyID: keyID, nonce: Array(blob[start..<middle]), body: Array(blob[middle...]))
  }

  public var blob: [UInt8] {
    [Sealed.format, UInt8(keyID.utf8.count)] + Array(keyID.utf8) + nonce + body
  }

  private static let format: UInt8 = 1
}

/// Where a sealed value belongs. It is authenticated with the value, so that nobody can move a value to another row or
/// column unseen.
public struct SealPlace: Sendable, Hashable {
  public let table: String
  public let column: String
  public let row: Int64

  public init(table: String, column: String, row: Int64) {
    self.table = table
    self.column = column
    self.row = row
  }

  var associated: [UInt8] { Array("\(table)\0\(column)\0\(row)".utf8) }
}

public enum SealError: Error, Hashable {
  /// Not a sealed value at all.
  case unreadable
  /// The key that sealed it is not in the key file.
  case unknownKey(String)
  /// The value was changed, or belongs to another row or column.
  case tampered
}

extension KeyRing {
  // Random nonces are safe for 2^32 values under one key (NIST SP 800-38D, 8.3): far beyond one city's contacts.
  /// Encrypts a value for one place under the newest key.
  public func seal(_ plain: [UInt8], at place: SealPlace) -> Sealed {
    let nonce: [UInt8] = Randomness.bytes(AESGCM.nonceLength)
    let body: [UInt8] = AESGCM.seal(plain, key: secret(.personalData), nonce: nonce, associated: place.associated)
    return Sealed(keyID: newestID, nonce: nonce, body: body)
  }

  public func seal(_ text: String, at place: SealPlace) -> Sealed { seal(Array(text.utf8), at: place) }

  /// - Throws: ``SealError``.
  public func open(_ sealed: Sealed, at place: SealPlace) throws -> [UInt8] {
    guard let key = secret(.personalData, key: sealed.keyID) else { throw SealError.unknownKey(sealed.keyID) }
    guard let plain = AESGCM.open(sealed.body, key: key, nonce: sealed.nonce, associated: place.associated) else { throw SealError.tampered }
    return plain
  }

  /// - Throws: ``SealError``.
  public func openText(_ sealed: Sealed, at place: SealPlace) throws -> String {
    guard let text = String(validating: try open(sealed, at: place), as: UTF8.self) else { throw SealError.unreadable }
    return text
  }
}
