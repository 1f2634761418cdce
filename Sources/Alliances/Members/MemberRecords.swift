import Ground
import SQL

/// The members of alliances as they are kept.
struct MemberRecords: Sendable {
  private static let columns: Query = "m.id, m.alliance_id, m.organisation_id, m.type, m.valid_from, m.valid_until"

  private static func member(_ row: Row) throws -> AllianceMember {
    var reader: RowReader = row.reader()
    return AllianceMember(
      id: try reader.next(), alliance: try reader.next(), organisation: try reader.next(), type: try reader.next(),
      validFrom: try reader.next(), validUntil: try reader.next())
  }

  func insert(_ member: AllianceMember, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO alliance_member (id, alliance_id, organisation_id, type, valid_from, valid_until)
      VALUES (\(member.id), \(member.alliance), \(member.organisation), \(member.type), \(member.validFrom),
        \(member.validUntil))
      """)
  }

  func end(_ id: AllianceMemberID, on day: CivilDay, in session: any Session) throws {
    try session.run("UPDATE alliance_member SET valid_until = \(day) WHERE id = \(id)")
  }

  func find(_ id: AllianceMemberID, in session: any Session) throws -> AllianceMember? {
    try session.first("SELECT \(Self.columns) FROM alliance_member m WHERE m.id = \(id)", Self.member)
  }

  /// All who are or have been members, in the order in which they came.
  func all(of alliance: OrganisationID, in session: any Session) throws -> [AllianceMember] {
    try session.rows("SELECT \(Self.columns) FROM alliance_member m WHERE m.alliance_id = \(alliance) ORDER BY m.id", Self.member)
  }

  /// Wherever an organisation is or has been a member.
  func all(ofUnit unit: OrganisationID, in session: any Session) throws -> [AllianceMember] {
    try session.rows("SELECT \(Self.columns) FROM alliance_member m WHERE m.organisation_id = \(unit) ORDER BY m.id", Self.member)
  }

  func organisations(of members: Set<AllianceMemberID>, in session: any Session) throws -> [AllianceMemberID: OrganisationID] {
    guard !members.isEmpty else { return [:] }
    var out: [AllianceMemberID: OrganisationID] = [:]
    try session.each("SELECT m.id, m.organisation_id FROM alliance_member m WHERE m.id IN (\(list: members.sorted()))") { row in
      out[try row.at(0)] = try row.at(1, as: OrganisationID.self)
    }
    return out
  }

  func organisations(of alliance: OrganisationID, on day: CivilDay, in session: any Session) throws -> Set<OrganisationID> {
    Set(
      try session.rows(
        "SELECT m.organisation_id FROM alliance_member m WHERE m.alliance_id = \(alliance) AND \(Validity.condition("m", on: day))"
      ) { try $0.at(0) })
  }

  // MARK: Units: each organisation once, however many alliances it is in

  struct Unit: Sendable {
    let organisation: OrganisationID
    let type: String
    let alliances: Int
  }

  func units(
    type: String?, alliances filter: AllianceFilter, of scope: AllianceScope, after cursor: RowCursor?, limit: Int, in session: any Session
  ) throws -> Rows<Unit> {
    var conditions: [Query] = unitConditions(type, filter, scope)
    if let cursor { conditions.append("m.organisation_id > \(cursor.id)") }
    let found: [Unit] = try session.rows(
      """
      SELECT m.organisation_id, MIN(m.type), COUNT(DISTINCT m.alliance_id) \(Self.joined) WHERE \(Query.joined(conditions, by: " AND "))
      GROUP BY m.organisation_id ORDER BY m.organisation_id LIMIT \(limit + 1)
      """
    ) { Unit(organisation: try $0.at(0), type: try $0.at(1), alliances: try $0.at(2)) }
    return Rows(found, limit: limit) { RowCursor(0, $0.organisation.raw) }
  }

  func unitCount(type: String?, alliances filter: AllianceFilter, of scope: AllianceScope, in session: any Session) throws -> Int {
    try session.value(
      """
      SELECT COUNT(DISTINCT m.organisation_id) \(Self.joined)
      WHERE \(Query.joined(unitConditions(type, filter, scope), by: " AND "))
      """)
  }

  private static let joined: Query = """
    FROM alliance_member m JOIN alliance a ON a.organisation_id = m.alliance_id JOIN organisation o ON o.id = a.organisation_id
    """

  private func unitConditions(_ type: String?, _ filter: AllianceFilter, _ scope: AllianceScope) -> [Query] {
    var out: [Query] = [scope.condition, Validity.condition("o", on: scope.day), Validity.condition("m", on: scope.day)]
    out += filter.conditions(on: scope.day)
    if let type { out.append("m.type = \(type)") }
    return out
  }
}
