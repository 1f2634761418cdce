import Ground
import SQL

/// The alliances as they are kept.
struct AllianceRecords: Sendable {
  private static let columns: Query = """
    o.id, o.kind, o.area_id, o.place, o.valid_from, a.turn_from, a.turn_months, a.rotating_post_id, a.version
    """

  private static func alliance(_ reader: inout RowReader) throws -> Alliance {
    Alliance(
      id: try reader.next(), kind: try reader.next(), area: try reader.next(), place: try reader.next(), validFrom: try reader.next(),
      turnFrom: try reader.next(), turnMonths: try reader.next(), rotatingPost: try reader.next(), version: try reader.next())
  }

  func insert(_ alliance: Alliance, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO alliance (organisation_id, turn_from, turn_months, rotating_post_id, version)
      VALUES (\(alliance.id), \(alliance.turnFrom), \(alliance.turnMonths), \(alliance.rotatingPost), \(alliance.version))
      """)
  }

  /// Writes turn rules and post, and counts the version up.
  /// - Throws: ``Refusal`` `.stale` when it has changed since it was read.
  func save(_ alliance: Alliance, in session: any Session) throws -> Alliance {
    let changed: Int = try session.run(
      """
      UPDATE alliance SET turn_from = \(alliance.turnFrom), turn_months = \(alliance.turnMonths),
        rotating_post_id = \(alliance.rotatingPost), version = version + 1
      WHERE organisation_id = \(alliance.id) AND version = \(alliance.version)
      """)
    guard changed == 1 else { throw Refusal(.stale) }
    var out: Alliance = alliance
    out.version += 1
    return out
  }

  func find(_ id: OrganisationID, in session: any Session) throws -> Alliance? {
    try session.first(
      "SELECT \(Self.columns) FROM alliance a JOIN organisation o ON o.id = a.organisation_id WHERE a.organisation_id = \(id)"
    ) { row in
      var reader: RowReader = row.reader()
      return try Self.alliance(&reader)
    }
  }

  /// The alliance, if this caller may do this with it. Being a member is enough to read.
  /// - Throws: ``Refusal/absent`` when there is none or it is out of reach.
  func visible(_ id: OrganisationID, to caller: Caller, _ permission: Permission = .allianceRead, on day: CivilDay, in session: any Session)
    throws -> Alliance
  {
    guard let found = try find(id, in: session) else { throw Refusal.absent }
    let scope = AllianceScope(caller, permission, on: day)
    let members: Set<OrganisationID> =
      permission == .allianceRead ? try MemberRecords().organisations(of: id, on: day, in: session) : []
    guard scope.allows(place: found.place, alliance: id, members: members) else { throw Refusal.absent }
    return found
  }

  /// A page of the alliances within a scope, in the order of their places, each with the number of its members that day.
  func list(
    _ filter: AllianceFilter, of scope: AllianceScope, after cursor: RowCursor?, limit: Int, in session: any Session
  ) throws -> Rows<(alliance: Alliance, members: Int)> {
    var conditions: [Query] = [scope.condition, Validity.condition("o", on: scope.day)]
    conditions += filter.conditions(on: scope.day)
    if let cursor { conditions.append(cursor.condition("o")) }
    let found: [(alliance: Alliance, members: Int)] = try session.rows(
      """
      SELECT \(Self.columns),
        (SELECT COUNT(*) FROM alliance_member m WHERE m.alliance_id = o.id AND \(Validity.condition("m", on: scope.day)))
      FROM alliance a JOIN organisation o ON o.id = a.organisation_id
      WHERE \(Query.joined(conditions, by: " AND ")) ORDER BY o.place, o.id LIMIT \(limit + 1)
      """
    ) { row in
      var reader: RowReader = row.reader()
      return (try Self.alliance(&reader), try reader.next())
    }
    return Rows(found, limit: limit) { RowCursor($0.alliance.place.number, $0.alliance.id.raw) }
  }

  func count(_ filter: AllianceFilter, of scope: AllianceScope, in session: any Session) throws -> Int {
    let conditions: [Query] = [scope.condition, Validity.condition("o", on: scope.day)] + filter.conditions(on: scope.day)
    return try session.value(
      """
      SELECT COUNT(*) FROM alliance a JOIN organisation o ON o.id = a.organisation_id WHERE \(Query.joined(conditions, by: " AND "))
      """)
  }

  /// The bodies directly under an alliance, by name.
  func groups(of id: OrganisationID, on day: CivilDay, in session: any Session) throws -> [(id: OrganisationID, name: String)] {
    try session.rows(
      """
      SELECT o.id, o.name FROM organisation o WHERE o.parent_id = \(id) AND o.name IS NOT NULL AND \(Validity.condition("o", on: day))
      ORDER BY o.name, o.id LIMIT 100
      """
    ) { (try $0.at(0), try $0.at(1)) }
  }

  /// Every alliance whose schedule of turns ends before a day.
  func ending(before day: CivilDay, limit: Int, in session: any Session) throws -> [OrganisationID] {
    try session.rows(
      """
      SELECT a.organisation_id FROM alliance a
      WHERE EXISTS (SELECT 1 FROM alliance_seat s WHERE s.alliance_id = a.organisation_id AND s.kind = 'rotating'
          AND (s.valid_until IS NULL OR s.valid_until > \(day)))
        AND NOT EXISTS (SELECT 1 FROM alliance_turn t WHERE t.alliance_id = a.organisation_id AND t.valid_until >= \(day))
      ORDER BY a.organisation_id LIMIT \(limit)
      """
    ) { try $0.at(0) }
  }
}
