import CLibCrypto

/// Secrets come from here: the operating system's random numbers, by libcrypto.
public enum Randomness {
  /// So many unpredictable bytes.
  public static func bytes(_ count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { output, initialized in
      // A program that cannot draw random bytes must not go on making secrets.
      precondition(RAND_bytes(output.baseAddress, Int32(count)) == 1, "the system gives no random bytes")
      initialized = count
    }
  }

  /// A secret for a URL or a cookie: base64url of so many random bytes; 16 bytes (22 characters) cannot be guessed.
  public static func token(bytes count: Int = 16) -> String { Base64URL.encode(bytes(count)) }
}
