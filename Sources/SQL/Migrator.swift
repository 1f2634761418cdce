import Foundation

/// Applies migrations, alike for both engines.
package enum Migrator {
  /// - Parameter lock: run first in every transaction, so that two programs starting at once take turns.
  package static func apply(_ migrations: [Migration], to database: any Database, lock: Query?) async throws -> [String] {
    let names: Set<String> = Set(migrations.map(\.name))
    guard names.count == migrations.count else { throw DatabaseRefusal(.broken, detail: "two migrations have one name") }
    let recorded: [String] = try await database.load { session in
      if let lock { try session.each(lock) { _ in } }
      try session.run("CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, applied_at BIGINT NOT NULL)")
      return try session.rows("SELECT name FROM migration ORDER BY name") { try $0.at(0) }
    }
    if let unknown = recorded.first(where: { !names.contains($0) }) {
      throw DatabaseRefusal(.newer, subject: unknown, detail: "the database has migration \(unknown), which this program does not know")
    }
    var applied: [String] = []
    for migration in migrations where !recorded.contains(migration.name) {
      let done = try await database.load { try step(migration, lock: lock, in: $0) }
      if done { applied.append(migration.name) }
    }
    return applied
  }

  /// Returns false when another program was faster.
  private static func step(_ migration: Migration, lock: Query?, in session: any Session) throws -> Bool {
    if let lock { try session.each(lock) { _ in } }
    let name = migration.name
    guard try session.first("SELECT 1 FROM migration WHERE name = \(name)") == nil else { return false }
    for statement in migration.statements(session.engine) { try session.run(statement) }
    let now = Int64(Date().timeIntervalSince1970 * 1000)
    try session.run("INSERT INTO migration (name, applied_at) VALUES (\(name), \(now))")
    return true
  }
}
