import SQL
import Synchronization

/// A result made on the writer's thread and handed over after the commit.
final class Pending<T: Sendable>: Sendable {
  private let value: Mutex<T?> = Mutex(nil)

  func set(_ new: T) { value.withLock { $0 = new } }

  func get() throws -> T {
    guard let made = value.withLock({ $0 }) else { throw DatabaseRefusal(.broken, detail: "a write ended without a result") }
    return made
  }
}
