public import Ground
public import SQL

/// The estates as they are kept.
public struct EstateRecords: Sendable {
  public init() {}

  /// - Parameter day: whose mode of management it is read with; it need not exist on that day.
  public func find(_ id: EstateID, on day: CivilDay, in session: any Session) throws -> Estate? {
    try find([id], on: day, in: session)[id]
  }

  /// Several at once, by id: two queries.
  public func find(_ ids: Set<EstateID>, on day: CivilDay, in session: any Session) throws -> [EstateID: Estate] {
    let found = try session.rows("SELECT \(Self.columns(day)) FROM estate e WHERE e.id IN (\(list: ids.sorted()))", Self.estate)
    return Dictionary(try flagged(found, in: session).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The estate, if it is within a policy.
  /// - Throws: ``Refusal/absent`` when there is none or it is out of reach.
  public func reachable(_ id: EstateID, by policy: Policy, on day: CivilDay, in session: any Session) throws -> Estate {
    guard let estate = try find(id, on: day, in: session), policy.allows(place: estate.place) else { throw Refusal.absent }
    return estate
  }

  /// A page of the estates within a policy, in the order of their places.
  public func list(
    _ filter: EstateFilter, of policy: Policy, on day: CivilDay, after cursor: RowCursor? = nil, limit: Int, in session: any Session
  ) throws -> [Estate] {
    var conditions = [policy.filter(place: "e.place")] + filter.conditions(on: day)
    if let cursor { conditions.append(cursor.condition("e")) }
    let found = try session.rows(
      "SELECT \(Self.columns(day)) FROM estate e WHERE \(Query.joined(conditions, by: " AND ")) ORDER BY e.place, e.id LIMIT \(limit)", Self.estate)
    return try flagged(found, in: session)
  }

  /// How many estates a filter finds.
  public func count(_ filter: EstateFilter, of policy: Policy, on day: CivilDay, in session: any Session) throws -> Int {
    let conditions = [policy.filter(place: "e.place")] + filter.conditions(on: day)
    return try session.value("SELECT COUNT(*) FROM estate e WHERE \(Query.joined(conditions, by: " AND "))")
  }

  /// How many of the estates that a filter finds have each flag.
  func flags(_ filter: EstateFilter, of policy: Policy, on day: CivilDay, in session: any Session) throws -> [String: Int] {
    let conditions = [policy.filter(place: "e.place")] + filter.conditions(on: day)
    var out: [String: Int] = [:]
    try session.each(
      """
      SELECT g.flag, COUNT(*) FROM estate e JOIN estate_flag g ON g.estate_id = e.id
      WHERE \(Query.joined(conditions, by: " AND ")) GROUP BY g.flag
      """
    ) { out[try $0.at(0)] = try $0.at(1) }
    return out
  }

  /// How many buildings stand in each estate.
  func buildings(of ids: [EstateID], in session: any Session) throws -> [EstateID: Int] {
    var out: [EstateID: Int] = [:]
    try session.each(
      "SELECT estate_id, COUNT(*) FROM building WHERE estate_id IN (\(list: ids)) AND valid_until IS NULL GROUP BY estate_id"
    ) { out[try $0.at(0)] = try $0.at(1) }
    return out
  }

  /// The grids that its buildings stand in, with how many of them, in the order of their places.
  public func grids(of id: EstateID, in session: any Session) throws -> [(id: AreaID, buildings: Int)] {
    try session.rows(
      """
      SELECT area_id, COUNT(*) FROM building WHERE estate_id = \(id) AND valid_until IS NULL GROUP BY area_id, place ORDER BY place, area_id
      """
    ) { (id: try $0.at(0), buildings: try $0.at(1)) }
  }

  /// The names of estates, for lists of things that belong to them: one query.
  public func names(_ ids: Set<EstateID>, in session: any Session) throws -> [EstateID: String] {
    guard !ids.isEmpty else { return [:] }
    var out: [EstateID: String] = [:]
    try session.each("SELECT id, name FROM estate WHERE id IN (\(list: ids.sorted()))") { out[try $0.at(0)] = try $0.at(1) }
    return out
  }

  /// How it has been managed, the latest first.
  public func modes(of id: EstateID, in session: any Session) throws -> [EstateModeSpan] {
    try session.rows("SELECT mode, valid_from, valid_until FROM estate_mode WHERE estate_id = \(id) ORDER BY valid_from DESC") { row in
      EstateModeSpan(
        mode: try row.at(0), validFrom: try row.at(1),
        validUntil: try row.at(2))
    }
  }

  // MARK: Writing

  public func insert(_ estate: Estate, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO estate (id, name, area_id, place, households, valid_from, valid_until, version)
      VALUES (\(estate.id), \(estate.name), \(estate.area), \(estate.place), \(estate.households),
        \(estate.validFrom), \(estate.validUntil), \(estate.version))
      """)
    try insertFlags(estate, in: session)
  }

  /// - Throws: ``Refusal`` `.stale` when it has changed since it was read.
  func update(_ estate: Estate, in session: any Session) throws {
    let changed = try session.run(
      """
      UPDATE estate SET name = \(estate.name), households = \(estate.households),
        valid_from = \(estate.validFrom), valid_until = \(estate.validUntil), version = version + 1
      WHERE id = \(estate.id) AND version = \(estate.version)
      """)
    if changed == 0 { throw Refusal(.stale) }
    try session.run("DELETE FROM estate_flag WHERE estate_id = \(estate.id)")
    try insertFlags(estate, in: session)
  }

  /// From this day on it is managed so. What was said of later days is forgotten.
  public func setMode(_ mode: String, of id: EstateID, from day: CivilDay, in session: any Session) throws {
    try session.run("DELETE FROM estate_mode WHERE estate_id = \(id) AND valid_from >= \(day)")
    try session.run(
      """
      UPDATE estate_mode SET valid_until = \(day)
      WHERE estate_id = \(id) AND (valid_until IS NULL OR valid_until > \(day))
      """)
    try session.run("INSERT INTO estate_mode (estate_id, mode, valid_from) VALUES (\(id), \(mode), \(day))")
  }

  private func insertFlags(_ estate: Estate, in session: any Session) throws {
    for flag in estate.flags.sorted() {
      try session.run("INSERT INTO estate_flag (estate_id, flag) VALUES (\(estate.id), \(flag))")
    }
  }

  // MARK: Columns

  private static func columns(_ day: CivilDay) -> Query {
    """
    e.id, e.name, e.area_id, e.place, (SELECT m.mode FROM estate_mode m WHERE m.estate_id = e.id AND \(DatedRows.holding("m", on: day))),
    e.households, e.valid_from, e.valid_until, e.version
    """
  }

  private static func estate(_ row: Row) throws -> Estate {
    var next = row.reader()
    return Estate(
      id: try next.next(), name: try next.next(), area: try next.next(), place: try next.next(), mode: try next.next(),
      households: try next.next(), validFrom: try next.next(), validUntil: try next.next(), version: try next.next())
  }

  private func flagged(_ estates: [Estate], in session: any Session) throws -> [Estate] {
    guard !estates.isEmpty else { return [] }
    var flags: [EstateID: Set<String>] = [:]
    try session.each("SELECT estate_id, flag FROM estate_flag WHERE estate_id IN (\(list: estates.map(\.id)))") { row in
      flags[try row.at(0), default: []].insert(try row.at(1))
    }
    return estates.map { estate in
      var out = estate
      out.flags = flags[estate.id] ?? []
      return out
    }
  }
}
