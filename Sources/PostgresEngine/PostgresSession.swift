import SQL

/// A transaction on a PostgreSQL connection.
final class PostgresSession: Session {
  private let connection: PostgresConnection
  private var standing: Standing = Standing()

  init(_ connection: PostgresConnection) { self.connection = connection }

  var engine: EngineKind { .postgres }
  var failure: DatabaseRefusal? { standing.failure }

  func each(_ query: Query, _ body: (Row) throws -> Void) throws {
    try standing.check()
    // The body's own errors are the caller's business; only the statement's spoil the transaction.
    var stopped: (any Error)?
    do {
      try connection.each(query) { row in
        do { try body(row) } catch {
          stopped = error
          throw error
        }
      }
    } catch {
      if stopped == nil { note(error) }
      throw error
    }
  }

  func run(_ query: Query) throws -> Int {
    try standing.check()
    do {
      return try connection.each(query) { _ in }
    } catch {
      note(error)
      throw error
    }
  }

  func attempt<T>(_ body: () throws -> T) throws -> T {
    try standing.check()
    try command("SAVEPOINT attempt")
    do {
      let result = try body()
      if let failure = standing.failure { throw failure }
      try command("RELEASE attempt")
      return result
    } catch {
      // Without a connection there is nothing to go on with.
      if standing.failure?.kind == .lost { throw error }
      // The server goes by the innermost savepoint of a name, so nested attempts may share one.
      try command("ROLLBACK TO attempt")
      try command("RELEASE attempt")
      standing.recover()
      throw error
    }
  }

  func end() { standing.end() }

  private func command(_ text: String) throws {
    do { try connection.execute(text) } catch {
      note(error)
      throw error
    }
  }

  private func note(_ error: any Error) {
    if let refusal = error as? DatabaseRefusal { standing.fail(refusal) }
  }
}
