import CLibPQ
import SQL

/// One blocking connection and its prepared statements, used by one thread.
final class PostgresConnection {
  private let handle: OpaquePointer
  private var statements: [String: [Prepared]] = [:]
  private var count: Int = 0
  /// Never used twice, so that a name is free even when forgetting failed half-way.
  private var serial: Int = 0
  /// The result still arriving, if any: a further statement waits until it has been taken in.
  private var arriving: PostgresStream?
  /// Whether the answer to a command sent by `executeAside` is still to be read.
  private var owesAnswer: Bool = false

  private struct Prepared {
    let name: String
    let types: [UInt32]
  }

  init(_ settings: PostgresSettings) throws {
    handle = try settings.connect()
    do { for command in settings.greeting { try execute(command) } } catch {
      PQfinish(handle)
      throw error
    }
  }

  deinit { PQfinish(handle) }

  /// Runs a fixed command and returns its tag, `COMMIT` or `ROLLBACK`.
  @discardableResult func execute(_ command: String) throws -> String {
    try settle()
    guard let result = PQexec(handle, command) else { throw DatabaseRefusal.postgres(lost: handle) }
    defer { PQclear(result) }
    return try tag(result)
  }

  /// Calls `body` for every row as it arrives, and returns how many rows the statement changed.
  @discardableResult func each(_ query: Query, _ body: (Row) throws -> Void) throws -> Int {
    let parameters = try PostgresParameters(query.values)
    try settle()
    let name = try prepared(query.text, parameters.types)
    let sent = parameters.pass { PQsendQueryPrepared(handle, name, $0, $1, $2, $3, 0) }
    guard sent == 1 else { throw DatabaseRefusal.postgres(lost: handle) }
    PQsetSingleRowMode(handle)
    let stream = PostgresStream(handle)
    arriving = stream
    defer { stream.discard() }
    while let row = try stream.next() { try body(row) }
    return stream.changed
  }

  /// Sends a command whose answer nobody waits for: the next use of the connection reads it, and fails if it failed.
  func executeAside(_ command: String) throws {
    try settle()
    guard PQsendQuery(handle, command) == 1 else { throw DatabaseRefusal.postgres(lost: handle) }
    owesAnswer = true
  }

  /// Makes the connection free for the next command.
  private func settle() throws {
    arriving?.takeIn()
    arriving = nil
    guard owesAnswer else { return }
    owesAnswer = false
    var refusal: (any Error)?
    while let result = PQgetResult(handle) {
      defer { PQclear(result) }
      do { try tag(result) } catch { refusal = refusal ?? error }
    }
    if let refusal { throw refusal }
  }

  /// After a change of the schema the server refuses old plans.
  func forget() throws {
    statements = [:]
    count = 0
    try execute("DEALLOCATE ALL")
  }

  /// A statement whose declared types fit. NULL fits every type, so that a text has few of them.
  private func prepared(_ text: String, _ types: [UInt32]) throws -> String {
    let known = statements[text]?.first { made in zip(made.types, types).allSatisfy { $1 == 0 || $0 == $1 } }
    if let known, known.types.count == types.count { return known.name }
    if count >= Self.limit { try forget() }
    serial += 1
    let made = Prepared(name: "s\(serial)", types: types)
    guard let result = PQprepare(handle, made.name, text, CInt(types.count), types) else { throw DatabaseRefusal.postgres(lost: handle) }
    defer { PQclear(result) }
    try tag(result)
    statements[text, default: []].append(made)
    count += 1
    return made.name
  }

  /// - Throws: ``DatabaseRefusal`` when the result is an error.
  @discardableResult private func tag(_ result: OpaquePointer) throws -> String {
    switch PQresultStatus(result) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: return PQcmdStatus(result).map { String(cString: $0) } ?? ""
    default: throw PQstatus(handle) == CONNECTION_BAD ? DatabaseRefusal.postgres(lost: handle) : DatabaseRefusal.postgres(result)
    }
  }

  /// Lists of different lengths make texts without end.
  private static let limit: Int = 400
}
