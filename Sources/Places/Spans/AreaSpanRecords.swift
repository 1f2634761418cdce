public import Ground
public import SQL

/// The dated spans of areas as they are kept.
public struct AreaSpanRecords: Sendable {
  public init() {}

  /// All that an area was, is and will be, in the order of its days.
  public func spans(of area: AreaID, in session: any Session) throws -> [AreaSpan] {
    let found: [AreaSpan] = try session.rows("SELECT \(Self.columns) FROM area_span s WHERE s.area_id = \(area)", Self.span)
    return found.sorted { ($0.validFrom ?? .distantPast) < ($1.validFrom ?? .distantPast) }
  }

  func insert(_ span: AreaSpan, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO area_span (area_id, code, level, name, parent_id, place, place_last, valid_from, valid_until, change_id)
      VALUES (\(span.area), \(span.code), \(span.level), \(span.name), \(span.parent), \(span.range.first), \(span.range.last),
        \(span.validFrom), \(span.validUntil), \(span.change))
      """)
  }

  /// Rises with every change of a span or of the rows for today.
  func revision(in session: any Session) throws -> Int64 { try session.value("SELECT revision FROM structure_revision WHERE id = 1") }

  /// Said after spans or the rows for today have changed, in the same transaction.
  func raiseRevision(in session: any Session) throws {
    try session.run("UPDATE structure_revision SET revision = revision + 1 WHERE id = 1")
  }

  static let columns: Query =
    "s.area_id, s.code, s.level, s.name, s.parent_id, s.place, s.place_last, s.valid_from, s.valid_until, s.change_id"

  static func span(_ row: Row) throws -> AreaSpan {
    var next = row.reader()
    return try span(&next)
  }

  static func span(_ next: inout RowReader) throws -> AreaSpan {
    AreaSpan(
      area: try next.next(), code: try next.next(), level: try next.next(), name: try next.next(), parent: try next.next(),
      range: try next.range(), validFrom: try next.next(),
      validUntil: try next.next(), change: try next.next())
  }
}

extension CivilDay {
  /// Before every day that stands in a span.
  static let distantPast: CivilDay = CivilDay(daysSince1970: -1_000_000)
}
