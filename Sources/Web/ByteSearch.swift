import Foundation

extension [UInt8] {
  /// Where the bytes of `pattern` first stand, at or after `start`.
  func firstRange(of pattern: [UInt8], from start: Int) -> Int? {
    guard count - start >= pattern.count else { return nil }
    return withUnsafeBytes { bytes -> Int? in
      guard let base = bytes.baseAddress else { return nil }
      guard let found = memmem(base + start, bytes.count - start, pattern, pattern.count) else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }
}
