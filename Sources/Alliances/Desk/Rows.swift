import Ground

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
