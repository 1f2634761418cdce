import Ground
import Organisations
import Places
import SQL

/// Which areas have no alliance of any kind meant for their level.
struct CoverageRecords: Sendable {
  let levels: [String]
  /// Also says on which day's areas.
  let within: Within?

  init(rules: CityProfile.AllianceRules, within: Within? = nil) {
    levels = Array(Set(rules.kinds.map(\.level))).sorted()
    self.within = within
  }

  struct Gap: Sendable {
    let area: AreaID
    let name: String
    let level: String
    let place: Place
  }

  /// How many areas of the levels there are within a policy, and how many of them have one.
  func count(of policy: Policy, level: String, on day: CivilDay, in session: any Session) throws -> (covered: Int, all: Int) {
    let all: Int = try session.value("SELECT COUNT(*) FROM \(areas(on: day)) WHERE \(condition(policy, level))")
    let without: Int = try session.value("SELECT COUNT(*) FROM \(areas(on: day)) WHERE \(condition(policy, level)) AND \(without(day))")
    return (all - without, all)
  }

  func gaps(of policy: Policy, level: String, on day: CivilDay, after cursor: RowCursor?, limit: Int, in session: any Session) throws -> Rows<Gap> {
    var conditions: [Query] = [condition(policy, level), without(day)]
    if let cursor { conditions.append(cursor.condition("r")) }
    let found: [Gap] = try session.rows(
      """
      SELECT r.id, t.name, t.level, r.place FROM \(areas(on: day)) WHERE \(Query.joined(conditions, by: " AND "))
      ORDER BY r.place, r.id LIMIT \(limit + 1)
      """
    ) { Gap(area: try $0.at(0), name: try $0.at(1), level: try $0.at(2), place: try $0.at(3)) }
    return Rows(found, limit: limit) { RowCursor($0.place.number, $0.area.raw) }
  }

  private func areas(on day: CivilDay) -> Query {
    "area r JOIN area_span t ON t.area_id = r.id AND \(DatedRows.holding("t", on: within?.structure ?? day))"
  }

  private func condition(_ policy: Policy, _ level: String) -> Query {
    let all: Query = "\(policy.filter(place: "r.place")) AND t.level = \(level)"
    return within.map { "\(all) AND \($0.spans("t"))" } ?? all
  }

  private func without(_ day: CivilDay) -> Query {
    if let structure = within?.structure {
      return """
        r.id NOT IN (SELECT \(Within.stood("o", .organisations, on: structure)) FROM organisation o
          JOIN alliance a ON a.organisation_id = o.id WHERE \(Validity.condition("o", on: day)))
        """
    }
    return """
      NOT EXISTS (SELECT 1 FROM organisation o JOIN alliance a ON a.organisation_id = o.id
        WHERE o.area_id = r.id AND \(Validity.condition("o", on: day)))
      """
  }
}
