import Ground
import Synchronization

/// How many bytes of large bodies may be in memory at once, over all requests. Photos come in many at a time after a
/// storm: better to ask some to try again than to run out of memory for all.
final class BodyAllowance: Sendable {
  /// Smaller bodies do not count.
  static let threshold: Int = 512 * 1024

  private let limit: Int
  private let taken: Mutex<Int> = Mutex(0)

  init(limit: Int) { self.limit = limit }

  /// - Throws: ``Refusal`` `.busy`.
  func take(_ bytes: Int) throws {
    guard bytes > BodyAllowance.threshold else { return }
    let isGranted = taken.withLock { taken in
      guard taken == 0 || taken + bytes <= limit else { return false }
      taken += bytes
      return true
    }
    if !isGranted { throw Refusal(.busy, retryAfter: 2) }
  }

  func giveBack(_ bytes: Int) {
    guard bytes > BodyAllowance.threshold else { return }
    taken.withLock { $0 -= bytes }
  }
}
