import CLibCrypto

/// AES-256 in Galois/Counter Mode (NIST SP 800-38D) with a 96-bit nonce and a 128-bit tag.
enum AESGCM {
  static let nonceLength = 12
  static let tagLength = 16

  // Fetched once, never changed.
  nonisolated(unsafe) private static let cipher: OpaquePointer = {
    guard let fetched = EVP_CIPHER_fetch(nil, "AES-256-GCM", nil) else { preconditionFailure("libcrypto has no AES-256-GCM") }
    return fetched
  }()

  /// - Returns: the ciphertext, as long as the plaintext, and the tag behind it.
  static func seal(_ plain: [UInt8], key: [UInt8], nonce: [UInt8], associated: [UInt8]) -> [UInt8] {
    precondition(key.count == 32 && nonce.count == nonceLength, "AES-256-GCM wants a 32-byte key and a 12-byte nonce")
    let context: OpaquePointer? = EVP_CIPHER_CTX_new()
    defer { EVP_CIPHER_CTX_free(context) }
    var output: [UInt8] = Array(repeating: 0, count: plain.count + tagLength)
    var written: Int32 = 0
    let done: Bool = output.withUnsafeMutableBufferPointer { buffer in
      let start = buffer.baseAddress
      return EVP_EncryptInit_ex(context, cipher, nil, key, nonce) == 1
        && EVP_EncryptUpdate(context, nil, &written, associated, Int32(associated.count)) == 1
        && EVP_EncryptUpdate(context, start, &written, plain, Int32(plain.count)) == 1
        && EVP_EncryptFinal_ex(context, start?.advanced(by: plain.count), &written) == 1
        && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, Int32(tagLength), start?.advanced(by: plain.count)) == 1
    }
    precondition(done, "AES-256-GCM failed")
    return output
  }

  /// - Returns: the plaintext, or nil when the tag says that key, nonce, associated data or a byte differ.
  static func open(_ sealed: [UInt8], key: [UInt8], nonce: [UInt8], associated: [UInt8]) -> [UInt8]? {
    guard key.count == 32, nonce.count == nonceLength, sealed.count >= tagLength else { return nil }
    let context: OpaquePointer? = EVP_CIPHER_CTX_new()
    defer { EVP_CIPHER_CTX_free(context) }
    let length: Int = sealed.count - tagLength
    var tag: [UInt8] = Array(sealed[length...])
    var plain: [UInt8] = Array(repeating: 0, count: length + 1)
    var written: Int32 = 0
    let done: Bool = plain.withUnsafeMutableBufferPointer { buffer in
      let start = buffer.baseAddress
      return EVP_DecryptInit_ex(context, cipher, nil, key, nonce) == 1
        && EVP_DecryptUpdate(context, nil, &written, associated, Int32(associated.count)) == 1
        && EVP_DecryptUpdate(context, start, &written, sealed, Int32(length)) == 1
        && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(tagLength), &tag) == 1
        && EVP_DecryptFinal_ex(context, start?.advanced(by: length), &written) == 1
    }
    return done ? Array(plain[..<length]) : nil
  }
}
