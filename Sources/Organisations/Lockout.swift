/// How long a sign-in name waits after failures: five are free, then 30 s, 1 min, 2 min … up to an hour.
enum Lockout {
  static let freeFailures: Int = 5
  static let longest: Int64 = 3600
  /// Failures older than this are forgotten, in seconds.
  static let memory: Int64 = 24 * 3600

  /// Seconds to wait after the nth failure in a row.
  static func delay(afterFailures count: Int) -> Int64 {
    guard count > freeFailures else { return 0 }
    let doublings: Int = min(count - freeFailures - 1, 7)
    return min(30 << Int64(doublings), longest)
  }
}
