import Ground
import Synchronization

/// So many requests a minute from one address. It counts in this process only: a fence against a flood, not a lock.
final class RateGate: Sendable {
  private struct Window {
    var minute: Int64 = 0
    var counts: [String: Int] = [:]
  }

  private let limit: Int
  private let window: Mutex<Window> = Mutex(Window())

  init(limit: Int) { self.limit = limit }

  /// - Throws: ``Refusal`` `.tooMany` with the seconds until the minute is over.
  func pass(_ address: String, at now: Moment) throws {
    let minute = now.milliseconds / 60_000
    let count = window.withLock { window in
      if window.minute != minute { window = Window(minute: minute) }
      window.counts[address, default: 0] += 1
      return window.counts[address] ?? 0
    }
    guard count > limit else { return }
    let seconds = 60 - Int(now.milliseconds / 1000 % 60)
    throw Refusal(.tooMany, "refusal.tooMany", ["seconds": "\(seconds)"], retryAfter: seconds)
  }
}
