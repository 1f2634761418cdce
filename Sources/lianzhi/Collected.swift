import Synchronization

/// Carries lines out of a transaction that is undone.
final class Collected: Sendable {
  private let lines: Mutex<[String]> = Mutex([])

  func set(_ new: [String]) { lines.withLock { $0 = new } }
  func get() -> [String] { lines.withLock { $0 } }
}
