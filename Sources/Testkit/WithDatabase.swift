public import Foundation
import PostgresEngine
public import SQL
import SQLiteEngine

/// Gives a fresh, migrated database of its own to the body and removes it afterwards: a file in a temporary folder, or a
/// schema of the server that `LIANZHI_TEST_POSTGRES` names.
/// - Throws: ``MissingServer`` when that variable is not set: a test that does not run must not pass.
public func withDatabase<T: Sendable>(
  _ engine: EngineKind, _ migrations: [Migration] = [], _ body: @Sendable (any Database) async throws -> T
) async throws -> T {
  switch engine {
  case .sqlite: try await withFile(migrations, body)
  case .postgres: try await withSchema(migrations, body)
  }
}

/// No PostgreSQL to test on.
public struct MissingServer: Error, CustomStringConvertible {
  public let description: String = """
    LIANZHI_TEST_POSTGRES is not set, and every test of the database runs on PostgreSQL too. Start a server and name it:
      initdb -D /tmp/lzpgdata -A trust && pg_ctl -D /tmp/lzpgdata -o "-k /tmp -c listen_addresses=''" start   (not as root)
      export LIANZHI_TEST_POSTGRES='postgres:///postgres?host=/tmp&user=postgres'
    """
}

/// Gives a folder that is removed afterwards.
public func withTemporaryFolder<T: Sendable>(_ body: @Sendable (URL) async throws -> T) async throws -> T {
  let folder = FileManager.default.temporaryDirectory.appending(path: "lianzhi-test-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try await body(folder)
}

/// The server for tests.
/// - Throws: ``MissingServer``.
public func testServer() throws -> String {
  guard let server = ProcessInfo.processInfo.environment["LIANZHI_TEST_POSTGRES"], !server.isEmpty else { throw MissingServer() }
  return server
}

// Tests start all at once. 6 x (3 + 1) connections leave room for other test runs on a server of 100.
private let door: Turnstile = Turnstile(6)

private func withFile<T: Sendable>(_ migrations: [Migration], _ body: @Sendable (any Database) async throws -> T) async throws -> T {
  try await withTemporaryFolder { folder in
    let database = try SQLiteDatabase(path: folder.appending(path: "test.sqlite").path, readers: 2)
    return try await using(database, migrations, body)
  }
}

private func withSchema<T: Sendable>(_ migrations: [Migration], _ body: @Sendable (any Database) async throws -> T) async throws -> T {
  let server = try testServer()
  return try await door.pass {
    let name = "test_\(UUID().uuidString.lowercased().replacing("-", with: ""))"
    try await PostgresSchema.create(name, on: server)
    do {
      let result = try await using(try PostgresDatabase(server, schema: name, connections: 3), migrations, body)
      try await PostgresSchema.drop(name, on: server)
      return result
    } catch {
      try? await PostgresSchema.drop(name, on: server)
      throw error
    }
  }
}

private func using<T: Sendable>(
  _ database: any Database, _ migrations: [Migration], _ body: @Sendable (any Database) async throws -> T
) async throws -> T {
  do {
    try await database.migrate(migrations)
    let result = try await body(database)
    await database.close()
    return result
  } catch {
    await database.close()
    throw error
  }
}
