import SQL

/// A transaction, or a caller's part of a grouped one, on SQLite.
final class SQLiteSession: Session {
  private let connection: SQLiteConnection
  private var standing: Standing = Standing()

  init(_ connection: SQLiteConnection) { self.connection = connection }

  var engine: EngineKind { .sqlite }

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
      if stopped == nil, let refusal = error as? DatabaseRefusal { standing.fail(refusal) }
      throw error
    }
  }

  @discardableResult func run(_ query: Query) throws -> Int {
    try standing.check()
    do {
      return try connection.run(query)
    } catch let refusal as DatabaseRefusal {
      standing.fail(refusal)
      throw refusal
    }
  }

  func attempt<T>(_ body: () throws -> T) throws -> T {
    // SQLite goes by the innermost savepoint of a name, so nested attempts may share one.
    try run("SAVEPOINT attempt")
    do {
      let result = try body()
      if let failure = standing.failure { throw failure }
      try run("RELEASE attempt")
      return result
    } catch {
      // A full disk ends the whole transaction: then nothing can go on.
      guard connection.isInTransaction else { throw error }
      try connection.run("ROLLBACK TO attempt")
      try connection.run("RELEASE attempt")
      standing.recover()
      throw error
    }
  }

  /// Ends the session.
  /// - Throws: the refusal that the closure swallowed, if it did.
  func end() throws {
    standing.end()
    if let failure = standing.failure { throw failure }
  }
}
