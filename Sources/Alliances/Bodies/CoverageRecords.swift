import Ground
import SQL

/// Which areas have no alliance of any kind meant for their level.
struct CoverageRecords: Sendable {
  let levels: [String]

  init(rules: CityProfile.AllianceRules) { levels = Array(Set(rules.kinds.map(\.level))).sorted() }

  struct Gap: Sendable {
    let area: AreaID
    let name: String
    let level: String
    let place: Place
  }

  /// How many areas of the levels there are within a policy, and how many of them have one.
  func count(of policy: Policy, level: String, on day: CivilDay, in session: any Session) throws -> (covered: Int, all: Int) {
    let all: Int = try session.value("SELECT COUNT(*) FROM area r WHERE \(areas(policy, level: level))")
    let without: Int = try session.value("SELECT COUNT(*) FROM area r WHERE \(areas(policy, level: level)) AND \(without(day))")
    return (all - without, all)
  }

  func gaps(of policy: Policy, level: String, on day: CivilDay, after cursor: RowCursor?, limit: Int, in session: any Session) throws -> Rows<Gap> {
    var conditions: [Query] = [areas(policy, level: level), without(day)]
    if let cursor { conditions.append(cursor.condition("r")) }
    let found: [Gap] = try session.rows(
      """
      SELECT r.id, r.name, r.level, r.place FROM area r WHERE \(Query.joined(conditions, by: " AND "))
      ORDER BY r.place, r.id LIMIT \(limit + 1)
      """
    ) { Gap(area: try $0.at(0), name: try $0.at(1), level: try $0.at(2), place: try $0.at(3)) }
    return Rows(found, limit: limit) { RowCursor($0.place.number, $0.area.raw) }
  }

  private func areas(_ policy: Policy, level: String) -> Query {
    "\(policy.filter(place: "r.place")) AND r.level = \(level) AND r.valid_until IS NULL"
  }

  private func without(_ day: CivilDay) -> Query {
    """
    NOT EXISTS (SELECT 1 FROM organisation o JOIN alliance a ON a.organisation_id = o.id
      WHERE o.area_id = r.id AND \(Validity.condition("o", on: day)))
    """
  }
}
