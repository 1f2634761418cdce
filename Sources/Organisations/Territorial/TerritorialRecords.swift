public import Ground
import Places
public import SQL

public struct TerritorialRecords: Sendable {
  private static let columns: Query =
    "t.id, t.title, t.category, t.area_id, t.place, t.place_last, t.lead, t.basis, t.position, t.valid_from, t.valid_until, t.version"

  public init() {}

  public func insert(_ duty: TerritorialDuty, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO territorial_duty (id, title, category, area_id, place, place_last, lead, basis, position, valid_from, valid_until, version)
      VALUES (\(duty.id), \(duty.title), \(duty.category), \(duty.area), \(duty.range.first), \(duty.range.last), \(duty.lead.description),
        \(duty.basis), \(duty.position), \(duty.validFrom), \(duty.validUntil), \(duty.version))
      """)
    try insertSupports(duty, in: session)
  }

  private func insertSupports(_ duty: TerritorialDuty, in session: any Session) throws {
    for (index, holder) in duty.supports.enumerated() {
      try session.run("INSERT INTO territorial_support (duty_id, position, holder) VALUES (\(duty.id), \(index + 1), \(holder.description))")
    }
  }

  /// - Throws: ``Refusal`` `.stale` when another was quicker.
  func update(_ duty: TerritorialDuty, in session: any Session) throws -> TerritorialDuty {
    let changed: Int = try session.run(
      """
      UPDATE territorial_duty SET title = \(duty.title), category = \(duty.category), lead = \(duty.lead.description), basis = \(duty.basis),
        valid_until = \(duty.validUntil), version = version + 1
      WHERE id = \(duty.id) AND version = \(duty.version)
      """)
    guard changed == 1 else { throw Refusal(.stale) }
    try session.run("DELETE FROM territorial_support WHERE duty_id = \(duty.id)")
    try insertSupports(duty, in: session)
    var out: TerritorialDuty = duty
    out.version += 1
    return out
  }

  public func duty(_ id: TerritorialDutyID, in session: any Session) throws -> TerritorialDuty? {
    try rows("t.id = \(id)", limit: 1, in: session).first
  }

  /// A page of the list on a day, in the order of the areas.
  func list(
    _ policy: Policy, category: String?, within: Within?, naming holder: DutyHolder? = nil, on day: CivilDay, after cursor: RowCursor?,
    limit: Int, in session: any Session
  ) throws -> [TerritorialDuty] {
    var conditions: [Query] = [policy.filter(place: "t.place"), Validity.condition("t", on: day)]
    if let category { conditions.append("t.category = \(category)") }
    if let within { conditions.append(within.condition("t", .territorialDuties)) }
    if let holder { conditions.append(naming(holder)) }
    if let cursor { conditions.append(cursor.condition("t")) }
    return try rows(Query.joined(conditions, by: " AND "), limit: limit, in: session)
  }

  /// How many lines name a body, as the one that leads or as one that supports.
  func count(naming body: OrganisationID, on day: CivilDay, in session: any Session) throws -> Int {
    try session.value("SELECT COUNT(*) FROM territorial_duty t WHERE \(naming(.organisation(body))) AND \(Validity.condition("t", on: day))")
  }

  private func naming(_ holder: DutyHolder) -> Query {
    """
    (t.lead = \(holder.description)
      OR EXISTS (SELECT 1 FROM territorial_support u WHERE u.duty_id = t.id AND u.holder = \(holder.description)))
    """
  }

  /// What the list says of a category at a place on a day, the nearest area first.
  func at(
    _ place: Place, category: String, ancestry: Ancestry, on day: CivilDay, in session: any Session
  ) throws -> [TerritorialDuty] {
    let condition: Query = "t.category = \(category) AND \(ancestry.condition("t", containing: place)) AND \(Validity.condition("t", on: day))"
    return try rows(condition, limit: 50, in: session).sorted { ($1.range.first, $0.position) < ($0.range.first, $1.position) }
  }

  private func rows(_ condition: Query, limit: Int, in session: any Session) throws -> [TerritorialDuty] {
    var found: [TerritorialDuty] = try session.rows(
      "SELECT \(TerritorialRecords.columns) FROM territorial_duty t WHERE \(condition) ORDER BY t.place, t.id LIMIT \(limit)",
      TerritorialRecords.duty)
    let supports: [TerritorialDutyID: [DutyHolder]] = try supports(of: found.map(\.id), in: session)
    for index in found.indices { found[index].supports = supports[found[index].id] ?? [] }
    return found
  }

  private func supports(of ids: [TerritorialDutyID], in session: any Session) throws -> [TerritorialDutyID: [DutyHolder]] {
    guard !ids.isEmpty else { return [:] }
    var out: [TerritorialDutyID: [DutyHolder]] = [:]
    try session.each(
      "SELECT duty_id, holder FROM territorial_support WHERE duty_id IN (\(list: ids)) ORDER BY duty_id, position"
    ) { row in out[try row.at(0), default: []].append(try TerritorialRecords.holder(try row.at(1))) }
    return out
  }

  private static func holder(_ text: String) throws -> DutyHolder {
    guard let holder = DutyHolder(text) else { throw RowError.unknown(word: text, of: "DutyHolder") }
    return holder
  }

  private static func duty(_ row: Row) throws -> TerritorialDuty {
    var reader = row.reader()
    return TerritorialDuty(
      id: try reader.next(), title: try reader.next(), category: try reader.next(), area: try reader.next(), range: try reader.range(),
      lead: try holder(try reader.next()), basis: try reader.next(), position: try reader.next(), validFrom: try reader.next(),
      validUntil: try reader.next(), version: try reader.next())
  }
}
