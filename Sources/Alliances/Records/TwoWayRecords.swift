import Ground
import SQL

/// Records of two sides as they are kept.
struct TwoWayRecords: Sendable {
  private static let columns: Query = """
    r.id, r.pair_id, r.kind, r.about, r.day, r.left_text, r.left_state, r.left_day, r.right_text, r.right_state, r.right_day, r.version
    """

  private static func record(_ row: Row) throws -> TwoWayRecord {
    var reader: RowReader = row.reader()
    return TwoWayRecord(
      id: try reader.next(), pair: try reader.next(), kind: try reader.next(), about: try reader.next(), day: try reader.next(),
      left: TwoWayRecord.Direction(text: try reader.next(), state: try reader.next(), day: try reader.next()),
      right: TwoWayRecord.Direction(text: try reader.next(), state: try reader.next(), day: try reader.next()), version: try reader.next())
  }

  func insert(_ record: TwoWayRecord, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO two_way_record (id, pair_id, kind, about, day, left_text, left_state, left_day, right_text, right_state, right_day, version)
      VALUES (\(record.id), \(record.pair), \(record.kind), \(record.about), \(record.day), \(record.left.text),
        \(record.left.state), \(record.left.day), \(record.right.text), \(record.right.state),
        \(record.right.day), \(record.version))
      """)
  }

  /// - Throws: ``Refusal`` `.stale`.
  func save(_ record: TwoWayRecord, in session: any Session) throws -> TwoWayRecord {
    let changed: Int = try session.run(
      """
      UPDATE two_way_record SET left_text = \(record.left.text), left_state = \(record.left.state),
        left_day = \(record.left.day), right_text = \(record.right.text), right_state = \(record.right.state),
        right_day = \(record.right.day), version = version + 1
      WHERE id = \(record.id) AND version = \(record.version)
      """)
    guard changed == 1 else { throw Refusal(.stale) }
    var out: TwoWayRecord = record
    out.version += 1
    return out
  }

  func find(_ id: TwoWayRecordID, in session: any Session) throws -> TwoWayRecord? {
    try session.first("SELECT \(Self.columns) FROM two_way_record r WHERE r.id = \(id)", Self.record)
  }

  /// Those of a pair and of all that went into it, the latest first.
  func all(of pair: PairID, in session: any Session) throws -> [TwoWayRecord] {
    try session.rows(
      """
      SELECT \(Self.columns) FROM two_way_record r
      WHERE \(PairRecords.merged("r.pair_id", into: pair))
      ORDER BY r.day DESC, r.id DESC LIMIT 500
      """, Self.record)
  }
}
