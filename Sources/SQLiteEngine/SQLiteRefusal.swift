import GRDBSQLite
import SQL

extension DatabaseRefusal {
  /// - Parameter code: SQLite's extended result code.
  static func sqlite(_ code: CInt, _ message: String) -> DatabaseRefusal {
    DatabaseRefusal(kind(code), subject: subject(in: message), detail: "SQLite \(code): \(message)")
  }

  /// What the connection says about its last call.
  static func sqlite(_ connection: OpaquePointer?) -> DatabaseRefusal {
    sqlite(sqlite3_extended_errcode(connection), sqlite3_errmsg(connection).map { String(cString: $0) } ?? "")
  }

  private static func kind(_ code: CInt) -> Kind {
    switch code {
    // PRIMARYKEY, UNIQUE, ROWID
    case 1555, 2067, 2579: return .unique
    case 787: return .foreignKey
    // CHECK, and a value of the wrong type
    case 275, 3091: return .check
    case 1299: return .notNull
    default: break
    }
    switch code & 0xff {
    case SQLITE_BUSY, SQLITE_LOCKED: return .busy
    case SQLITE_IOERR, SQLITE_FULL, SQLITE_CANTOPEN, SQLITE_NOMEM: return .storage
    case SQLITE_READONLY: return .readOnly
    case SQLITE_CONSTRAINT: return .check
    default: return .broken
    }
  }

  /// `UNIQUE constraint failed: matter.number` names `matter.number`.
  private static func subject(in message: String) -> String? {
    guard let range = message.firstRange(of: "constraint failed: ") else { return nil }
    return String(message[range.upperBound...])
  }
}
