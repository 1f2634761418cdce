import CLibPQ
import SQL

/// Reads a row of a text-format result by the types of its columns.
enum PostgresRow {
  static func read(_ result: OpaquePointer, row: CInt = 0) -> Row {
    let count = PQnfields(result)
    var values: [Value] = []
    values.reserveCapacity(Int(count))
    for column in 0..<count { values.append(value(result, row, column)) }
    return Row(values)
  }

  private static func value(_ result: OpaquePointer, _ row: CInt, _ column: CInt) -> Value {
    guard PQgetisnull(result, row, column) == 0, let start = PQgetvalue(result, row, column) else { return .null }
    let raw = UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(result, row, column)))
    switch PQftype(result, column) {
    // bool: a comparison in a SELECT list, which SQLite answers with 0 or 1
    case 16: return .int(raw.first == UInt8(ascii: "t") ? 1 : 0)
    case 17: return .blob(bytes(raw))
    case 20, 21, 23: return integer(raw).map(Value.int) ?? .text(text(raw))
    case 700, 701: return Double(text(raw)).map(Value.real) ?? .text(text(raw))
    case 1700: return numeric(text(raw))
    default: return .text(text(raw))
    }
  }

  private static func text(_ raw: UnsafeRawBufferPointer) -> String { String(decoding: raw, as: UTF8.self) }

  /// `sum(bigint)` is numeric on PostgreSQL and an integer on SQLite.
  private static func numeric(_ text: String) -> Value {
    if let whole = Int64(text) { return .int(whole) }
    return Double(text).map(Value.real) ?? .text(text)
  }

  /// Digits by hand: `Int64(String)` costs more than the rest of the row.
  private static func integer(_ raw: UnsafeRawBufferPointer) -> Int64? {
    var negated: Int64 = 0
    let isNegative = raw.first == UInt8(ascii: "-")
    for byte in raw.dropFirst(isNegative ? 1 : 0) {
      guard (48...57).contains(byte) else { return nil }
      negated = negated &* 10 &- Int64(byte - 48)
    }
    return isNegative ? negated : -negated
  }

  /// `\x` and two hexadecimal digits a byte.
  private static func bytes(_ raw: UnsafeRawBufferPointer) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(max(0, raw.count - 2) / 2)
    var index = 2
    while index + 1 < raw.count {
      out.append(digit(raw[index]) << 4 | digit(raw[index + 1]))
      index += 2
    }
    return out
  }

  private static func digit(_ character: UInt8) -> UInt8 { character < 58 ? character &- 48 : character &- 87 }
}
