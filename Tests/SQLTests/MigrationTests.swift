import SQL
import Testing
import Testkit

@Suite("migrations")
struct MigrationTests {
  private static let first: Migration = Migration("m.1.one", ["CREATE TABLE one (id BIGINT PRIMARY KEY)"])
  private static let second: Migration = Migration("m.2.two", ["CREATE TABLE two (id BIGINT PRIMARY KEY)", "INSERT INTO two (id) VALUES (1)"])
  private static let broken: Migration = Migration("m.3.broken", ["CREATE TABLE three (id BIGINT PRIMARY KEY)", "CREATE TABEL four"])

  @Test("each is applied once and in order", arguments: EngineKind.allCases)
  func once(engine: EngineKind) async throws {
    try await withDatabase(engine) { database in
      let names = try await database.migrate([Self.first, Self.second])
      #expect(names == ["m.1.one", "m.2.two"])
      let again = try await database.migrate([Self.first, Self.second])
      #expect(again == [])
      let rows: Int = try await database.read { try $0.value("SELECT count(*) FROM two") }
      #expect(rows == 1)
      let recorded: [String] = try await database.read { try $0.rows("SELECT name FROM migration ORDER BY name") { try $0.at(0) } }
      #expect(recorded == ["m.1.one", "m.2.two"])
    }
  }

  @Test("one that fails leaves nothing behind, and those before it stay", arguments: EngineKind.allCases)
  func atomic(engine: EngineKind) async throws {
    try await withDatabase(engine) { database in
      await #expect(throws: DatabaseRefusal.self) { try await database.migrate([Self.first, Self.broken, Self.second]) }
      await #expect(throws: DatabaseRefusal.self) { try await database.read { try $0.rows("SELECT * FROM three") } }
      let names = try await database.migrate([Self.first, Self.second])
      #expect(names == ["m.2.two"])
    }
  }

  @Test("a database made by a newer program is refused and left alone", arguments: EngineKind.allCases)
  func newer(engine: EngineKind) async throws {
    try await withDatabase(engine, [Self.first, Self.second]) { database in
      let third = Migration("m.0.other", ["CREATE TABLE other (id BIGINT PRIMARY KEY)"])
      let refusal = await #expect(throws: DatabaseRefusal.self) { try await database.migrate([Self.first, third]) }
      #expect(refusal?.kind == .newer)
      #expect(refusal?.subject == "m.2.two")
      await #expect(throws: DatabaseRefusal.self) { try await database.read { try $0.rows("SELECT * FROM other") } }
    }
  }

  @Test("two migrations of one name are refused", arguments: EngineKind.allCases)
  func twins(engine: EngineKind) async throws {
    try await withDatabase(engine) { database in
      let refusal = await #expect(throws: DatabaseRefusal.self) { try await database.migrate([Self.first, Self.first]) }
      #expect(refusal?.kind == .broken)
    }
  }

  @Test("two programs that start at once apply each migration once", arguments: EngineKind.allCases)
  func race(engine: EngineKind) async throws {
    try await withDatabase(engine) { database in
      let applied: [String] = try await withThrowingTaskGroup(of: [String].self) { group in
        for _ in 0..<3 { group.addTask { try await database.migrate([Self.first, Self.second]) } }
        return try await group.reduce(into: []) { $0 += $1 }
      }
      #expect(applied.sorted() == ["m.1.one", "m.2.two"])
    }
  }

  @Test("statements may differ per engine", arguments: EngineKind.allCases)
  func perEngine(engine: EngineKind) async throws {
    let migration = Migration("m.1.kind") { kind in
      kind == .sqlite ? ["CREATE TABLE kind_sqlite (id BIGINT PRIMARY KEY)"] : ["CREATE TABLE kind_postgres (id BIGINT PRIMARY KEY)"]
    }
    try await withDatabase(engine, [migration]) { database in
      let query: Query = engine == .sqlite ? "SELECT count(*) FROM kind_sqlite" : "SELECT count(*) FROM kind_postgres"
      let rows: Int = try await database.read { try $0.value(query) }
      #expect(rows == 0)
    }
  }

  @Test("a BIGINT key refuses text on SQLite too, and its literals keep their words", arguments: EngineKind.allCases)
  func keys(engine: EngineKind) async throws {
    let migration = Migration(
      "m.1.key", ["CREATE TABLE keyed (id bigint  primary key, note TEXT NOT NULL DEFAULT 'BYTEA $1 BIGINT PRIMARY KEY', raw bytea)"])
    try await withDatabase(engine, [migration]) { database in
      let note: String = try await database.write { session in
        try session.run("INSERT INTO keyed (id) VALUES (\(1))")
        return try session.value("SELECT note FROM keyed")
      }
      #expect(note == "BYTEA $1 BIGINT PRIMARY KEY")
      await #expect(throws: DatabaseRefusal.self) { try await database.write { try $0.run("INSERT INTO keyed (id) VALUES ('x')") } }
    }
  }

  @Test("a statement prepared before a migration works after it", arguments: EngineKind.allCases)
  func stalePlans(engine: EngineKind) async throws {
    try await withDatabase(engine, [Self.first]) { database in
      // On every connection of the pool.
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<30 { group.addTask { _ = try await database.read { try $0.rows("SELECT * FROM one") } } }
        try await group.waitForAll()
      }
      try await database.migrate([Self.first, Migration("m.2.column", ["ALTER TABLE one ADD COLUMN word TEXT"])])
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<30 { group.addTask { _ = try await database.read { try $0.rows("SELECT * FROM one") } } }
        try await group.waitForAll()
      }
      let width: Int = try await database.write { session in
        try session.run("INSERT INTO one (id, word) VALUES (1, 'a')")
        return try session.first("SELECT * FROM one")?.values.count ?? 0
      }
      #expect(width == 2)
    }
  }
}
