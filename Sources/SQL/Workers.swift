import Dispatch
import Foundation
import Synchronization

/// A few threads, each with a tool of its own (a connection), which run blocking closures away from Swift's own threads.
/// As many threads as tools, so that a running closure always has one.
package final class Workers<Tool>: Sendable {
  package typealias Job = @Sendable (Tool) -> Void

  private let queue: JobQueue<Job> = JobQueue()
  private let running: DispatchGroup = DispatchGroup()

  /// - Parameters:
  ///   - make: called on each thread, so the tool never leaves it.
  ///   - end: called on each thread after its last job.
  package init(count: Int, name: String, make: @escaping @Sendable () -> Tool, end: @escaping @Sendable (Tool) -> Void) {
    for number in 1...max(1, count) {
      running.enter()
      let thread = Thread { [queue, running] in
        let tool = make()
        while let job = queue.take(upTo: 1).first { job(tool) }
        end(tool)
        running.leave()
      }
      thread.name = "\(name)-\(number)"
      thread.start()
    }
  }

  /// Runs a closure on a free thread.
  /// - Throws: ``DatabaseRefusal`` `.lost` after `close`.
  package func run<T: Sendable>(_ body: @escaping @Sendable (Tool) throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<T, any Error>) in
      let taken = queue.put { tool in continuation.resume(with: Result { try body(tool) }) }
      if !taken { continuation.resume(throwing: DatabaseRefusal.closed) }
    }
  }

  /// Lets what waits finish, then ends every thread.
  package func close() async {
    queue.close()
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      running.notify(queue: .global()) { continuation.resume() }
    }
  }
}

extension DatabaseRefusal {
  package static let closed: DatabaseRefusal = DatabaseRefusal(.lost, detail: "the database was closed")
}
