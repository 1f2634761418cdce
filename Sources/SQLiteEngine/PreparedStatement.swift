import GRDBSQLite
import SQL
import class GRDB.Statement

/// A compiled statement of one connection. Bound and stepped through SQLite's own functions: GRDB's rows and arguments cost
/// more than the query they carry.
final class PreparedStatement {
  private let statement: Statement
  private let handle: OpaquePointer
  private let connection: OpaquePointer?
  /// Between `begin` and `end`; a second use of the same text meanwhile needs a statement of its own.
  private(set) var isBusy: Bool = false

  init(_ statement: Statement) {
    self.statement = statement
    handle = statement.sqliteStatement
    connection = sqlite3_db_handle(statement.sqliteStatement)
  }

  var changesNothing: Bool { statement.isReadonly }

  func begin(_ values: [Value]) throws {
    let wanted = Int(sqlite3_bind_parameter_count(handle))
    guard wanted == values.count else {
      throw DatabaseRefusal(.broken, detail: "the statement has \(wanted) placeholders and \(values.count) values")
    }
    isBusy = true
    for (index, value) in values.enumerated() { try bind(value, at: CInt(index + 1)) }
  }

  /// Returns false when there is no further row.
  func step() throws -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw DatabaseRefusal.sqlite(connection)
    }
  }

  func end() {
    sqlite3_reset(handle)
    // Not to keep photos and long texts alive in a cached statement.
    sqlite3_clear_bindings(handle)
    isBusy = false
  }

  private func bind(_ value: Value, at index: CInt) throws {
    let code: CInt
    switch value {
    case .null: code = sqlite3_bind_null(handle, index)
    case .int(let number): code = sqlite3_bind_int64(handle, index, number)
    case .real(let number): code = sqlite3_bind_double(handle, index, number)
    case .text(let text): code = try bind(text, at: index)
    case .blob(let bytes): code = bind(bytes, at: index)
    }
    guard code == SQLITE_OK else { throw DatabaseRefusal.sqlite(connection) }
  }

  private func bind(_ text: String, at index: CInt) throws -> CInt {
    // A nil pointer would bind NULL.
    if text.isEmpty { return sqlite3_bind_text(handle, index, "", 0, Self.copied) }
    var text = text
    return try text.withUTF8 { utf8 -> CInt in
      // SQLite would take it, PostgreSQL cannot: one answer on both.
      if utf8.contains(0) { throw DatabaseRefusal.zeroInText }
      return utf8.withMemoryRebound(to: CChar.self) {
        sqlite3_bind_text64(handle, index, $0.baseAddress, UInt64($0.count), Self.copied, UInt8(SQLITE_UTF8))
      }
    }
  }

  private func bind(_ bytes: [UInt8], at index: CInt) -> CInt {
    if bytes.isEmpty { return sqlite3_bind_zeroblob(handle, index, 0) }
    return bytes.withUnsafeBytes { sqlite3_bind_blob64(handle, index, $0.baseAddress, UInt64($0.count), Self.copied) }
  }

  func row() -> Row {
    let count = sqlite3_data_count(handle)
    var values: [Value] = []
    values.reserveCapacity(Int(count))
    for index in 0..<count { values.append(value(at: index)) }
    return Row(values)
  }

  private func value(at index: CInt) -> Value {
    switch sqlite3_column_type(handle, index) {
    case SQLITE_INTEGER: return .int(sqlite3_column_int64(handle, index))
    case SQLITE_FLOAT: return .real(sqlite3_column_double(handle, index))
    case SQLITE_TEXT: return .text(text(at: index))
    case SQLITE_BLOB: return .blob(blob(at: index))
    default: return .null
    }
  }

  private func text(at index: CInt) -> String {
    // The order matters: column_text may convert, column_bytes then measures the result.
    guard let start = sqlite3_column_text(handle, index) else { return "" }
    let length = Int(sqlite3_column_bytes(handle, index))
    return String(decoding: UnsafeBufferPointer(start: start, count: length), as: UTF8.self)
  }

  private func blob(at index: CInt) -> [UInt8] {
    guard let start = sqlite3_column_blob(handle, index) else { return [] }
    return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, index))))
  }

  /// SQLITE_TRANSIENT, a macro Swift does not see: SQLite makes its own copy before the call returns.
  private static let copied: sqlite3_destructor_type = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}
