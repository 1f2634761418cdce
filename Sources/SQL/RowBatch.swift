/// Rows gathered into statements of many: 77,196 rows are 1,544 statements, which PostgreSQL feels. End with ``flush()``.
public struct RowBatch {
  private static let most: Int = 50

  private let head: StaticString
  private let session: any Session
  private var rows: [[any Bindable]] = []

  public init(_ head: StaticString, in session: any Session) {
    self.head = head
    self.session = session
  }

  public mutating func add(_ row: [any Bindable]) throws {
    rows.append(row)
    if rows.count == RowBatch.most { try flush() }
  }

  /// Writes what is still waiting.
  public mutating func flush() throws {
    guard !rows.isEmpty else { return }
    var text = Query.Interpolation(literalCapacity: 200, interpolationCount: rows.count * (rows.first?.count ?? 0))
    text.appendLiteral(head)
    for (index, row) in rows.enumerated() {
      text.appendLiteral(index == 0 ? " (" : ", (")
      for (column, value) in row.enumerated() {
        if column > 0 { text.appendLiteral(", ") }
        text.appendInterpolation(value)
      }
      text.appendLiteral(")")
    }
    rows.removeAll(keepingCapacity: true)
    try session.run(Query(stringInterpolation: text))
  }
}
