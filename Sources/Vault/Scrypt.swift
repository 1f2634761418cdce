import CLibCrypto

/// scrypt (RFC 7914).
enum Scrypt {
  /// - Returns: the derived key, or nil when libcrypto refuses the parameters or finds no memory.
  static func derive(_ password: [UInt8], salt: [UInt8], n: Int, r: Int, p: Int, length: Int) -> [UInt8]? {
    // 128 r N for the table, 128 r p for the blocks, and a little for libcrypto itself.
    let memory: Int = 128 * r * (n + p + 2) + 65_536
    var key: [UInt8] = Array(repeating: 0, count: length)
    let done: Int32 = password.withUnsafeBytes { raw in
      let pointer = raw.bindMemory(to: CChar.self).baseAddress
      return EVP_PBE_scrypt(
        pointer, raw.count, salt, salt.count, UInt64(n), UInt64(r), UInt64(p), UInt64(memory), &key, length)
    }
    return done == 1 ? key : nil
  }
}
