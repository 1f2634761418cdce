import Dispatch
import Foundation
import SQL
import Synchronization
import class GRDB.DatabaseQueue

/// Brings the pages of the log home into the database file, on a thread and a connection of its own: done by the writer, every caller
/// of that moment would wait for it.
final class SQLiteCheckpointer: Sendable {
  private let queue: JobQueue<Void> = JobQueue()
  private let running: DispatchGroup = DispatchGroup()
  private let isBusy: Atomic<Bool> = Atomic(false)

  /// - Parameter file: of ``SQLiteOpening/checkpointer(_:)``.
  init(_ file: DatabaseQueue) {
    running.enter()
    let thread = Thread { [queue, running, self] in
      let connection = SQLiteConnection(file)
      while !queue.take(upTo: 1).isEmpty {
        Self.checkpoint(connection)
        isBusy.store(false, ordering: .releasing)
      }
      connection.close()
      running.leave()
    }
    thread.name = "sqlite-log"
    thread.start()
  }

  /// Asks for a checkpoint, unless one is under way.
  func ask() {
    guard isBusy.compareExchange(expected: false, desired: true, ordering: .acquiringAndReleasing).exchanged else { return }
    if !queue.put(()) { isBusy.store(false, ordering: .releasing) }
  }

  /// Lets a checkpoint under way finish.
  func close() async {
    queue.close()
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      running.notify(queue: .global()) { continuation.resume() }
    }
  }

  /// Moves what no reader needs any more and waits for nobody. What it cannot do now the next one will: a failure loses nothing,
  /// because the log is as durable as the file, and a broken disk is reported by the next commit.
  static func checkpoint(_ connection: SQLiteConnection) {
    _ = try? connection.use { try connection.run("PRAGMA wal_checkpoint(PASSIVE)") }
  }
}

/// When the log is brought home.
struct SQLiteLogWatch {
  /// 4 MiB of pages of 4 KiB: little enough that a checkpoint is short.
  static let step: Int = 1_000
  /// Under a load without a pause the checkpointer is always a little behind, and the log begins again only when nothing of it is left to
  /// move. At 64 MiB the writer itself moves the little that is left.
  static let most: Int = 16_000

  enum Need { case nothing, checkpointer, writer }

  private var asked: Int = 0

  /// What is to be done after a commit that left the log at this many pages.
  mutating func need(_ pages: Int) -> Need {
    if pages < asked { asked = 0 }
    guard pages - asked >= Self.step else { return .nothing }
    asked = pages
    return pages >= Self.most ? .writer : .checkpointer
  }
}
