public import Ground
public import Places
public import SQL

/// Counts and lists by one condition, so that a figure is always the length of its list.
public struct CoverageRecords: Sendable {
  public init() {}

  public func figure(_ measure: CoverageMeasure, within: Within, of policy: Policy, on day: CivilDay, in session: any Session) throws
    -> CoverageFigure
  {
    let query: Query = """
      SELECT COUNT(*), COALESCE(SUM(CASE WHEN \(CoverageRecords.covered(measure, within, on: day)) THEN 1 ELSE 0 END), 0)
      FROM \(CoverageRecords.areas(measure, within, on: day)) WHERE \(within.spans("t")) AND \(policy.filter(place: "a.place"))
      """
    let counts: (Int, Int)? = try session.first(query) { (try $0.at(0), try $0.at(1)) }
    return CoverageFigure(measure: measure, total: counts?.0 ?? 0, covered: counts?.1 ?? 0)
  }

  /// - Parameter isCovered: only those that have it, or only those that lack it.
  public func lines(
    _ measure: CoverageMeasure, isCovered: Bool?, within: Within, of policy: Policy, on day: CivilDay, after cursor: RowCursor?,
    limit: Int, in session: any Session
  ) throws -> [CoverageLine] {
    let covered: Query = CoverageRecords.covered(measure, within, on: day)
    var conditions: [Query] = [within.spans("t"), policy.filter(place: "a.place")]
    if let isCovered { conditions.append(isCovered ? covered : "NOT (\(covered))") }
    if let cursor { conditions.append(cursor.condition("a")) }
    let query: Query = """
      SELECT a.id, t.name, t.code, a.place, CASE WHEN \(covered) THEN 1 ELSE 0 END FROM \(CoverageRecords.areas(measure, within, on: day))
      WHERE \(Query.joined(conditions, by: " AND ")) ORDER BY a.place, a.id LIMIT \(limit)
      """
    return try session.rows(query) { row in
      var reader: RowReader = row.reader()
      return CoverageLine(
        area: try reader.next(), name: try reader.next(), code: try reader.next(), place: try reader.next(), isCovered: try reader.next())
    }
  }

  /// The areas of the level with their spans of the structure's day.
  private static func areas(_ measure: CoverageMeasure, _ within: Within, on day: CivilDay) -> Query {
    "area a JOIN area_span t ON t.area_id = a.id AND t.level = \(measure.level) AND \(DatedRows.holding("t", on: within.structure ?? day))"
  }

  private static func covered(_ measure: CoverageMeasure, _ within: Within, on day: CivilDay) -> Query {
    if let structure = within.structure { return covered(measure, on: day, structure) }
    switch measure.wanted {
    case .posts(let types): return held(types, on: day)
    case .bodies(let kinds, let types):
      let body: Query = """
        EXISTS (SELECT 1 FROM organisation o WHERE o.area_id = a.id AND o.kind IN (\(list: kinds)) AND \(Validity.condition("o", on: day)))
        OR EXISTS (SELECT 1 FROM organisation_area b JOIN organisation o ON o.id = b.organisation_id
          WHERE b.area_id = a.id AND b.building_id IS NULL AND b.estate_id IS NULL AND o.kind IN (\(list: kinds))
            AND \(Validity.condition("b", on: day)) AND \(Validity.condition("o", on: day)))
        """
      return types.isEmpty ? "(\(body))" : "(\(body) OR \(held(types, on: day)))"
    }
  }

  private static func held(_ types: [String], on day: CivilDay) -> Query {
    """
    EXISTS (SELECT 1 FROM post p JOIN post_holding h ON h.post_id = p.id AND \(Validity.condition("h", on: day))
      WHERE p.place = a.place AND p.area_id = a.id AND p.type IN (\(list: types)) AND \(Validity.condition("p", on: day)))
    """
  }

  // MARK: On the structure of another day

  /// Who holds what today, where it stood on that day: worked out once, not for every area.
  private static func covered(_ measure: CoverageMeasure, on day: CivilDay, _ structure: CivilDay) -> Query {
    switch measure.wanted {
    case .posts(let types): return held(types, on: day, structure)
    case .bodies(let kinds, let types):
      let body: Query = """
        a.id IN (SELECT \(Within.stood("o", .organisations, on: structure)) FROM organisation o
          WHERE o.kind IN (\(list: kinds)) AND \(Validity.condition("o", on: day)))
        OR a.id IN (SELECT \(Within.stood("b", .organisationAreas, on: structure))
          FROM organisation_area b JOIN organisation o ON o.id = b.organisation_id
          WHERE b.building_id IS NULL AND b.estate_id IS NULL AND o.kind IN (\(list: kinds))
            AND \(Validity.condition("b", on: day)) AND \(Validity.condition("o", on: day)))
        """
      return types.isEmpty ? "(\(body))" : "(\(body) OR \(held(types, on: day, structure)))"
    }
  }

  private static func held(_ types: [String], on day: CivilDay, _ structure: CivilDay) -> Query {
    """
    a.id IN (SELECT \(Within.stood("p", .posts, on: structure)) FROM post p
      JOIN post_holding h ON h.post_id = p.id AND \(Validity.condition("h", on: day))
      WHERE p.type IN (\(list: types)) AND \(Validity.condition("p", on: day)))
    """
  }

  // MARK: Areas below

  /// How the posts of each area directly below stand, those of the area itself not counted.
  public func below(_ area: AreaID, of policy: Policy, on day: CivilDay, in session: any Session) throws -> [(
    area: AreaID, name: String, tally: PostTally
  )] {
    func sum(_ state: PostState) -> Query {
      "SUM(CASE WHEN \(state.condition(on: day, within: PostState.usualDays)) THEN 1 ELSE 0 END)"
    }
    let query: Query = """
      SELECT c.id, c.name, COUNT(*), \(sum(.vacant)), \(sum(.expiring)), \(sum(.expired)), \(sum(.acting))
      FROM area c JOIN post p ON p.place BETWEEN c.place AND c.place_last
      WHERE c.parent_id = \(area) AND c.valid_until IS NULL AND \(PostTallyRecords.condition(PostFilter(), policy, day))
      GROUP BY c.id, c.name, c.place ORDER BY c.place, c.id
      """
    return try session.rows(query) { row in
      var reader: RowReader = row.reader()
      let id: AreaID = try reader.next()
      let name: String = try reader.next()
      return (
        id, name,
        PostTally(
          all: try reader.next(), vacant: try reader.next(), expiring: try reader.next(), expired: try reader.next(), acting: try reader.next())
      )
    }
  }
}
