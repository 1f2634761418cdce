import Foundation
import PostgresEngine
import SQL
import SQLiteEngine
import Testing
import Testkit

@Suite("what only one engine has")
struct EngineTests {
  @Test("SQLite writes durably: WAL, synchronous FULL, foreign keys on")
  func pragmas() async throws {
    try await withDatabase(.sqlite) { database in
      let settings: [Value] = try await database.load { session in
        [
          try session.first("PRAGMA synchronous")?.values.first ?? .null,
          try session.first("PRAGMA journal_mode")?.values.first ?? .null,
          try session.first("PRAGMA foreign_keys")?.values.first ?? .null,
        ]
      }
      #expect(settings == [.int(2), .text("wal"), .int(1)])
    }
  }

  @Test("a file that is no database is refused")
  func noDatabase() async throws {
    try await withTemporaryFolder { folder in
      let file = folder.appending(path: "letter.txt")
      try Data(repeating: 65, count: 10_000).write(to: file)
      let refusal = #expect(throws: DatabaseRefusal.self) { try SQLiteDatabase(path: file.path) }
      #expect(refusal?.kind == .broken)
    }
  }

  @Test("a folder that does not exist is refused")
  func noFolder() async throws {
    let refusal = #expect(throws: DatabaseRefusal.self) { try SQLiteDatabase(path: "/nowhere/at/all.sqlite") }
    #expect(refusal?.kind == .storage)
  }

  @Test("what was written is there when the file is opened again")
  func reopened() async throws {
    try await withTemporaryFolder { folder in
      let path = folder.appending(path: "a.sqlite").path
      let first = try SQLiteDatabase(path: path)
      try await first.migrate(Scratch.migrations)
      try await first.write { try Scratch.insert(5, in: $0) }
      await first.close()
      let second = try SQLiteDatabase(path: path)
      let kept = try await Scratch.ids(second)
      #expect(kept == [5])
      await second.close()
    }
  }

  @Test("the log is brought home beside the writer, and does not grow without end")
  func log() async throws {
    try await withTemporaryFolder { folder in
      let path = folder.appending(path: "a.sqlite").path
      let database = try SQLiteDatabase(path: path)
      try await database.migrate([Migration("test.1.page", ["CREATE TABLE page (id BIGINT PRIMARY KEY, body TEXT NOT NULL)"])])
      let body = String(repeating: "x", count: 100_000)
      // 150 MB through the log, with a reader now and then.
      for id in 0..<1_500 {
        _ = try await database.write {
          try $0.run("INSERT INTO page (id, body) VALUES (\(id % 100), \(body)) ON CONFLICT (id) DO UPDATE SET body = excluded.body")
        }
        if id % 50 == 0 { _ = try await database.read { try $0.value("SELECT COUNT(*) FROM page") as Int } }
      }
      let size = try FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int ?? 0
      #expect(size > 0 && size < 90_000_000, "\(size)")
      await database.close()
      #expect(!FileManager.default.fileExists(atPath: path + "-wal"))
    }
  }

  @Test("a closure that ends the group's transaction fails, and the next write works")
  func endedTransaction() async throws {
    try await withDatabase(.sqlite, Scratch.migrations) { database in
      let refusal = await #expect(throws: DatabaseRefusal.self) {
        try await database.write { session in
          try Scratch.insert(1, in: session)
          try session.run("ROLLBACK")
        }
      }
      #expect(refusal?.kind == .broken)
      try await database.write { try Scratch.insert(2, in: $0) }
      let kept = try await Scratch.ids(database)
      #expect(kept == [2])
    }
  }

  @Test("a full database refuses as storage, keeps what was acknowledged, and writes again when there is room")
  func fullDisk() async throws {
    try await withDatabase(.sqlite, Scratch.migrations) { database in
      try await database.write { try Scratch.insert(1, in: $0) }
      let pages: Int64 = try await database.load { session in
        let pages: Int64 = try session.value("PRAGMA page_count")
        _ = try session.rows("PRAGMA max_page_count = 1")
        return pages
      }
      #expect(pages > 0)
      let long = String(repeating: "x", count: 100_000)
      let refusal = await #expect(throws: DatabaseRefusal.self) { try await database.write { try Scratch.insert(2, word: long, in: $0) } }
      #expect(refusal?.kind == .storage)
      _ = try await database.load { try $0.rows("PRAGMA max_page_count = 1000000") }
      try await database.write { try Scratch.insert(3, word: long, in: $0) }
      let kept = try await Scratch.ids(database)
      #expect(kept == [1, 3])
    }
  }

  @Test("a lost PostgreSQL connection is told, and the next use works")
  func lostConnection() async throws {
    try await withDatabase(.postgres, Scratch.migrations) { database in
      for _ in 0..<6 {
        let refusal = await #expect(throws: DatabaseRefusal.self) {
          try await database.write { session in
            try Scratch.insert(1, in: session)
            _ = try session.rows("SELECT pg_terminate_backend(pg_backend_pid())")
          }
        }
        #expect(refusal?.kind == .lost)
      }
      try await database.write { try Scratch.insert(2, in: $0) }
      let kept = try await Scratch.ids(database)
      #expect(kept == [2])
    }
  }

  @Test("connections that broke while idle are replaced unnoticed")
  func idleConnections() async throws {
    try await withDatabase(.postgres, Scratch.migrations) { database in
      let other = try PostgresDatabase(try testServer(), connections: 1)
      for round: Int64 in 1...3 {
        let pid: Int64 = try await database.write { session in
          try Scratch.insert(round, in: session)
          return try session.value("SELECT pg_backend_pid()")
        }
        _ = try await other.read { try $0.rows("SELECT pg_terminate_backend(\(pid)::int)") }
      }
      let kept = try await Scratch.ids(database)
      #expect(kept == [1, 2, 3])
      await other.close()
    }
  }

  @Test("a server that is away is lost, an address that cannot be read is broken")
  func noServer() async throws {
    let away = try PostgresDatabase("postgres:///x?host=/nowhere&user=x", connections: 1)
    let refusal = await #expect(throws: DatabaseRefusal.self) { try await away.read { try $0.rows("SELECT 1") } }
    #expect(refusal?.kind == .lost)
    await away.close()
    let unreadable = #expect(throws: DatabaseRefusal.self) { try PostgresDatabase("this is no address") }
    #expect(unreadable?.kind == .broken)
  }

  @Test("a serialization failure is tried again, a few times")
  func retries() async throws {
    try await withDatabase(.postgres, Scratch.migrations) { database in
      let tries = Counter()
      let done: Int = try await database.write { session in
        let now = tries.next()
        if now < 4 { try session.run("DO 'BEGIN RAISE EXCEPTION USING ERRCODE = 40001; END'") }
        return now
      }
      #expect(done == 4)
      let refusal = await #expect(throws: DatabaseRefusal.self) {
        try await database.write { session in
          _ = tries.next()
          try session.run("DO 'BEGIN RAISE EXCEPTION USING ERRCODE = 40001; END'")
        }
      }
      #expect(refusal?.kind == .serialization)
      #expect(tries.next() < 20)
    }
  }

  @Test("text stays text, numeric keeps its fraction, NULL has no type", arguments: ["postgres"])
  func types(_: String) async throws {
    try await withDatabase(.postgres) { database in
      let row = try await database.read { session in
        let none: String? = nil
        return try session.first(
          "SELECT 1.50::numeric, 12345678901234567890::numeric, 7::smallint, 2.5::real, NULL::bigint, 'x'::varchar, \(none), true")
      }
      #expect(
        row?.values == [.real(1.5), .real(12_345_678_901_234_567_168), .int(7), .real(2.5), .null, .text("x"), .null, .int(1)])
    }
  }
}
