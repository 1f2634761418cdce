import SQL
import Testing
import Testkit

@Suite("refusals are told apart")
struct RefusalTests {
  private static let migrations: [Migration] = [
    Migration(
      "refusal.1.tables",
      [
        "CREATE TABLE parent (id BIGINT PRIMARY KEY)",
        """
        CREATE TABLE child (
          id BIGINT PRIMARY KEY,
          parent_id BIGINT REFERENCES parent (id),
          name TEXT NOT NULL,
          code TEXT UNIQUE,
          size BIGINT,
          late_id BIGINT REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED,
          CONSTRAINT size_is_small CHECK (size < 10))
        """,
      ])
  ]

  private func refusal(_ engine: EngineKind, _ queries: Query...) async throws -> DatabaseRefusal? {
    try await withDatabase(engine, Self.migrations) { database in
      let refusal = await #expect(throws: DatabaseRefusal.self) {
        try await database.write { session in for query in queries { try session.run(query) } }
      }
      let left: Int = try await database.read { try $0.value("SELECT count(*) FROM child") }
      #expect(left == 0)
      return refusal
    }
  }

  @Test("a key twice is unique", arguments: EngineKind.allCases)
  func primaryKey(engine: EngineKind) async throws {
    let refusal = try await refusal(
      engine, "INSERT INTO child (id, name) VALUES (1, \("a"))", "INSERT INTO child (id, name) VALUES (1, \("b"))")
    #expect(refusal?.kind == .unique)
    #expect(refusal?.subject?.contains("child") == true)
  }

  @Test("what goes into the log does not hold the row, in which somebody's name may stand", arguments: EngineKind.allCases)
  func withoutTheRow(engine: EngineKind) async throws {
    let large = try await refusal(engine, "INSERT INTO child (id, name, size) VALUES (1, \("张秘密"), 10)")
    #expect(large?.kind == .check && large?.detail.contains("秘密") == false)
    let again = try await refusal(
      engine, "INSERT INTO child (id, name, code) VALUES (1, 'a', \("秘密"))", "INSERT INTO child (id, name, code) VALUES (2, 'b', \("秘密"))")
    #expect(again?.kind == .unique && again?.detail.contains("秘密") == false)
  }

  @Test("a unique column twice is unique", arguments: EngineKind.allCases)
  func uniqueColumn(engine: EngineKind) async throws {
    let refusal = try await refusal(
      engine, "INSERT INTO child (id, name, code) VALUES (1, 'a', 'x')", "INSERT INTO child (id, name, code) VALUES (2, 'b', 'x')")
    #expect(refusal?.kind == .unique)
    #expect(refusal?.subject?.contains("code") == true)
  }

  @Test("a reference to nothing is foreignKey", arguments: EngineKind.allCases)
  func foreignKey(engine: EngineKind) async throws {
    let refusal = try await refusal(engine, "INSERT INTO child (id, name, parent_id) VALUES (1, 'a', 77)")
    #expect(refusal?.kind == .foreignKey)
  }

  @Test("a check that fails is check, and named", arguments: EngineKind.allCases)
  func check(engine: EngineKind) async throws {
    let refusal = try await refusal(engine, "INSERT INTO child (id, name, size) VALUES (1, 'a', \(10))")
    #expect(refusal?.kind == .check)
    #expect(refusal?.subject?.contains("size_is_small") == true)
  }

  @Test("a missing value is notNull, and its column named", arguments: EngineKind.allCases)
  func notNull(engine: EngineKind) async throws {
    let refusal = try await refusal(engine, "INSERT INTO child (id) VALUES (1)")
    #expect(refusal?.kind == .notNull)
    #expect(refusal?.subject == "child.name")
  }

  @Test("a reference checked at the commit fails its own caller only", arguments: EngineKind.allCases)
  func deferred(engine: EngineKind) async throws {
    try await withDatabase(engine, Self.migrations) { database in
      let kinds: [DatabaseRefusal.Kind?] = await withTaskGroup(of: DatabaseRefusal.Kind?.self) { group in
        for id: Int64 in 1...40 {
          group.addTask {
            let late: Int64? = id.isMultiple(of: 4) ? 99 : nil
            do {
              _ = try await database.write { try $0.run("INSERT INTO child (id, name, late_id) VALUES (\(id), 'a', \(late))") }
              return nil
            } catch {
              return (error as? DatabaseRefusal)?.kind
            }
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(kinds.filter { $0 == .foreignKey }.count == 10)
      #expect(kinds.filter { $0 == nil }.count == 30)
      let kept: Int = try await database.read { try $0.value("SELECT count(*) FROM child") }
      #expect(kept == 30)
    }
  }

  @Test("a table that a parent's row hangs on is not emptied", arguments: EngineKind.allCases)
  func restrict(engine: EngineKind) async throws {
    try await withDatabase(engine, Self.migrations) { database in
      try await database.write { session in
        try session.run("INSERT INTO parent (id) VALUES (1)")
        try session.run("INSERT INTO child (id, name, parent_id) VALUES (1, 'a', 1)")
      }
      let refusal = await #expect(throws: DatabaseRefusal.self) { try await database.write { try $0.run("DELETE FROM parent") } }
      #expect(refusal?.kind == .foreignKey)
    }
  }
}
