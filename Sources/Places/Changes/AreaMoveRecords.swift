public import Ground
public import SQL

/// Which rows a change took from one area to another, for its reversal.
public enum AreaMoveRecords {
  public static func insert(
    change: AreaChangeID, subject: AreaSubject, row: Int64, from: AreaID, to: AreaID, in session: any Session
  ) throws {
    try session.run(
      """
      INSERT INTO area_move (change_id, subject, row_id, from_id, to_id) VALUES (\(change), \(subject), \(row), \(from), \(to))
      ON CONFLICT (change_id, subject, row_id) DO UPDATE SET to_id = excluded.to_id
      """)
  }
}
