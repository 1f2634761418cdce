import Foundation

/// Work waiting for the threads of an engine. `take` blocks its thread until there is work or the queue is closed.
package final class JobQueue<Job: Sendable>: @unchecked Sendable {
  // Unchecked, because everything below is touched only between `lock` and `unlock`.
  private let condition: NSCondition = NSCondition()
  private var waiting: [Job] = []
  private var isClosed: Bool = false

  package init() {}

  /// Returns false, and keeps nothing, when the queue is closed.
  package func put(_ job: Job) -> Bool {
    condition.lock()
    defer { condition.unlock() }
    if isClosed { return false }
    waiting.append(job)
    condition.signal()
    return true
  }

  /// Up to `limit` jobs, oldest first. Empty only when the queue is closed and everything in it has been taken.
  package func take(upTo limit: Int) -> [Job] {
    condition.lock()
    defer { condition.unlock() }
    while waiting.isEmpty, !isClosed { condition.wait() }
    if waiting.count <= limit {
      let all = waiting
      waiting = []
      return all
    }
    let some = Array(waiting.prefix(limit))
    waiting.removeFirst(limit)
    return some
  }

  /// What waits is still handed out; nothing new comes in.
  package func close() {
    condition.lock()
    isClosed = true
    condition.broadcast()
    condition.unlock()
  }
}
