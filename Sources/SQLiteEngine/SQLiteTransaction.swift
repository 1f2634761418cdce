import SQL

/// Several callers' closures in one transaction, a savepoint each.
enum SQLiteTransaction {
  /// Returns, for each closure, why its own work was undone, or nil when it is committed.
  /// - Throws: ``DatabaseRefusal`` when nothing at all was committed.
  static func run(_ closures: [@Sendable (any Session) throws -> Void], on connection: SQLiteConnection) throws -> [(any Error)?] {
    if connection.isInTransaction { try connection.run("ROLLBACK") }
    try connection.run("BEGIN IMMEDIATE")
    do {
      var errors: [(any Error)?] = []
      for closure in closures { errors.append(try part(closure, on: connection)) }
      try connection.run("COMMIT")
      return errors
    } catch {
      // SQLite itself rolls back on a full disk and on some I/O errors.
      if connection.isInTransaction { try connection.run("ROLLBACK") }
      throw error
    }
  }

  /// Runs one closure and returns its error, its work undone.
  /// - Throws: when the whole transaction is lost.
  private static func part(_ closure: @Sendable (any Session) throws -> Void, on connection: SQLiteConnection) throws -> (any Error)? {
    try connection.run("SAVEPOINT caller")
    let session = SQLiteSession(connection)
    do {
      do { try closure(session) } catch {
        try? session.end()
        throw error
      }
      try session.end()
    } catch {
      guard connection.isInTransaction else { throw lost(error) }
      try connection.run("ROLLBACK TO caller")
      try connection.run("RELEASE caller")
      return error
    }
    guard connection.isInTransaction else { throw DatabaseRefusal(.broken, detail: "a closure ended the transaction it was given") }
    try connection.run("RELEASE caller")
    return nil
  }

  /// What all callers are told when one caller's statement ended the transaction.
  private static func lost(_ error: any Error) -> any Error {
    error is DatabaseRefusal ? error : DatabaseRefusal(.storage, detail: "the transaction ended early: \(error)")
  }

  /// A consistent view: everything the closure reads is of one moment.
  static func read<T>(on connection: SQLiteConnection, _ body: (any Session) throws -> T) throws -> T {
    if connection.isInTransaction { try connection.run("ROLLBACK") }
    try connection.run("BEGIN DEFERRED")
    let session = SQLiteSession(connection)
    // When even this fails, the next use tries again.
    defer { _ = try? connection.run("ROLLBACK") }
    do {
      let result = try body(session)
      try session.end()
      return result
    } catch {
      try? session.end()
      throw error
    }
  }
}
