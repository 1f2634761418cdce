import Dispatch
import Foundation
import SQL
import class GRDB.DatabaseQueue

/// The one writer. Closures that arrive while a commit is running share the next one: one fsync for all of them makes
/// `synchronous = FULL` cost what NORMAL costs.
final class SQLiteWriter: Sendable {
  private struct Job: Sendable {
    let run: @Sendable (any Session) throws -> Void
    /// Called after the commit, or with why there was none.
    let done: @Sendable ((any Error)?) -> Void
    let isAlone: Bool
  }

  private let queue: JobQueue<Job> = JobQueue()
  private let running: DispatchGroup = DispatchGroup()

  init(_ file: DatabaseQueue, checkpointer: SQLiteCheckpointer) {
    running.enter()
    let thread = Thread { [queue, running] in
      let connection = SQLiteConnection(file)
      connection.watchLog()
      var log = SQLiteLogWatch()
      while true {
        let jobs = queue.take(upTo: Self.most)
        if jobs.isEmpty { break }
        for group in Self.groups(jobs) { Self.commit(group, on: connection) }
        switch log.need(connection.logPages) {
        case .nothing: break
        case .checkpointer: checkpointer.ask()
        case .writer: SQLiteCheckpointer.checkpoint(connection)
        }
      }
      connection.close()
      running.leave()
    }
    thread.name = "sqlite-writer"
    thread.start()
  }

  func write<T: Sendable>(alone: Bool, _ body: @escaping @Sendable (any Session) throws -> T) async throws -> T {
    let result = Pending<T>()
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
      let job = Job(
        run: { result.set(try body($0)) },
        done: { error in
          if let error { continuation.resume(throwing: error) } else { continuation.resume() }
        }, isAlone: alone)
      if !queue.put(job) { continuation.resume(throwing: DatabaseRefusal.closed) }
    }
    return try result.get()
  }

  func close() async {
    queue.close()
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      running.notify(queue: .global()) { continuation.resume() }
    }
  }

  /// More would let the first caller wait long for the last.
  private static let most: Int = 256

  /// Neighbours together, a load by itself.
  private static func groups(_ jobs: [Job]) -> [[Job]] {
    var out: [[Job]] = []
    for job in jobs {
      if let last = out.last, !job.isAlone, last.allSatisfy({ !$0.isAlone }) {
        out[out.count - 1].append(job)
      } else {
        out.append([job])
      }
    }
    return out
  }

  private static func commit(_ jobs: [Job], on connection: SQLiteConnection) {
    let errors = connection.use { () -> [(any Error)?] in
      do {
        return try SQLiteTransaction.run(jobs.map(\.run), on: connection)
      } catch {
        return Array(repeating: error, count: jobs.count)
      }
    }
    // A constraint checked only at COMMIT fails all of a group: find out whose it was.
    if jobs.count > 1, let refusal = errors[0] as? DatabaseRefusal, refusal.kind == .foreignKey, errors.allSatisfy({ $0 is DatabaseRefusal }) {
      for job in jobs { commit([job], on: connection) }
      return
    }
    for (job, error) in zip(jobs, errors) { job.done(error) }
  }
}
