import SQL

/// A table with a column of every kind.
enum Scratch {
  static let migrations: [Migration] = [
    Migration(
      "scratch.1.thing",
      [
        "CREATE TABLE thing (id BIGINT PRIMARY KEY, word TEXT, amount BIGINT, share DOUBLE PRECISION, bytes BYTEA)"
      ])
  ]

  static func insert(_ id: Int64, word: String? = nil, amount: Int64? = nil, in session: any Session) throws {
    try session.run("INSERT INTO thing (id, word, amount) VALUES (\(id), \(word), \(amount))")
  }

  static func ids(in session: any Session) throws -> [Int64] {
    try session.rows("SELECT id FROM thing ORDER BY id") { try $0.at(0) }
  }

  static func ids(_ database: any Database) async throws -> [Int64] {
    try await database.read { try ids(in: $0) }
  }
}

/// The caller's own error, which no engine makes.
struct Mishap: Error, Equatable {}

/// What a body throws. `#expect(throws:)` inside a throwing closure that goes on throwing loses its way in Swift 6.3.
func failure(_ body: () throws -> Void) -> (any Error)? {
  do {
    try body()
    return nil
  } catch {
    return error
  }
}
