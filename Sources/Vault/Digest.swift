import CLibCrypto

/// SHA-256 and what is built on it. Pure functions of bytes.
public enum Digest {
  // Fetched once: EVP_sha256() would look the algorithm up in the providers at every call. Never changed afterwards.
  nonisolated(unsafe) private static let algorithm: OpaquePointer = {
    guard let fetched = EVP_MD_fetch(nil, "SHA256", nil) else { preconditionFailure("libcrypto has no SHA-256") }
    return fetched
  }()

  /// SHA-256 (FIPS 180-4), 32 bytes.
  public static func sha256(_ bytes: [UInt8]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 32) { output, count in
      let done = EVP_Digest(bytes, bytes.count, output.baseAddress, nil, algorithm, nil)
      precondition(done == 1, "SHA-256 failed")
      count = 32
    }
  }

  /// HMAC-SHA-256 (RFC 2104), 32 bytes.
  public static func hmacSHA256(key: [UInt8], _ bytes: [UInt8]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 32) { output, count in
      let done = HMAC(algorithm, key, Int32(key.count), bytes, bytes.count, output.baseAddress, nil)
      precondition(done != nil, "HMAC-SHA-256 failed")
      count = 32
    }
  }

  /// HMAC-SHA-1 (RFC 2104), 20 bytes: only for codes by time, whose apps know no other.
  public static func hmacSHA1(key: [UInt8], _ bytes: [UInt8]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 20) { output, count in
      let done = HMAC(EVP_sha1(), key, Int32(key.count), bytes, bytes.count, output.baseAddress, nil)
      precondition(done != nil, "HMAC-SHA-1 failed")
      count = 20
    }
  }

  /// Whether two byte strings are equal, in a time that tells nothing about where they differ. Their lengths are not secret.
  public static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
  }
}
