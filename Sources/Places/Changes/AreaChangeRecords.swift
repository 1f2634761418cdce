public import Ground
import Foundation
public import SQL

/// The changes of areas as they are kept.
public struct AreaChangeRecords: Sendable {
  public init() {}

  public func find(_ id: AreaChangeID, in session: any Session) throws -> AreaChange? {
    try session.first("SELECT \(Self.columns) FROM area_change c WHERE c.id = \(id)", Self.change)
  }

  /// The changes that concern an area, the latest day first.
  func changes(of area: AreaID, after cursor: RowCursor? = nil, limit: Int, in session: any Session) throws -> [AreaChange] {
    let after: Query = cursor.map { " AND \($0.condition("c.day", "c.id", isDescending: true))" } ?? ""
    return try session.rows(
      """
      SELECT \(Self.columns) FROM area_change_area a JOIN area_change c ON c.id = a.change_id
      WHERE a.area_id = \(area)\(after) ORDER BY c.day DESC, c.id DESC LIMIT \(limit)
      """, Self.change)
  }

  /// How many changes that concern an area have come about.
  func countEnacted(of area: AreaID, in session: any Session) throws -> Int {
    try session.value(
      """
      SELECT COUNT(*) FROM area_change_area a JOIN area_change c ON c.id = a.change_id
      WHERE a.area_id = \(area) AND c.enacted_at IS NOT NULL
      """)
  }

  /// The changes that concern an area and have come about last, the last one first.
  func enacted(of area: AreaID, limit: Int, in session: any Session) throws -> [AreaChange] {
    try session.rows(
      """
      SELECT \(Self.columns) FROM area_change_area a JOIN area_change c ON c.id = a.change_id
      WHERE a.area_id = \(area) AND c.enacted_at IS NOT NULL ORDER BY c.enacted_at DESC, c.id DESC LIMIT \(limit)
      """, Self.change)
  }

  /// Those whose day has come and whose effect has not, in the order in which they are to come about.
  func due(on day: CivilDay, in session: any Session) throws -> [AreaChange] {
    try session.rows(
      "SELECT \(Self.columns) FROM area_change c WHERE c.enacted_at IS NULL AND c.day <= \(day) ORDER BY c.day, c.id", Self.change)
  }

  /// Those that have not come about, in the order in which they are to.
  func ahead(in session: any Session) throws -> [AreaChange] {
    try session.rows("SELECT \(Self.columns) FROM area_change c WHERE c.enacted_at IS NULL ORDER BY c.day, c.id", Self.change)
  }

  func insert(_ change: AreaChange, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO area_change (id, kind, area_id, day, made_at, person_id, post_id, reason, plan, enacted_at, reverses_id, version)
      VALUES (\(change.id), \(change.plan.kind.rawValue), \(change.plan.subject), \(change.plan.day), \(change.madeAt),
        \(change.person), \(change.post), \(change.reason), \(try Self.text(change.plan)), \(change.enactedAt), \(change.reverses), 1)
      """)
    for area in change.plan.areas.sorted() {
      try session.run("INSERT INTO area_change_area (area_id, change_id) VALUES (\(area), \(change.id))")
    }
  }

  /// - Returns: false when somebody else was faster.
  func enact(_ id: AreaChangeID, at now: Moment, in session: any Session) throws -> Bool {
    try session.run("UPDATE area_change SET enacted_at = \(now), version = version + 1 WHERE id = \(id) AND enacted_at IS NULL") == 1
  }

  func reverse(_ id: AreaChangeID, by reversal: AreaChangeID, in session: any Session) throws {
    try session.run("UPDATE area_change SET reversed_by_id = \(reversal), version = version + 1 WHERE id = \(id)")
  }

  private static let columns: Query =
    "c.id, c.plan, c.made_at, c.person_id, c.post_id, c.reason, c.enacted_at, c.reverses_id, c.reversed_by_id, c.version"

  private static func change(_ row: Row) throws -> AreaChange {
    var next = row.reader()
    return AreaChange(
      id: try next.next(), plan: try plan(try next.next()), madeAt: try next.next(), person: try next.next(), post: try next.next(),
      reason: try next.next(), enactedAt: try next.next(), reverses: try next.next(), reversedBy: try next.next(), version: try next.next())
  }

  private static func text(_ plan: AreaPlan) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(plan), as: UTF8.self)
  }

  private static func plan(_ text: String) throws -> AreaPlan { try JSONDecoder().decode(AreaPlan.self, from: Data(text.utf8)) }
}
