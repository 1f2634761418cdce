import Ground
import Places
import SQL

/// Rounds, visits and follow-ups as they are kept.
struct VisitRecords: Sendable {
  private static let visitColumns: Query =
    "v.id, v.round_id, v.post_id, v.organisation_id, v.place, v.goes_out, v.planned, v.done, v.exchanged, v.version"
  private static let roundColumns: Query = "r.id, r.area_id, r.place, r.place_last, r.quarter, r.covers, r.version"

  private static func visit(_ row: Row) throws -> SecretaryVisit {
    var reader: RowReader = row.reader()
    return SecretaryVisit(
      id: try reader.next(), round: try reader.next(), pair: VisitPlan.Pair(secretary: try reader.next(), unit: try reader.next()),
      place: try reader.next(), goesOut: try reader.next(), planned: try reader.next(), done: try reader.next(),
      exchanged: try reader.next(), version: try reader.next())
  }

  private static func round(_ row: Row) throws -> VisitRound {
    var reader: RowReader = row.reader()
    return VisitRound(
      id: try reader.next(), area: try reader.next(), range: PlaceRange(try reader.next(), try reader.next()), quarter: try reader.next(),
      covers: try reader.next(), version: try reader.next())
  }

  // MARK: Rounds

  func insert(_ round: VisitRound, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO visit_round (id, area_id, place, place_last, quarter, covers, version)
      VALUES (\(round.id), \(round.area), \(round.range.first), \(round.range.last), \(round.quarter), \(round.covers), \(round.version))
      """)
  }

  /// Counts the version up.
  /// - Throws: ``Refusal`` `.stale`.
  func touch(_ round: VisitRound, in session: any Session) throws -> VisitRound {
    let changed: Int = try session.run("UPDATE visit_round SET version = version + 1 WHERE id = \(round.id) AND version = \(round.version)")
    guard changed == 1 else { throw Refusal(.stale) }
    var out: VisitRound = round
    out.version += 1
    return out
  }

  func round(of area: AreaID, _ quarter: Quarter, in session: any Session) throws -> VisitRound? {
    try session.first("SELECT \(Self.roundColumns) FROM visit_round r WHERE r.area_id = \(area) AND r.quarter = \(quarter)", Self.round)
  }

  /// - Throws: ``Refusal/absent`` when there is none or it is out of reach.
  func visibleRound(_ id: VisitRoundID, to caller: Caller, _ permission: Permission = .allianceRead, in session: any Session) throws -> VisitRound {
    let found: VisitRound? = try session.first("SELECT \(Self.roundColumns) FROM visit_round r WHERE r.id = \(id)", Self.round)
    guard let found, VisitRecords.reaches(caller.policy(for: permission), found.range) else { throw Refusal.absent }
    return found
  }

  /// A round is seen by whoever has to do with its area or with part of it; its visits are filtered on their own.
  private static func reaches(_ policy: Policy, _ range: PlaceRange) -> Bool {
    policy.ranges.contains { $0.contains(range) || range.contains($0) }
  }

  func rounds(
    within: Within?, of policy: Policy, after cursor: RowCursor?, limit: Int, in session: any Session
  ) throws -> Rows<VisitRound> {
    let arms: [Query] = policy.ranges.map { range in
      """
      (r.place BETWEEN \(range.first) AND \(range.last) AND r.place_last <= \(range.last)
        OR r.place <= \(range.first) AND r.place_last >= \(range.last))
      """
    }
    guard !arms.isEmpty else { return Rows([], limit: limit) { RowCursor(0, $0.id.raw) } }
    var conditions: [Query] = ["(\(Query.joined(arms, by: " OR ")))"]
    if let within { conditions.append(within.condition("r", .visitRounds)) }
    if let cursor { conditions.append("r.id < \(cursor.id)") }
    let found: [VisitRound] = try session.rows(
      "SELECT \(Self.roundColumns) FROM visit_round r WHERE \(Query.joined(conditions, by: " AND ")) ORDER BY r.id DESC LIMIT \(limit + 1)",
      Self.round)
    return Rows(found, limit: limit) { RowCursor(0, $0.id.raw) }
  }

  // MARK: Visits

  func insert(_ visit: SecretaryVisit, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO secretary_visit (id, round_id, post_id, organisation_id, place, goes_out, planned, done, exchanged, version)
      VALUES (\(visit.id), \(visit.round), \(visit.pair.secretary), \(visit.pair.unit), \(visit.place), \(visit.goesOut),
        \(visit.planned), \(visit.done), \(visit.exchanged), \(visit.version))
      """)
  }

  /// - Throws: ``Refusal`` `.stale`.
  func save(_ visit: SecretaryVisit, in session: any Session) throws -> SecretaryVisit {
    let changed: Int = try session.run(
      """
      UPDATE secretary_visit SET done = \(visit.done), exchanged = \(visit.exchanged), version = version + 1
      WHERE id = \(visit.id) AND version = \(visit.version)
      """)
    guard changed == 1 else { throw Refusal(.stale) }
    var out: SecretaryVisit = visit
    out.version += 1
    return out
  }

  func remove(_ id: SecretaryVisitID, in session: any Session) throws {
    try session.run("DELETE FROM secretary_visit WHERE id = \(id) AND done IS NULL")
  }

  func visible(_ id: SecretaryVisitID, to caller: Caller, _ permission: Permission = .allianceRead, in session: any Session) throws -> SecretaryVisit
  {
    let found: SecretaryVisit? = try session.first("SELECT \(Self.visitColumns) FROM secretary_visit v WHERE v.id = \(id)", Self.visit)
    guard let found, VisitScope(caller, permission).allows(found) else { throw Refusal.absent }
    return found
  }

  /// All of a round that a scope reaches, for the matrix and for planning.
  func all(of round: VisitRoundID, scope: VisitScope? = nil, in session: any Session) throws -> [SecretaryVisit] {
    let condition: Query = scope?.condition ?? "1 = 1"
    return try session.rows(
      "SELECT \(Self.visitColumns) FROM secretary_visit v WHERE v.round_id = \(round) AND \(condition) ORDER BY v.planned, v.id", Self.visit)
  }

  func list(
    _ filter: VisitFilter, of scope: VisitScope, on today: CivilDay, after cursor: RowCursor?, limit: Int, in session: any Session
  ) throws -> Rows<SecretaryVisit> {
    var conditions: [Query] = [scope.condition] + filter.conditions(on: today)
    if let cursor { conditions.append(cursor.condition("v.planned", "v.id")) }
    let found: [SecretaryVisit] = try session.rows(
      "SELECT \(Self.visitColumns) FROM secretary_visit v WHERE \(Query.joined(conditions, by: " AND ")) ORDER BY v.planned, v.id LIMIT \(limit + 1)",
      Self.visit)
    return Rows(found, limit: limit) { RowCursor(Int64($0.planned.daysSince1970), $0.id.raw) }
  }

  func count(_ filter: VisitFilter, of scope: VisitScope, on today: CivilDay, in session: any Session) throws -> Int {
    let conditions: [Query] = [scope.condition] + filter.conditions(on: today)
    return try session.value("SELECT COUNT(*) FROM secretary_visit v WHERE \(Query.joined(conditions, by: " AND "))")
  }

  // MARK: Follow-ups

  func insert(_ followUp: FollowUp, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO follow_up (id, visit_id, what, owner, due, done, version)
      VALUES (\(followUp.id), \(followUp.visit), \(followUp.what), \(followUp.owner), \(followUp.due),
        \(followUp.done), \(followUp.version))
      """)
  }

  func finish(_ followUp: FollowUp, on day: CivilDay, in session: any Session) throws {
    let changed: Int = try session.run(
      "UPDATE follow_up SET done = \(day), version = version + 1 WHERE id = \(followUp.id) AND version = \(followUp.version)")
    guard changed == 1 else { throw Refusal(.stale) }
  }

  func followUps(of visit: SecretaryVisitID, in session: any Session) throws -> [FollowUp] {
    try session.rows(
      "SELECT u.id, u.visit_id, u.what, u.owner, u.due, u.done, u.version FROM follow_up u WHERE u.visit_id = \(visit) ORDER BY u.due, u.id LIMIT 200"
    ) { row in
      var reader: RowReader = row.reader()
      return FollowUp(
        id: try reader.next(), visit: try reader.next(), what: try reader.next(), owner: try reader.next(), due: try reader.next(),
        done: try reader.next(), version: try reader.next())
    }
  }
}
