public import Ground
public import SQL

public struct DutyRecords: Sendable {
  private static let columns: Query =
    "d.id, d.thread, d.organisation_id, d.member_id, d.level, d.position, d.text, d.basis, d.valid_from, d.valid_until, d.version"

  public init() {}

  public func insert(_ duty: Duty, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO duty (id, thread, organisation_id, member_id, level, position, text, basis, valid_from, valid_until)
      VALUES (\(duty.id), \(duty.thread), \(duty.organisation), \(duty.member), \(duty.level), \(duty.position), \(duty.text), \(duty.basis),
        \(duty.validFrom), \(duty.validUntil))
      """)
  }

  func duty(_ id: DutyID, in session: any Session) throws -> Duty? {
    try session.first("SELECT \(DutyRecords.columns) FROM duty d WHERE d.id = \(id)", DutyRecords.duty)
  }

  /// A body's statements on a day, in order; its own before those of its members.
  public func duties(of organisation: OrganisationID, on day: CivilDay, in session: any Session) throws -> [Duty] {
    try session.rows(
      """
      SELECT \(DutyRecords.columns) FROM duty d WHERE d.organisation_id = \(organisation) AND \(Validity.condition("d", on: day))
      ORDER BY CASE WHEN d.member_id IS NULL THEN 0 ELSE 1 END, d.member_id, d.position, d.id
      """, DutyRecords.duty)
  }

  /// What the levels of the city do; whoever shows them sorts the levels from the top down.
  public func ofLevels(on day: CivilDay, in session: any Session) throws -> [Duty] {
    try session.rows(
      """
      SELECT \(DutyRecords.columns) FROM duty d WHERE d.level IS NOT NULL AND \(Validity.condition("d", on: day))
      ORDER BY d.level, d.position, d.id
      """, DutyRecords.duty)
  }

  /// Every wording of a statement, the latest first.
  public func wordings(of thread: DutyID, in session: any Session) throws -> [Duty] {
    try session.rows(
      "SELECT \(DutyRecords.columns) FROM duty d WHERE d.thread = \(thread) ORDER BY d.valid_from DESC, d.id DESC", DutyRecords.duty)
  }

  func lastPosition(of organisation: OrganisationID?, level: String?, in session: any Session) throws -> Int {
    let which: Query = organisation.map { "organisation_id = \($0)" } ?? "level = \(level)"
    return try session.value("SELECT COALESCE(MAX(position), 0) FROM duty WHERE \(which)")
  }

  func update(_ duty: Duty, in session: any Session) throws {
    try session.run(
      """
      UPDATE duty SET position = \(duty.position), text = \(duty.text), basis = \(duty.basis),
        valid_until = \(duty.validUntil), version = version + 1
      WHERE id = \(duty.id)
      """)
  }

  private static func duty(_ row: Row) throws -> Duty {
    var reader = row.reader()
    return Duty(
      id: try reader.next(), thread: try reader.next(), organisation: try reader.next(), member: try reader.next(), level: try reader.next(),
      position: try reader.next(), text: try reader.next(), basis: try reader.next(), validFrom: try reader.next(),
      validUntil: try reader.next(), version: try reader.next())
  }
}
