import Foundation
import SQL

/// Makes and drops schemas, for whoever keeps several databases on one server.
public enum PostgresSchema {
  /// - Throws: ``DatabaseRefusal``.
  public static func create(_ name: String, on server: String) async throws {
    try await run("CREATE SCHEMA \(quoted(name))", on: server)
  }

  /// Drops the schema and everything in it.
  /// - Throws: ``DatabaseRefusal``.
  public static func drop(_ name: String, on server: String) async throws {
    try await run("DROP SCHEMA IF EXISTS \(quoted(name)) CASCADE", on: server)
  }

  static func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }

  private static func run(_ command: String, on server: String) async throws {
    let settings = try PostgresSettings(server: server, schema: nil)
    let workers: Workers<PostgresWorker> = Workers(count: 1, name: "postgres-schema", make: { PostgresWorker(settings) }, end: { $0.close() })
    do { try await workers.run { try $0.command(command) } } catch {
      await workers.close()
      throw error
    }
    await workers.close()
  }
}
