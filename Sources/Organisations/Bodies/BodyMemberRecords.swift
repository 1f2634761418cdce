public import Ground
public import SQL

public struct BodyMemberRecords: Sendable {
  private static let columns: Query = "m.id, m.body_id, m.member_id, m.part, m.valid_from, m.valid_until"

  public init() {}

  public func insert(_ member: BodyMember, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO organisation_member (id, body_id, member_id, part, valid_from, valid_until)
      VALUES (\(member.id), \(member.body), \(member.member), \(member.part.rawValue), \(member.validFrom),
        \(member.validUntil))
      """)
  }

  /// The units of a body on a day, the leading ones first.
  public func members(of body: OrganisationID, on day: CivilDay, in session: any Session) throws -> [BodyMember] {
    try session.rows(
      """
      SELECT \(BodyMemberRecords.columns) FROM organisation_member m WHERE m.body_id = \(body) AND \(Validity.condition("m", on: day))
      ORDER BY CASE m.part WHEN 'lead' THEN 0 ELSE 1 END, m.id
      """, BodyMemberRecords.member)
  }

  /// The bodies that a unit sits in on a day.
  public func bodies(of member: OrganisationID, on day: CivilDay, in session: any Session) throws -> [BodyMember] {
    try session.rows(
      """
      SELECT \(BodyMemberRecords.columns) FROM organisation_member m WHERE m.member_id = \(member) AND \(Validity.condition("m", on: day))
      ORDER BY m.id LIMIT 200
      """, BodyMemberRecords.member)
  }

  func end(_ id: OrganisationMemberID, of body: OrganisationID, on day: CivilDay, in session: any Session) throws -> Bool {
    let last: Int = day.daysSince1970
    let removed: Int = try session.run("DELETE FROM organisation_member WHERE id = \(id) AND body_id = \(body) AND valid_from >= \(last)")
    let ended: Int = try session.run(
      """
      UPDATE organisation_member SET valid_until = \(last), version = version + 1
      WHERE id = \(id) AND body_id = \(body) AND (valid_until IS NULL OR valid_until > \(last))
      """)
    return removed + ended > 0
  }

  /// A dissolved body has no members and is none.
  func endAll(of id: OrganisationID, on day: CivilDay, in session: any Session) throws {
    let last: Int = day.daysSince1970
    try session.run("DELETE FROM organisation_member WHERE (body_id = \(id) OR member_id = \(id)) AND valid_from >= \(last)")
    try session.run(
      """
      UPDATE organisation_member SET valid_until = \(last), version = version + 1
      WHERE (body_id = \(id) OR member_id = \(id)) AND (valid_until IS NULL OR valid_until > \(last))
      """)
  }

  private static func member(_ row: Row) throws -> BodyMember {
    var reader = row.reader()
    let id: OrganisationMemberID = try reader.next()
    let body: OrganisationID = try reader.next()
    let member: OrganisationID = try reader.next()
    let part: String = try reader.next()
    guard let known = BodyMember.Part(rawValue: part) else { throw RowError.unknown(word: part, of: "BodyMember.Part") }
    return BodyMember(id: id, body: body, member: member, part: known, validFrom: try reader.next(), validUntil: try reader.next())
  }
}
