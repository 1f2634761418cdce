import CLibPQ
import SQL

extension DatabaseRefusal {
  /// What a failed result says.
  static func postgres(_ result: OpaquePointer) -> DatabaseRefusal {
    let state = field(result, "C") ?? "XX000"
    // Not the whole message: its detail may hold the row, and a row may hold somebody's name.
    let message = field(result, "M") ?? ""
    let column = field(result, "c").flatMap { column in field(result, "t").map { "\($0).\(column)" } }
    let stale = state == "0A000" && message.contains("cached plan")
    return DatabaseRefusal(
      stale ? .serialization : kind(state), subject: field(result, "n") ?? column ?? field(result, "t"), detail: "PostgreSQL \(state): \(message)")
  }

  /// What the connection says, without a result: it is gone.
  static func postgres(lost connection: OpaquePointer?) -> DatabaseRefusal {
    DatabaseRefusal(.lost, detail: "PostgreSQL: \(PQerrorMessage(connection).map { String(cString: $0) } ?? "")")
  }

  /// - Parameter code: one of libpq's PG_DIAG characters, macros that Swift does not see.
  private static func field(_ result: OpaquePointer, _ code: Character) -> String? {
    guard let ascii = code.asciiValue, let text = PQresultErrorField(result, CInt(ascii)) else { return nil }
    return String(cString: text)
  }

  /// - Parameter state: the SQLSTATE, PostgreSQL's appendix A.
  private static func kind(_ state: String) -> Kind {
    switch state {
    case "23505", "23P01": return .unique
    case "23503": return .foreignKey
    // The last two: U+0000, or a character the encoding does not have.
    case "23514", "22021", "22P05": return .check
    case "23502": return .notNull
    case "40001", "40P01": return .serialization
    case "55P03", "57014", "53300": return .busy
    case "53100", "53200", "58030": return .storage
    case "25006": return .readOnly
    // A statement with another number of values than placeholders: ours, though it stands among the connection errors.
    case "08P01": return .broken
    default: return state.hasPrefix("08") || state.hasPrefix("57P0") ? .lost : .broken
    }
  }
}
