import Foundation
import SQL

/// A thread's connection: made at its first use, and made anew after it was lost.
final class PostgresWorker {
  private let settings: PostgresSettings
  private var connection: PostgresConnection?

  init(_ settings: PostgresSettings) { self.settings = settings }

  enum Mode: String {
    case read = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    case write = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
  }

  /// Runs the closure in a transaction, again when it lost against another one.
  func transact<T>(_ mode: Mode, _ body: (any Session) throws -> T) throws -> T {
    var tries = 0
    while true {
      tries += 1
      do {
        return try once(mode, body)
      } catch let lost as Lost where tries < Self.most {
        try? forgetPlans(after: lost.refusal)
        pause(tries)
      } catch let lost as Lost {
        throw lost.refusal
      }
    }
  }

  /// Runs one command outside of any transaction.
  func command(_ text: String) throws { try PostgresConnection(settings).execute(text) }

  func close() { connection = nil }

  /// A transaction that lost against another, and may be run again.
  private struct Lost: Error {
    let refusal: DatabaseRefusal
  }

  private static let most: Int = 6

  /// A little longer each time, and never the same for two rivals.
  private func pause(_ tries: Int) { usleep(UInt32.random(in: 0...4000) * UInt32(tries)) }

  private func forgetPlans(after refusal: DatabaseRefusal) throws {
    if refusal.detail.contains("cached plan") { try connection?.forget() }
  }

  private func once<T>(_ mode: Mode, _ body: (any Session) throws -> T) throws -> T {
    let connection = try begun(mode)
    let session = PostgresSession(connection)
    do {
      let result = try body(session)
      session.end()
      if let failure = session.failure { throw failure }
      try commit(mode, connection)
      return result
    } catch {
      session.end()
      rollBack(connection, after: session.failure ?? error as? DatabaseRefusal)
      if let refusal = session.failure ?? error as? DatabaseRefusal, refusal.kind == .serialization { throw Lost(refusal: refusal) }
      throw error
    }
  }

  /// A connection that has begun. One that broke while idle, or could not end a read, is replaced: nothing was done on it yet.
  private func begun(_ mode: Mode) throws -> PostgresConnection {
    if let connection {
      do {
        try connection.execute(mode.rawValue)
        return connection
      } catch {
        self.connection = nil
      }
    }
    let made = try PostgresConnection(settings)
    connection = made
    try made.execute(mode.rawValue)
    return made
  }

  private func commit(_ mode: Mode, _ connection: PostgresConnection) throws {
    // What was read is in hand, and nothing can be lost: a third of a point read's time is not worth waiting for.
    if mode == .read { return try connection.executeAside("COMMIT") }
    let tag = try connection.execute("COMMIT")
    guard tag == "COMMIT" else { throw DatabaseRefusal(.broken, detail: "the server answered COMMIT with \(tag)") }
  }

  private func rollBack(_ connection: PostgresConnection, after refusal: DatabaseRefusal?) {
    if refusal?.kind != .lost, (try? connection.execute("ROLLBACK")) != nil { return }
    self.connection = nil
  }
}
