public import Ground
import Synchronization

/// A clock that stands still until a test moves it, in either direction.
public final class FakeClock: Sendable {
  private let time: Mutex<Moment>

  /// - Parameter start: Monday 2026-03-02, 09:00 in China, when nothing else is said.
  public init(_ start: Moment = Moment(milliseconds: 1_772_413_200_000)) { time = Mutex(start) }

  public var now: Moment { time.withLock { $0 } }

  public var timepiece: Timepiece { Timepiece { self.now } }

  public func advance(seconds: Int64) { time.withLock { $0 = $0.adding(seconds: seconds) } }

  public func advance(milliseconds: Int64) { time.withLock { $0 = Moment(milliseconds: $0.milliseconds + milliseconds) } }

  public func set(_ moment: Moment) { time.withLock { $0 = moment } }
}
