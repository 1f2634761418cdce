public import SQL

/// A database in one file, on one machine: nothing to install.
public final class SQLiteDatabase: SQL.Database {
  private let writer: SQLiteWriter
  private let checkpointer: SQLiteCheckpointer
  private let readers: Workers<SQLiteReader>

  /// Opens the file, or makes it, in WAL mode and durable at every commit.
  /// - Parameter readers: how many closures may read at the same time.
  /// - Throws: ``DatabaseRefusal``.
  public init(path: String, readers count: Int = 4) throws {
    let file = try SQLiteOpening.writer(path)
    checkpointer = SQLiteCheckpointer(try SQLiteOpening.checkpointer(path))
    writer = SQLiteWriter(file, checkpointer: checkpointer)
    readers = Workers(count: count, name: "sqlite-reader", make: { SQLiteReader(path) }, end: { $0.close() })
  }

  public var engine: EngineKind { .sqlite }

  public func read<T: Sendable>(_ body: @escaping @Sendable (any Session) throws -> T) async throws -> T {
    try await readers.run { try $0.read(body) }
  }

  public func write<T: Sendable>(_ body: @escaping @Sendable (any Session) throws -> T) async throws -> T {
    try await writer.write(alone: false, body)
  }

  public func load<T: Sendable>(_ body: @escaping @Sendable (any Session) throws -> T) async throws -> T {
    try await writer.write(alone: true, body)
  }

  @discardableResult public func migrate(_ migrations: [Migration]) async throws -> [String] {
    try await Migrator.apply(migrations, to: self, lock: nil)
  }

  public func close() async {
    await readers.close()
    // Before the writer, which is then the last to close and leaves no log behind.
    await checkpointer.close()
    await writer.close()
  }
}
