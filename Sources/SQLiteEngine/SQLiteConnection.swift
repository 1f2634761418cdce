import GRDBSQLite
import SQL
import class GRDB.Database
import class GRDB.DatabaseQueue
import struct GRDB.DatabaseError

/// One connection and its compiled statements, used by one thread.
final class SQLiteConnection {
  private let queue: DatabaseQueue
  private let database: GRDB.Database
  private var statements: [String: [PreparedStatement]] = [:]
  private var count: Int = 0
  /// How many pages the log held after the last commit; counted only after ``watchLog()``.
  private(set) var logPages: Int = 0

  init(_ queue: DatabaseQueue) {
    self.queue = queue
    database = queue.inDatabase { $0 }
  }

  /// Everything a connection does, it does inside.
  func use<T>(_ body: () throws -> T) rethrows -> T { try queue.inDatabase { _ in try body() } }

  var isInTransaction: Bool { sqlite3_get_autocommit(database.sqliteConnection) == 0 }

  /// Calls `body` for every row.
  func each(_ query: Query, _ body: (Row) throws -> Void) throws {
    let statement = try prepared(query.text)
    defer { statement.end() }
    try statement.begin(query.values)
    while try statement.step() { try body(statement.row()) }
  }

  /// Returns how many rows the statement itself changed, those of triggers and cascades not counted.
  @discardableResult func run(_ query: Query) throws -> Int {
    let statement = try prepared(query.text)
    defer { statement.end() }
    try statement.begin(query.values)
    // sqlite3_changes keeps the count of an earlier statement when this one changes nothing.
    let before = sqlite3_total_changes64(database.sqliteConnection)
    while try statement.step() {}
    if statement.changesNothing || sqlite3_total_changes64(database.sqliteConnection) == before { return 0 }
    return Int(sqlite3_changes64(database.sqliteConnection))
  }

  /// From now on the log's length is known after every commit, and whoever asked sees to its checkpoints: SQLite's own are off.
  func watchLog() {
    _ = use {
      sqlite3_wal_hook(
        database.sqliteConnection,
        { context, _, _, pages in
          if let context { Unmanaged<SQLiteConnection>.fromOpaque(context).takeUnretainedValue().logPages = Int(pages) }
          return SQLITE_OK
        }, Unmanaged.passUnretained(self).toOpaque())
    }
  }

  /// Closes the file. Statements first: SQLite does not close over them.
  func close() {
    use {
      statements = [:]
      _ = sqlite3_wal_hook(database.sqliteConnection, nil, nil)
    }
    try? queue.close()
  }

  private func prepared(_ text: String) throws -> PreparedStatement {
    if let idle = statements[text]?.first(where: { !$0.isBusy }) { return idle }
    if count >= Self.limit { forget() }
    let made = try compiled(SQLiteText.translated(text))
    statements[text, default: []].append(made)
    count += 1
    return made
  }

  private func compiled(_ text: String) throws -> PreparedStatement {
    do {
      return PreparedStatement(try database.makeStatement(sql: text))
    } catch let error as DatabaseError {
      throw DatabaseRefusal.sqlite(error.extendedResultCode.rawValue, "\(error.message ?? "") in: \(text)")
    }
  }

  private func forget() {
    statements = statements.mapValues { $0.filter(\.isBusy) }.filter { !$0.value.isEmpty }
    count = statements.values.reduce(0) { $0 + $1.count }
  }

  /// Lists of different lengths make texts without end; what is used will soon be back.
  private static let limit: Int = 400
}
