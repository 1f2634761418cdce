import CLibPQ
import SQL

/// The rows of one statement, one by one as they arrive. When another statement must use the connection meanwhile, the rest
/// is taken in first.
final class PostgresStream {
  private let connection: OpaquePointer
  private var kept: ArraySlice<Row> = []
  private var isComplete: Bool = false
  private var refusal: DatabaseRefusal?
  private(set) var changed: Int = 0

  init(_ connection: OpaquePointer) { self.connection = connection }

  /// - Throws: ``DatabaseRefusal``, after the rows that came before it.
  func next() throws -> Row? {
    if let row = kept.popFirst() { return row }
    if !isComplete, let row = arrive() { return row }
    if let refusal { throw refusal }
    return nil
  }

  /// Reads what is left into memory, so that the connection is free.
  func takeIn() {
    while !isComplete, let row = arrive() { kept.append(row) }
  }

  /// Reads what is left and drops it.
  func discard() {
    while !isComplete, arrive() != nil {}
  }

  /// The next row from the server; nil at the end.
  private func arrive() -> Row? {
    while let result = PQgetResult(connection) {
      defer { PQclear(result) }
      switch PQresultStatus(result) {
      case PGRES_SINGLE_TUPLE: return PostgresRow.read(result)
      case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: changed = count(result)
      default: note(result)
      }
    }
    isComplete = true
    return nil
  }

  private func note(_ result: OpaquePointer) {
    let isLost = PQstatus(connection) == CONNECTION_BAD
    refusal = refusal ?? (isLost ? DatabaseRefusal.postgres(lost: connection) : DatabaseRefusal.postgres(result))
  }

  /// A SELECT counts what it read; that is no change.
  private func count(_ result: OpaquePointer) -> Int {
    guard let tag = PQcmdStatus(result), !String(cString: tag).hasPrefix("SELECT"), let text = PQcmdTuples(result) else { return 0 }
    return Int(String(cString: text)) ?? 0
  }
}
