import SQL
import Testing
import Testkit

@Suite("values go in and come out")
struct BindingTests {
  private static let texts: [String] = [
    "", " ", "'", "\"", "$1", "?1", "%_", "\\", "\n\r\t", "镇赉县", "𠮷野家", "👩‍👩‍👧‍👦🏳️‍🌈", "e\u{301}", "\u{FEFF}x", "\u{10FFFF}",
    String(repeating: "长", count: 50_000),
  ]

  @Test("a text is read back byte for byte", arguments: EngineKind.allCases)
  func texts(engine: EngineKind) async throws {
    try await withDatabase(engine, Scratch.migrations) { database in
      for (index, text) in Self.texts.enumerated() {
        try await database.write { try Scratch.insert(Int64(index), word: text, in: $0) }
      }
      let back: [String] = try await database.read { try $0.rows("SELECT word FROM thing ORDER BY id") { try $0.at(0) } }
      #expect(back.map { Array($0.utf8) } == Self.texts.map { Array($0.utf8) })
    }
  }

  @Test("a whole number is read back at both ends of its range", arguments: EngineKind.allCases)
  func integers(engine: EngineKind) async throws {
    let numbers: [Int64] = [.min, .min + 1, -1, 0, 1, 1 << 53 + 1, .max - 1, .max]
    try await withDatabase(engine, Scratch.migrations) { database in
      let back: [Int64] = try await database.write { session in
        for (index, number) in numbers.enumerated() { try Scratch.insert(Int64(index), amount: number, in: session) }
        return try session.rows("SELECT amount FROM thing ORDER BY id") { try $0.at(0) }
      }
      #expect(back == numbers)
    }
  }

  @Test("a real number is read back exactly, a whole one too", arguments: EngineKind.allCases)
  func reals(engine: EngineKind) async throws {
    let numbers: [Double] = [0, -0.5, 1, 0.1, 1.0 / 3, 126.55417, .leastNonzeroMagnitude, .greatestFiniteMagnitude, -1e-7, 123_456_789.123_456_78]
    try await withDatabase(engine, Scratch.migrations) { database in
      let back: [Double] = try await database.write { session in
        for (index, number) in numbers.enumerated() { try session.run("INSERT INTO thing (id, share) VALUES (\(index), \(number))") }
        return try session.rows("SELECT share FROM thing ORDER BY id") { try $0.at(0) }
      }
      #expect(back == numbers)
    }
  }

  @Test("bytes are read back, none and every one of them", arguments: EngineKind.allCases)
  func blobs(engine: EngineKind) async throws {
    let blobs: [[UInt8]] = [[], [0], Array(0...255), Array(repeating: 0xff, count: 200_000)]
    try await withDatabase(engine, Scratch.migrations) { database in
      let back: [[UInt8]] = try await database.write { session in
        for (index, blob) in blobs.enumerated() { try session.run("INSERT INTO thing (id, bytes) VALUES (\(index), \(blob))") }
        return try session.rows("SELECT bytes FROM thing ORDER BY id") { try $0.at(0) }
      }
      #expect(back == blobs)
    }
  }

  @Test("nothing is NULL in every kind of column", arguments: EngineKind.allCases)
  func nulls(engine: EngineKind) async throws {
    try await withDatabase(engine, Scratch.migrations) { database in
      let row = try await database.write { session in
        let (word, amount, share, bytes): (String?, Int64?, Double?, [UInt8]?) = (nil, nil, nil, nil)
        try session.run("INSERT INTO thing VALUES (\(1), \(word), \(amount), \(share), \(bytes))")
        return try session.first("SELECT * FROM thing")
      }
      #expect(row?.values == [.int(1), .null, .null, .null, .null])
    }
  }

  @Test("the same statement takes NULL first and a value later, and the other way round", arguments: EngineKind.allCases)
  func nullThenValue(engine: EngineKind) async throws {
    try await withDatabase(engine, Scratch.migrations) { database in
      let rows = try await database.write { session in
        let words: [String?] = [nil, "a", nil, "b"]
        let amounts: [Int64?] = [7, nil, nil, 8]
        for index in 0..<4 { try Scratch.insert(Int64(index), word: words[index], amount: amounts[index], in: session) }
        return try session.rows("SELECT word, amount FROM thing ORDER BY id").map(\.values)
      }
      #expect(rows == [[.null, .int(7)], [.text("a"), .null], [.null, .null], [.text("b"), .int(8)]])
    }
  }

  @Test("values bind in the order they are written, whatever their number", arguments: EngineKind.allCases)
  func order(engine: EngineKind) async throws {
    try await withDatabase(engine, Scratch.migrations) { database in
      let row = try await database.write { session in
        // Twelve, so that $1 and $12 may not be mixed up.
        try session.first(
          "SELECT \(1), \(2), \(3), \(4), \(5), \(6), \(7), \(8), \(9), \(10), \(11), \(12), \("dreizehn"), \(14.5)")
      }
      #expect(row?.values == (1...12).map { Value.int($0) } + [.text("dreizehn"), .real(14.5)])
    }
  }

  @Test("a spliced condition keeps its own values", arguments: EngineKind.allCases)
  func splice(engine: EngineKind) async throws {
    try await withDatabase(engine, Scratch.migrations) { database in
      let found: [Int64] = try await database.write { session in
        for id: Int64 in 1...20 { try Scratch.insert(id, word: id.isMultiple(of: 2) ? "even $1" : "odd", amount: id * 10, in: session) }
        let inner: Query = "amount BETWEEN \(30) AND \(150) AND word <> 'it''s $9'"
        let middle: Query = "\(inner) AND word = \("even $1")"
        let all: Query = "SELECT id FROM thing WHERE id > \(2) AND (\(middle)) AND id < \(13) ORDER BY id LIMIT \(3)"
        return try session.rows(all) { try $0.at(0) }
      }
      #expect(found == [4, 6, 8])
    }
  }

  @Test("a list matches its members, and an empty list nothing", arguments: EngineKind.allCases)
  func lists(engine: EngineKind) async throws {
    try await withDatabase(engine, Scratch.migrations) { database in
      let (some, none, words): ([Int64], [Int64], [Int64]) = try await database.write { session in
        for id: Int64 in 1...9 { try Scratch.insert(id, word: "w\(id)", in: session) }
        let empty: [Int64] = []
        return (
          try session.rows("SELECT id FROM thing WHERE id IN (\(list: [9, 3, 100] as [Int64])) ORDER BY id") { try $0.at(0) },
          try session.rows("SELECT id FROM thing WHERE id IN (\(list: empty))") { try $0.at(0) },
          try session.rows("SELECT id FROM thing WHERE word IN (\(list: ["w1", "x"])) AND id = \(1)") { try $0.at(0) }
        )
      }
      #expect(some == [3, 9])
      #expect(none == [])
      #expect(words == [1])
    }
  }

  @Test("a list may have thousands of members", arguments: EngineKind.allCases)
  func longList(engine: EngineKind) async throws {
    try await withDatabase(engine, Scratch.migrations) { database in
      let count: Int = try await database.write { session in
        for id: Int64 in 1...50 { try Scratch.insert(id, in: session) }
        return try session.value("SELECT count(*) FROM thing WHERE id IN (\(list: Array(1...10_000)))")
      }
      #expect(count == 50)
    }
  }

  @Test("a text with U+0000 is refused and nothing is stored", arguments: EngineKind.allCases)
  func zero(engine: EngineKind) async throws {
    try await withDatabase(engine, Scratch.migrations) { database in
      let refusal = await #expect(throws: DatabaseRefusal.self) {
        try await database.write { session in
          try Scratch.insert(1, in: session)
          try Scratch.insert(2, word: "a\u{0}b", in: session)
        }
      }
      #expect(refusal?.kind == .check)
      let kept = try await Scratch.ids(database)
      #expect(kept == [])
    }
  }

  @Test("a sum of whole numbers is a whole number, a comparison is 0 or 1", arguments: EngineKind.allCases)
  func computed(engine: EngineKind) async throws {
    try await withDatabase(engine, Scratch.migrations) { database in
      let row = try await database.write { session in
        for id: Int64 in 1...3 { try Scratch.insert(id, amount: id, in: session) }
        return try session.first("SELECT sum(amount), count(*), max(id), sum(amount) = 6, sum(amount) = 7, avg(amount * 1.5) FROM thing")
      }
      #expect(row?.values == [.int(6), .int(3), .int(3), .int(1), .int(0), .real(3)])
    }
  }
}
