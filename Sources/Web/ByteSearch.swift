import Foundation

extension [UInt8] {
  /// Where the bytes of `pattern` first stand, at or after `start`. `memchr` finds the candidates: memmem is a GNU extension
  /// that the C library's module does not show.
  func firstRange(of pattern: [UInt8], from start: Int) -> Int? {
    guard let first = pattern.first else { return start }
    return withUnsafeBytes { bytes -> Int? in
      guard let base = bytes.baseAddress else { return nil }
      var at = start
      let last = bytes.count - pattern.count
      while at <= last {
        guard let candidate = memchr(base + at, Int32(first), last - at + 1) else { return nil }
        at = UnsafeRawPointer(candidate) - base
        if memcmp(base + at, pattern, pattern.count) == 0 { return at }
        at += 1
      }
      return nil
    }
  }
}
