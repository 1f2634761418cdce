import Ground
import SQL

/// The pairs as they are kept.
struct PairRecords: Sendable {
  private static let columns: Query = """
    p.id, p.type, p.campaign, p.left_area_id, p.left_organisation_id, p.right_area_id, p.right_organisation_id, p.place, p.other_place,
    p.fixed, p.valid_from, p.valid_until, p.merged_into, p.version
    """

  private static func pair(_ row: Row) throws -> Pair {
    var reader: RowReader = row.reader()
    let id: PairID = try reader.next()
    let type: String = try reader.next()
    let campaign: String = try reader.next()
    let left: PairParty? = PairParty(area: try reader.next(), organisation: try reader.next())
    let right: PairParty? = PairParty(area: try reader.next(), organisation: try reader.next())
    guard let left, let right else { throw RowError.none }
    return Pair(
      id: id, type: type, campaign: campaign, left: left, right: right, place: try reader.next(), otherPlace: try reader.next(),
      fixed: try reader.next(), validFrom: try reader.next(), validUntil: try reader.next(), mergedInto: try reader.next(),
      version: try reader.next())
  }

  func insert(_ pair: Pair, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO pair (id, type, campaign, left_area_id, left_organisation_id, right_area_id, right_organisation_id, party_key, place,
        other_place, fixed, valid_from, valid_until, merged_into, version)
      VALUES (\(pair.id), \(pair.type), \(pair.campaign), \(pair.left.area), \(pair.left.organisation), \(pair.right.area),
        \(pair.right.organisation), \(pair.key), \(pair.place), \(pair.otherPlace), \(pair.fixed), \(pair.validFrom),
        \(pair.validUntil), \(pair.mergedInto), \(pair.version))
      """)
  }

  /// Writes what can change, and counts the version up.
  /// - Throws: ``Refusal`` `.stale`.
  func save(_ pair: Pair, in session: any Session) throws -> Pair {
    let changed: Int = try session.run(
      """
      UPDATE pair SET campaign = \(pair.campaign), fixed = \(pair.fixed), valid_until = \(pair.validUntil),
        merged_into = \(pair.mergedInto), version = version + 1
      WHERE id = \(pair.id) AND version = \(pair.version)
      """)
    guard changed == 1 else { throw Refusal(.stale) }
    var out: Pair = pair
    out.version += 1
    return out
  }

  func find(_ id: PairID, in session: any Session) throws -> Pair? {
    try session.first("SELECT \(Self.columns) FROM pair p WHERE p.id = \(id)", Self.pair)
  }

  /// - Throws: ``Refusal/absent`` when there is none or it is out of reach.
  func visible(_ id: PairID, to caller: Caller, _ permission: Permission = .allianceRead, in session: any Session) throws -> Pair {
    guard let pair = try find(id, in: session), PairScope(caller, permission).allows(pair) else { throw Refusal.absent }
    return pair
  }

  /// The ids of a pair and of all that went into it, and into those, as a condition on a column.
  static func merged(_ column: Query, into pair: PairID) -> Query {
    """
    \(column) IN (WITH RECURSIVE gone (id) AS (
      SELECT q.id FROM pair q WHERE q.id = \(pair) UNION SELECT q.id FROM gone JOIN pair q ON q.merged_into = gone.id) SELECT id FROM gone)
    """
  }

  /// All between the same two parties, whatever became of them.
  func alike(_ pair: Pair, in session: any Session) throws -> [Pair] {
    try session.rows("SELECT \(Self.columns) FROM pair p WHERE p.party_key = \(pair.key) ORDER BY p.valid_from, p.id", Self.pair)
  }

  /// All of which an organisation is a side, whatever became of them.
  func all(ofUnit unit: OrganisationID, in session: any Session) throws -> [Pair] {
    try session.rows(
      "SELECT \(Self.columns) FROM pair p WHERE p.left_organisation_id = \(unit) OR p.right_organisation_id = \(unit) ORDER BY p.id", Self.pair)
  }

  func list(
    _ filter: PairFilter, of scope: PairScope, on day: CivilDay, after cursor: RowCursor?, limit: Int, in session: any Session
  ) throws -> Rows<Pair> {
    var conditions: [Query] = [scope.condition] + filter.conditions(on: day)
    if let cursor { conditions.append(cursor.condition("p")) }
    let found: [Pair] = try session.rows(
      "SELECT \(Self.columns) FROM pair p WHERE \(Query.joined(conditions, by: " AND ")) ORDER BY p.place, p.id LIMIT \(limit + 1)", Self.pair)
    return Rows(found, limit: limit) { RowCursor($0.place.number, $0.id.raw) }
  }

  func count(_ filter: PairFilter, of scope: PairScope, on day: CivilDay, in session: any Session) throws -> Int {
    let conditions: [Query] = [scope.condition] + filter.conditions(on: day)
    return try session.value("SELECT COUNT(*) FROM pair p WHERE \(Query.joined(conditions, by: " AND "))")
  }
}
