import SQL
import Synchronization
import Testing
import Testkit

@Suite("transactions")
struct TransactionTests {
  @Test("of 200 concurrent writers exactly those that do not throw remain", arguments: EngineKind.allCases)
  func isolation(engine: EngineKind) async throws {
    try await withDatabase(engine, Scratch.migrations) { database in
      let outcomes: [Int64: Bool] = await withTaskGroup(of: (Int64, Bool).self) { group in
        for number: Int64 in 1...200 {
          group.addTask { (number, await Self.write(number, to: database)) }
        }
        return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
      }
      let good: [Int64] = (1...200).filter { !$0.isMultiple(of: 3) && !$0.isMultiple(of: 5) }
      #expect(outcomes.filter(\.value).keys.sorted() == good)
      let kept = try await Scratch.ids(database)
      #expect(kept == good + good.map { $0 + 1000 })
    }
  }

  /// Writes two rows; every third throws after them, every fifth breaks a key between them.
  private static func write(_ number: Int64, to database: any Database) async -> Bool {
    do {
      try await database.write { session in
        try Scratch.insert(number, in: session)
        if number.isMultiple(of: 5) { try Scratch.insert(number, in: session) }
        try Scratch.insert(number + 1000, in: session)
        if number.isMultiple(of: 3) { throw Mishap() }
      }
      return true
    } catch {
      return false
    }
  }

  @Test("a write is seen by every read that starts after it was acknowledged", arguments: EngineKind.allCases)
  func readYourWrites(engine: EngineKind) async throws {
    try await withDatabase(engine, Scratch.migrations) { database in
      try await withThrowingTaskGroup(of: Bool.self) { group in
        for number: Int64 in 1...100 {
          group.addTask {
            try await database.write { try Scratch.insert(number, in: $0) }
            return try await database.read { try $0.first("SELECT id FROM thing WHERE id = \(number)") != nil }
          }
        }
        for try await seen in group { #expect(seen) }
      }
    }
  }

  @Test("the caller's own error comes back, and only its work is undone", arguments: EngineKind.allCases)
  func ownError(engine: EngineKind) async throws {
    try await withDatabase(engine, Scratch.migrations) { database in
      try await database.write { try Scratch.insert(1, in: $0) }
      await #expect(throws: Mishap.self) {
        try await database.write { session in
          try Scratch.insert(2, in: session)
          throw Mishap()
        }
      }
      let kept = try await Scratch.ids(database)
      #expect(kept == [1])
    }
  }

  @Test("a refusal that the closure swallows still undoes its work", arguments: EngineKind.allCases)
  func swallowed(engine: EngineKind) async throws {
    try await withDatabase(engine, Scratch.migrations) { database in
      let refusal = await #expect(throws: DatabaseRefusal.self) {
        try await database.write { session in
          try Scratch.insert(1, in: session)
          _ = try? Scratch.insert(1, in: session)
        }
      }
      #expect(refusal?.kind == .unique)
      let kept = try await Scratch.ids(database)
      #expect(kept == [])
    }
  }

  @Test("after a refusal every further statement is refused", arguments: EngineKind.allCases)
  func spoiled(engine: EngineKind) async throws {
    try await withDatabase(engine, Scratch.migrations) { database in
      let second = Mutex<DatabaseRefusal.Kind?>(nil)
      _ = try? await database.write { session in
        try Scratch.insert(1, in: session)
        _ = try? Scratch.insert(1, in: session)
        do { try Scratch.insert(2, in: session) } catch let refusal as DatabaseRefusal { second.withLock { $0 = refusal.kind } }
      }
      #expect(second.withLock { $0 } == .broken)
    }
  }

  @Test("an attempt that fails undoes only itself, and the session goes on", arguments: EngineKind.allCases)
  func attempts(engine: EngineKind) async throws {
    try await withDatabase(engine, Scratch.migrations) { database in
      try await database.write { session in
        try Scratch.insert(1, in: session)
        let refused = failure {
          try session.attempt {
            try Scratch.insert(2, in: session)
            try Scratch.insert(1, in: session)
          }
        }
        #expect((refused as? DatabaseRefusal)?.kind == .unique)
        try session.attempt { try Scratch.insert(3, in: session) }
        try session.attempt {
          try Scratch.insert(4, in: session)
          let inner = failure {
            try session.attempt {
              try Scratch.insert(5, in: session)
              throw Mishap()
            }
          }
          #expect(inner is Mishap)
          try Scratch.insert(6, in: session)
        }
      }
      let kept = try await Scratch.ids(database)
      #expect(kept == [1, 3, 4, 6])
    }
  }

  @Test("an attempt whose body swallows a refusal fails", arguments: EngineKind.allCases)
  func swallowedAttempt(engine: EngineKind) async throws {
    try await withDatabase(engine, Scratch.migrations) { database in
      try await database.write { session in
        try Scratch.insert(1, in: session)
        let refused = failure {
          try session.attempt {
            try Scratch.insert(2, in: session)
            _ = try? Scratch.insert(1, in: session)
          }
        }
        #expect(refused is DatabaseRefusal)
      }
      let kept = try await Scratch.ids(database)
      #expect(kept == [1])
    }
  }

  @Test("a load is all or nothing", arguments: EngineKind.allCases)
  func load(engine: EngineKind) async throws {
    try await withDatabase(engine, Scratch.migrations) { database in
      await #expect(throws: Mishap.self) {
        try await database.load { session in
          for id: Int64 in 1...100 { try Scratch.insert(id, in: session) }
          throw Mishap()
        }
      }
      try await database.load { session in
        for id: Int64 in 201...400 { try Scratch.insert(id, in: session) }
      }
      let kept = try await Scratch.ids(database)
      #expect(kept == Array(201...400))
    }
  }

  @Test("a hundred racers on one version: exactly one wins", arguments: EngineKind.allCases)
  func versions(engine: EngineKind) async throws {
    try await withDatabase(engine, Scratch.migrations) { database in
      try await database.write { try Scratch.insert(1, amount: 1, in: $0) }
      let winners: Int = try await withThrowingTaskGroup(of: Int.self) { group in
        for racer in 0..<100 {
          group.addTask {
            try await database.write { try $0.run("UPDATE thing SET amount = 2, word = \("r\(racer)") WHERE id = 1 AND amount = 1") }
          }
        }
        return try await group.reduce(0, +)
      }
      #expect(winners == 1)
    }
  }

  @Test("two transactions that lock each other's rows both end well", arguments: EngineKind.allCases)
  func deadlock(engine: EngineKind) async throws {
    try await withDatabase(engine, Scratch.migrations) { database in
      try await database.write { session in
        for id: Int64 in 1...2 { try Scratch.insert(id, amount: 0, in: session) }
      }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for round in 0..<6 {
          group.addTask {
            try await database.write { session in
              let order: [Int64] = round.isMultiple(of: 2) ? [1, 2] : [2, 1]
              for id in order { try session.run("UPDATE thing SET amount = amount + 1 WHERE id = \(id)") }
            }
          }
        }
        try await group.waitForAll()
      }
      let amounts: [Int64] = try await database.read { try $0.rows("SELECT amount FROM thing ORDER BY id") { try $0.at(0) } }
      #expect(amounts == [6, 6])
    }
  }

  @Test("closing waits for the writes that were accepted", arguments: EngineKind.allCases)
  func drains(engine: EngineKind) async throws {
    try await withDatabase(engine, Scratch.migrations) { database in
      let acknowledged: Int = await withTaskGroup(of: Bool.self) { group in
        for id: Int64 in 1...50 {
          group.addTask { (try? await database.write { try Scratch.insert(id, in: $0) }) != nil }
        }
        group.addTask {
          await database.close()
          return false
        }
        return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
      }
      // Those that came too late were refused; none hangs, which this test would show by never ending.
      #expect((0...50).contains(acknowledged))
    }
  }
}
