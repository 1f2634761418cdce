import SQL
import Testing
import Testkit

@Suite("a session")
struct SessionTests {
  @Test("run counts the rows that the statement changed", arguments: EngineKind.allCases)
  func counts(engine: EngineKind) async throws {
    try await withDatabase(engine, Scratch.migrations) { database in
      let counts: [Int] = try await database.write { session in
        [
          try session.run("INSERT INTO thing (id) VALUES (\(1)), (\(2)), (\(3))"),
          try session.run("UPDATE thing SET amount = \(5) WHERE id >= \(2)"),
          try session.run("UPDATE thing SET amount = \(5) WHERE id = \(99)"),
          try session.run("SELECT * FROM thing"),
          try session.run("CREATE INDEX thing_word ON thing (word)"),
          try session.run("DELETE FROM thing"),
        ]
      }
      #expect(counts == [3, 2, 0, 0, 0, 3])
    }
  }

  @Test("RETURNING gives the rows", arguments: EngineKind.allCases)
  func returning(engine: EngineKind) async throws {
    try await withDatabase(engine, Scratch.migrations) { database in
      let back: [Int64] = try await database.write { session in
        try session.rows("INSERT INTO thing (id, amount) VALUES (\(1), \(10)), (\(2), \(20)) RETURNING amount + \(1)") { try $0.at(0) }
      }
      #expect(back.sorted() == [11, 21])
    }
  }

  @Test("ON CONFLICT updates or does nothing", arguments: EngineKind.allCases)
  func conflict(engine: EngineKind) async throws {
    try await withDatabase(engine, Scratch.migrations) { database in
      let (first, again, amount): (Int, Int, Int64) = try await database.write { session in
        let first = try session.run("INSERT INTO thing (id, amount) VALUES (\(1), \(1)) ON CONFLICT (id) DO NOTHING")
        let again = try session.run("INSERT INTO thing (id, amount) VALUES (\(1), \(1)) ON CONFLICT (id) DO NOTHING")
        for _ in 0..<3 {
          try session.run(
            "INSERT INTO thing (id, amount) VALUES (\(1), \(1)) ON CONFLICT (id) DO UPDATE SET amount = thing.amount + excluded.amount")
        }
        return (first, again, try session.value("SELECT amount FROM thing"))
      }
      #expect((first, again, amount) == (1, 0, 4))
    }
  }

  @Test("INSERT … SELECT takes bound values beside columns", arguments: EngineKind.allCases)
  func insertSelect(engine: EngineKind) async throws {
    try await withDatabase(engine, Scratch.migrations) { database in
      let rows = try await database.write { session in
        try Scratch.insert(1, word: "a", in: session)
        try session.run("INSERT INTO thing (id, word, amount) SELECT id + \(10), \("copy"), \(7) FROM thing WHERE word = \("a")")
        return try session.rows("SELECT id, word, amount FROM thing ORDER BY id").map(\.values)
      }
      #expect(rows == [[.int(1), .text("a"), .null], [.int(11), .text("copy"), .int(7)]])
    }
  }

  @Test("a common table expression may recurse", arguments: EngineKind.allCases)
  func recursion(engine: EngineKind) async throws {
    try await withDatabase(engine) { database in
      let total: Int64 = try await database.read { session in
        try session.value(
          "WITH RECURSIVE n(i) AS (SELECT \(1) UNION ALL SELECT i + 1 FROM n WHERE i < \(100)) SELECT sum(i) FROM n")
      }
      #expect(total == 5050)
    }
  }

  @Test("each calls for every row in order, and another statement may run meanwhile", arguments: EngineKind.allCases)
  func nested(engine: EngineKind) async throws {
    try await withDatabase(engine, Scratch.migrations) { database in
      let seen: [Int64] = try await database.write { session in
        for id: Int64 in 1...300 { try Scratch.insert(id, amount: id, in: session) }
        var seen: [Int64] = []
        try session.each("SELECT id FROM thing WHERE id <= \(100) ORDER BY id") { outer in
          let id: Int64 = try outer.at(0)
          seen.append(id)
          try session.each("SELECT id FROM thing WHERE id <= \(id) ORDER BY id LIMIT \(2)") { _ in }
          if id.isMultiple(of: 10) { try session.run("UPDATE thing SET amount = \(0) WHERE id = \(id)") }
        }
        return seen
      }
      #expect(seen == Array(1...100))
      let zeros: Int = try await database.read { try $0.value("SELECT count(*) FROM thing WHERE amount = 0") }
      #expect(zeros == 10)
    }
  }

  @Test("the same text may run inside itself", arguments: EngineKind.allCases)
  func sameTextNested(engine: EngineKind) async throws {
    try await withDatabase(engine, Scratch.migrations) { database in
      let pairs: Int = try await database.write { session in
        for id: Int64 in 1...5 { try Scratch.insert(id, in: session) }
        let query: Query = "SELECT id FROM thing ORDER BY id"
        var pairs = 0
        try session.each(query) { _ in try session.each(query) { _ in pairs += 1 } }
        return pairs
      }
      #expect(pairs == 25)
    }
  }

  @Test("a body that stops a stream early may go on with the session", arguments: EngineKind.allCases)
  func stopped(engine: EngineKind) async throws {
    try await withDatabase(engine, Scratch.migrations) { database in
      let (seen, count): (Int, Int) = try await database.write { session in
        for id: Int64 in 1...100 { try Scratch.insert(id, in: session) }
        var seen = 0
        do {
          try session.each("SELECT id FROM thing ORDER BY id") { _ in
            seen += 1
            if seen == 3 { throw Mishap() }
          }
        } catch is Mishap {}
        return (seen, try session.value("SELECT count(*) FROM thing"))
      }
      #expect((seen, count) == (3, 100))
    }
  }

  @Test("a hundred thousand rows stream through", arguments: EngineKind.allCases)
  func manyRows(engine: EngineKind) async throws {
    try await withDatabase(engine) { database in
      let (count, total): (Int, Int64) = try await database.read { session in
        var count = 0
        var total: Int64 = 0
        try session.each("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) SELECT i FROM n") { row in
          count += 1
          total += try row.at(0, as: Int64.self)
        }
        return (count, total)
      }
      #expect((count, total) == (100_000, 5_000_050_000))
    }
  }

  @Test("a read cannot write", arguments: EngineKind.allCases)
  func readOnly(engine: EngineKind) async throws {
    try await withDatabase(engine, Scratch.migrations) { database in
      let refusal = await #expect(throws: DatabaseRefusal.self) { try await database.read { try Scratch.insert(1, in: $0) } }
      #expect(refusal?.kind == .readOnly)
      let kept = try await Scratch.ids(database)
      #expect(kept == [])
    }
  }

  @Test("what a read sees does not change while it runs", arguments: EngineKind.allCases)
  func consistent(engine: EngineKind) async throws {
    try await withDatabase(engine, Scratch.migrations) { database in
      let gate = Gate()
      async let counts: [Int] = database.read { session in
        let before: Int = try session.value("SELECT count(*) FROM thing")
        gate.reached()
        gate.waitForRelease()
        return [before, try session.value("SELECT count(*) FROM thing")]
      }
      await gate.whenReached()
      try await database.write { try Scratch.insert(1, in: $0) }
      gate.release()
      let seen = try await counts
      #expect(seen == [0, 0])
      let kept = try await Scratch.ids(database)
      #expect(kept == [1])
    }
  }

  @Test("a session is of no use after its closure", arguments: EngineKind.allCases)
  func escaped(engine: EngineKind) async throws {
    try await withDatabase(engine, Scratch.migrations) { database in
      let kept = Escaped()
      try await database.write { kept.keep($0) }
      let refusal = #expect(throws: DatabaseRefusal.self) { try kept.use() }
      #expect(refusal?.kind == .broken)
    }
  }

  @Test("a wrong number of values, two statements at once and broken SQL are refused", arguments: EngineKind.allCases)
  func broken(engine: EngineKind) async throws {
    try await withDatabase(engine, Scratch.migrations) { database in
      let wrong: [Query] = ["SELECT $1", "SELEKT 1", "SELECT 1; SELECT 2", "SELECT nothing FROM thing", "SELECT * FROM missing"]
      for query in wrong {
        let refusal = await #expect(throws: DatabaseRefusal.self) { try await database.read { try $0.rows(query) } }
        #expect(refusal?.kind == .broken, "\(query.text)")
      }
    }
  }

  @Test("a closed database refuses", arguments: EngineKind.allCases)
  func closed(engine: EngineKind) async throws {
    try await withDatabase(engine, Scratch.migrations) { database in
      await database.close()
      let read = await #expect(throws: DatabaseRefusal.self) { try await database.read { try Scratch.ids(in: $0) } }
      let write = await #expect(throws: DatabaseRefusal.self) { try await database.write { try Scratch.insert(1, in: $0) } }
      #expect(read?.kind == .lost)
      #expect(write?.kind == .lost)
    }
  }
}
