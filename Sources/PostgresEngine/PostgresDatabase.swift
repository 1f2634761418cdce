public import SQL

/// A database on a PostgreSQL server, 15 or newer, or on what speaks its protocol.
public final class PostgresDatabase: Database {
  private let workers: Workers<PostgresWorker>

  /// Connections are made when first needed, so a server that is away is a refusal of the first use, not of this.
  /// - Parameters:
  ///   - server: a `postgres://` URL or libpq's `keyword=value` text.
  ///   - schema: the schema that holds everything, set as the search path; nil takes the server's.
  ///   - connections: how many closures may run at the same time.
  /// - Throws: ``DatabaseRefusal`` `.broken` when the address cannot be read.
  public init(_ server: String, schema: String? = nil, connections: Int = 8) throws {
    let settings = try PostgresSettings(server: server, schema: schema)
    workers = Workers(count: connections, name: "postgres", make: { PostgresWorker(settings) }, end: { $0.close() })
  }

  public var engine: EngineKind { .postgres }

  public func read<T: Sendable>(_ body: @escaping @Sendable (any Session) throws -> T) async throws -> T {
    try await workers.run { try $0.transact(.read, body) }
  }

  public func write<T: Sendable>(_ body: @escaping @Sendable (any Session) throws -> T) async throws -> T {
    try await workers.run { try $0.transact(.write, body) }
  }

  public func load<T: Sendable>(_ body: @escaping @Sendable (any Session) throws -> T) async throws -> T {
    try await write(body)
  }

  @discardableResult public func migrate(_ migrations: [Migration]) async throws -> [String] {
    // An arbitrary number, the same in every program of this house.
    try await Migrator.apply(migrations, to: self, lock: "SELECT pg_advisory_xact_lock(2202651)")
  }

  public func close() async { await workers.close() }
}
