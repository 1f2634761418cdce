public import Ground
public import SQL

/// The areas as they are kept. Nothing here asks who may see them but ``visible(_:to:in:)`` and ``list(_:of:after:limit:in:)``.
public struct AreaRecords: Sendable {
  public init() {}

  // MARK: One area

  public func find(_ id: AreaID, in session: any Session) throws -> Area? {
    try session.first("SELECT \(Self.columns) FROM area WHERE id = \(id)", Self.area)
  }

  /// Several at once, by id.
  public func find(_ ids: [AreaID], in session: any Session) throws -> [AreaID: Area] {
    let wanted = Array(Set(ids))
    var out: [AreaID: Area] = [:]
    for area in try session.rows("SELECT \(Self.columns) FROM area WHERE id IN (\(list: wanted))", Self.area) { out[area.id] = area }
    return out
  }

  /// The area that has this code now.
  public func find(code: String, in session: any Session) throws -> Area? {
    try session.first("SELECT \(Self.columns) FROM area WHERE code = \(code) AND valid_until IS NULL", Self.area)
  }

  /// The area, if this caller may read it.
  /// - Throws: ``Refusal/absent`` when there is none or it is out of the caller's reach: the two look alike.
  public func visible(_ id: AreaID, to caller: Caller, in session: any Session) throws -> Area {
    try reachable(id, by: caller.policy(for: .areaRead), in: session)
  }

  /// The same for another permission's policy, such as that of printing codes.
  public func reachable(_ id: AreaID, by policy: Policy, in session: any Session) throws -> Area {
    guard let area = try find(id, in: session), policy.allows(place: area.place) else { throw Refusal.absent }
    return area
  }

  // MARK: Above and below

  /// From the top of the tree down to the area itself; empty when there is no such area.
  public func chain(to id: AreaID, in session: any Session) throws -> [Area] {
    let query: Query = """
      WITH RECURSIVE up (id, parent_id, height) AS (
        SELECT id, parent_id, 0 FROM area WHERE id = \(id)
        UNION ALL
        SELECT area.id, area.parent_id, up.height + 1 FROM area JOIN up ON area.id = up.parent_id WHERE up.height < 16
      )
      SELECT \(Self.prefixedColumns) FROM up JOIN area ON area.id = up.id ORDER BY up.height DESC
      """
    return try session.rows(query, Self.area)
  }

  /// The areas directly below, west to east and north to south.
  public func children(of id: AreaID, in session: any Session) throws -> [Area] {
    try session.rows(
      "SELECT \(Self.columns) FROM area WHERE parent_id = \(id) AND valid_until IS NULL ORDER BY place, id", Self.area)
  }

  /// The area and everything below it, or only what is at one level.
  public func within(_ range: PlaceRange, level: String? = nil, in session: any Session) throws -> [Area] {
    var conditions: [Query] = ["place BETWEEN \(range.first) AND \(range.last)", "valid_until IS NULL"]
    if let level { conditions.append("level = \(level)") }
    return try session.rows(
      "SELECT \(Self.columns) FROM area WHERE \(Query.joined(conditions, by: " AND ")) ORDER BY place, id", Self.area)
  }

  /// All areas in force, for those who walk them all.
  public func tree(in session: any Session) throws -> AreaTree {
    AreaTree(try session.rows("SELECT \(Self.columns) FROM area WHERE valid_until IS NULL", Self.area))
  }

  /// How many areas there are at each level within a range, the range's own area counted.
  public func counts(within range: PlaceRange, in session: any Session) throws -> [String: Int] {
    var out: [String: Int] = [:]
    try session.each(
      """
      SELECT level, COUNT(*) FROM area WHERE place BETWEEN \(range.first) AND \(range.last) AND valid_until IS NULL
      GROUP BY level
      """
    ) { row in out[try row.at(0)] = try row.at(1, as: Int.self) }
    return out
  }

  // MARK: Lists

  /// A page of the areas within a policy, in the order of their codes.
  public func list(
    _ filter: AreaFilter, of policy: Policy, after cursor: RowCursor? = nil, limit: Int, in session: any Session
  ) throws -> [Area] {
    var conditions: [Query] = [policy.filter(place: "place"), "valid_until IS NULL"]
    conditions += filter.conditions
    if let cursor { conditions.append(cursor.condition("area")) }
    let query: Query = """
      SELECT \(Self.columns) FROM area WHERE \(Query.joined(conditions, by: " AND ")) ORDER BY place, id LIMIT \(limit)
      """
    return try session.rows(query, Self.area)
  }

  // MARK: Writing

  /// A new area, with the first span of its dates.
  public func insert(_ area: Area, in session: any Session) throws {
    try write(area, in: session)
    try AreaSpanRecords().insert(AreaSpan(area), in: session)
    try AreaSpanRecords().raiseRevision(in: session)
  }

  /// Only the row that is the shortcut for today.
  func write(_ area: Area, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO area (\(Self.columns))
      VALUES (\(area.id), \(area.code), \(area.level), \(area.name), \(area.parent), \(area.place), \(area.range.last),
        \(area.validFrom), \(area.validUntil), \(area.version))
      """)
  }

  // MARK: Columns

  private static let columns: Query = "id, code, level, name, parent_id, place, place_last, valid_from, valid_until, version"
  private static let prefixedColumns: Query = """
    area.id, area.code, area.level, area.name, area.parent_id, area.place, area.place_last, area.valid_from, area.valid_until, area.version
    """

  static func area(_ row: Row) throws -> Area {
    var next = row.reader()
    return Area(
      id: try next.next(), code: try next.next(), level: try next.next(), name: try next.next(), parent: try next.next(),
      range: try next.range(), validFrom: try next.next(),
      validUntil: try next.next(), version: try next.next())
  }
}
