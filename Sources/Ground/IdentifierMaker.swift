import Synchronization

/// Makes ids: 41 bits of milliseconds since 2024-01-01, 10 bits of node, 12 bits of sequence.
///
/// When the sequence of a millisecond is used up, or the clock stands still or goes backwards, ids borrow from the
/// following milliseconds, so they are always unique and increasing on one node.
public final class IdentifierMaker: Sendable {
  private let node: Int64
  private let timepiece: Timepiece
  /// The last given `milliseconds << 12 | sequence`.
  private let last: Mutex<Int64> = Mutex(0)

  /// - Parameter node: 0 to 1023, different for every process that writes to the same database at the same time.
  public init(node: Int, timepiece: Timepiece) {
    precondition((0..<1024).contains(node), "a node number has 10 bits")
    self.node = Int64(node)
    self.timepiece = timepiece
  }

  public func next<Noun>(_: Noun.Type = Noun.self) -> Identifier<Noun> {
    let now = max(0, timepiece.now().milliseconds - Self.epoch) << 12
    let slot = last.withLock { last in
      last = max(last + 1, now)
      return last
    }
    return Identifier((slot >> 12) << 22 | node << 12 | (slot & 0xfff))
  }

  /// 2024-01-01T00:00:00Z in epoch milliseconds.
  private static let epoch: Int64 = 1_704_067_200_000
}
