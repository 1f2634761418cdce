import Ground
import SQL

/// Where a page of a list ended whose order is by some number, then id.
struct RowCursor: Sendable, Hashable, LosslessStringConvertible {
  let major: Int64
  let id: Int64

  init(_ major: Int64, _ id: Int64) {
    self.major = major
    self.id = id
  }

  init?(_ description: String) {
    let parts: [Substring] = description.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let major = Int64(parts[0]), let id = Int64(parts[1]) else { return nil }
    self.init(major, id)
  }

  /// As ``Visit/cursor`` gives it.
  static func read(_ text: String?) throws -> RowCursor? {
    guard let text else { return nil }
    guard let known = RowCursor(text) else { throw Refusal.absent }
    return known
  }

  var description: String { "\(major).\(id)" }

  func condition(_ major: Query, _ id: Query) -> Query {
    "(\(major) > \(self.major) OR (\(major) = \(self.major) AND \(id) > \(self.id)))"
  }
}

/// A page of a list: at most as many rows as asked for, and where the next page begins.
struct Rows<Row: Sendable>: Sendable {
  let rows: [Row]
  let next: RowCursor?

  /// - Parameter found: one more than the limit, when there is one.
  init(_ found: [Row], limit: Int, cursor: (Row) -> RowCursor) {
    rows = Array(found.prefix(limit))
    next = found.count > limit ? rows.last.map(cursor) : nil
  }
}
