public import Ground
import Places
public import SQL

/// Counts and lists what a link asks for. One condition says whether it is there, so that a count always equals its list.
public struct CompletenessRecords: Sendable {
  public init() {}

  /// - Parameter range: only within this area; nil: all that the policy reaches.
  public func coverage(
    of link: CityProfile.OrganisationLink, _ policy: Policy, within range: PlaceRange?, on day: CivilDay, in session: any Session
  ) throws -> LinkCoverage {
    let query: Query = """
      SELECT COUNT(*), COALESCE(SUM(CASE WHEN \(CompletenessRecords.isThere(link, on: day)) THEN 1 ELSE 0 END), 0)
      FROM \(CompletenessRecords.places(link, on: day)) WHERE \(CompletenessRecords.scope(policy, range))
      """
    guard let row = try session.first(query) else { return LinkCoverage(link: link, total: 0, covered: 0) }
    return LinkCoverage(link: link, total: try row.at(0), covered: try row.at(1))
  }

  /// A page of a link's places, in the order of their places.
  public func places(
    of link: CityProfile.OrganisationLink, _ part: LinkPart, _ policy: Policy, within range: PlaceRange?, on day: CivilDay,
    after cursor: RowCursor?, limit: Int, in session: any Session
  ) throws -> [LinkPlace] {
    let there: Query = CompletenessRecords.isThere(link, on: day)
    var conditions: [Query] = [CompletenessRecords.scope(policy, range)]
    switch part {
    case .missing: conditions.append("NOT (\(there))")
    case .covered: conditions.append("(\(there))")
    case .all: break
    }
    if let cursor { conditions.append(cursor.condition("x")) }
    let isBuilding: Bool = link.level == "building"
    let columns: Query = isBuilding ? "t.area_id, x.id, x.place, x.name" : "x.id, CAST(NULL AS BIGINT), x.place, t.name"
    let query: Query = """
      SELECT \(columns), CASE WHEN \(there) THEN 1 ELSE 0 END FROM \(CompletenessRecords.places(link, on: day))
      WHERE \(Query.joined(conditions, by: " AND ")) ORDER BY x.place, x.id LIMIT \(limit)
      """
    return try session.rows(query) { row in
      LinkPlace(area: try row.at(0), building: try row.at(1), place: try row.at(2), name: try row.at(3), isCovered: try row.at(4))
    }
  }

  /// The areas of the link's level, or the buildings, as `x`, with their span `t` on the day.
  private static func places(_ link: CityProfile.OrganisationLink, on day: CivilDay) -> Query {
    if link.level == "building" {
      return """
        building x JOIN building_span t ON t.building_id = x.id AND \(DatedRows.holding("t", on: day))
          AND NOT \(DatedRows.isOver("building", "x.id", by: day))
        """
    }
    return "area x JOIN area_span t ON t.area_id = x.id AND t.level = \(link.level) AND \(DatedRows.holding("t", on: day))"
  }

  static func scope(_ policy: Policy, _ range: PlaceRange?) -> Query {
    let reach: Query = policy.filter(place: "x.place")
    guard let range else { return reach }
    return "\(reach) AND x.place BETWEEN \(range.first) AND \(range.last)"
  }

  /// Whether the link is there at a place. The lists are worked out once, not for every place.
  static func isThere(_ link: CityProfile.OrganisationLink, at x: Query = "x", on day: CivilDay) -> Query {
    let column: Query = link.level == "building" ? "building_id" : "area_id"
    if !link.posts.isEmpty { return held(link, column, at: x, on: day) }
    let span: Query = "s.kind IN (\(list: link.kinds)) AND \(Validity.condition("s", on: day))"
    let bound: Query = """
      \(x).id IN (SELECT b.\(column) FROM organisation_span s JOIN organisation_area b ON b.organisation_id = s.organisation_id
        WHERE \(span) AND \(Validity.condition("b", on: day)) AND b.\(column) IS NOT NULL)
      """
    guard link.level != "building" else { return bound }
    return """
      \(x).id IN (SELECT o.area_id FROM organisation_span s JOIN organisation o ON o.id = s.organisation_id WHERE \(span)) OR \(bound)
      """
  }

  private static func held(_ link: CityProfile.OrganisationLink, _ column: Query, at x: Query, on day: CivilDay) -> Query {
    """
    \(x).id IN (SELECT p.\(column) FROM post p JOIN post_holding h ON h.post_id = p.id AND \(Validity.condition("h", on: day))
      WHERE p.type IN (\(list: link.posts)) AND \(Validity.condition("p", on: day)) AND p.\(column) IS NOT NULL)
    """
  }

  // MARK: The chain above

  /// The bodies of the vertical links from which one does not come up to the top: somewhere on the way a body is missing.
  static func isCutOff(_ rules: CityProfile.OrganisationRules, on day: CivilDay) -> Query {
    let links: [CityProfile.OrganisationLink] = rules.links.filter { $0.axis == .vertical && !$0.kinds.isEmpty }
    guard let top = links.first else { return "1 = 0" }
    let lower: [String] = links.dropFirst().flatMap(\.kinds)
    return """
      s.kind IN (\(list: lower)) AND o.id NOT IN (
        WITH RECURSIVE reach (id) AS (
          SELECT r.organisation_id FROM organisation_span r WHERE r.kind IN (\(list: top.kinds)) AND \(Validity.condition("r", on: day))
          UNION
          SELECT r.organisation_id FROM reach JOIN organisation_span r ON r.parent_id = reach.id AND \(Validity.condition("r", on: day))
        ) SELECT id FROM reach)
      """
  }

  /// How many bodies within a policy lack something.
  func count(
    _ filter: OrganisationFilter, _ profile: CityProfile, of policy: Policy, on day: CivilDay, in session: any Session
  ) throws -> Int {
    let conditions: [Query] = [policy.filter(place: "o.place", organisation: "o.id")] + filter.conditions(profile, on: day)
    return try session.value("SELECT COUNT(*) FROM \(BodyRecords.dated(on: day)) WHERE \(Query.joined(conditions, by: " AND "))")
  }
}
