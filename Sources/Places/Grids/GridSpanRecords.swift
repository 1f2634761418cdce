public import Ground
public import SQL

/// The spans of grids' kinds and duties as they are kept. Both tables are alike but for the name of the word.
public struct GridSpanRecords: Sendable {
  public enum Table: Sendable { case kind, duty }

  private let table: Query
  private let word: Query

  public init(_ table: Table) {
    self.table = table == .kind ? "grid_kind" : "grid_duty"
    word = table == .kind ? "kind" : "duty"
  }

  public func spans(of area: AreaID, in session: any Session) throws -> [GridSpan] {
    try session.rows(
      "SELECT \(word), valid_from, valid_until FROM \(table) WHERE area_id = \(area) ORDER BY COALESCE(valid_from, 0), id", Self.span)
  }

  public func insert(_ span: GridSpan, of area: AreaID, id: Int64, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO \(table) (id, area_id, \(word), valid_from, valid_until)
      VALUES (\(id), \(area), \(span.word), \(span.from), \(span.until))
      """)
  }

  /// Ends the open span of a word on a day; one that would have begun that day or later never was.
  public func end(_ word: String, of area: AreaID, on day: CivilDay, in session: any Session) throws {
    let open: Query = "area_id = \(area) AND \(self.word) = \(word) AND valid_until IS NULL"
    try session.run("DELETE FROM \(table) WHERE \(open) AND valid_from >= \(day)")
    try session.run("UPDATE \(table) SET valid_until = \(day) WHERE \(open)")
  }

  private static func span(_ row: Row) throws -> GridSpan {
    GridSpan(
      word: try row.at(0), from: try row.at(1),
      until: try row.at(2))
  }
}
