import SQL

/// A reading thread's connection, opened at its first use.
final class SQLiteReader {
  private let path: String
  private var connection: SQLiteConnection?

  init(_ path: String) { self.path = path }

  func read<T>(_ body: (any Session) throws -> T) throws -> T {
    let connection = try opened()
    return try connection.use { try SQLiteTransaction.read(on: connection, body) }
  }

  func close() { connection?.close() }

  private func opened() throws -> SQLiteConnection {
    if let connection { return connection }
    let made = SQLiteConnection(try SQLiteOpening.reader(path))
    connection = made
    return made
  }
}
