import Ground
import Places
import SQL

/// Chains of one axis. One condition for each link says whether an area lacks it, so that counts equal their lists.
struct ChainRecords: Sendable {
  let profile: CityProfile
  let axis: CityProfile.OrganisationLink.Axis
  let policy: Policy
  let range: PlaceRange?
  let day: CivilDay

  /// The links of areas; those of buildings have a list of their own.
  private var links: [CityProfile.OrganisationLink] {
    profile.organisationRules.links.filter { link in link.axis == axis && profile.levels.contains { $0.id == link.level } }
  }

  /// Going up, a chain begins at the lowest level that has a link; side by side, at every level that has one.
  private var levels: [String] {
    let all: [String] = profile.levels.map(\.id).filter { level in links.contains { $0.level == level } }
    return axis == .vertical ? Array(all.suffix(1)) : all
  }

  func places(_ part: LinkPart, after cursor: RowCursor?, limit: Int, in session: any Session) throws -> [LinkPlace] {
    var conditions: [Query] = self.conditions(part)
    if let cursor { conditions.append(cursor.condition("x")) }
    let query: Query = """
      SELECT x.id, x.place, t.name, CASE WHEN \(broken) THEN 0 ELSE 1 END FROM \(areas) WHERE \(Query.joined(conditions, by: " AND "))
      ORDER BY x.place, x.id LIMIT \(limit)
      """
    return try session.rows(query) { row in
      LinkPlace(area: try row.at(0), building: nil, place: try row.at(1), name: try row.at(2), isCovered: try row.at(3))
    }
  }

  func count(_ part: LinkPart, in session: any Session) throws -> Int {
    try session.value("SELECT COUNT(*) FROM \(areas) WHERE \(Query.joined(conditions(part), by: " AND "))")
  }

  /// What each of some areas lacks, in the order of the city's chain.
  func lacking(_ ids: Set<AreaID>, in session: any Session) throws -> [AreaID: [CityProfile.OrganisationLink]] {
    guard !ids.isEmpty else { return [:] }
    var out: [AreaID: [CityProfile.OrganisationLink]] = [:]
    for link in links {
      try session.each("SELECT x.id FROM \(areas) WHERE x.id IN (\(list: ids.sorted())) AND \(lacks(link))") { row in
        out[try row.at(0), default: []].append(link)
      }
    }
    return out
  }

  // MARK: Conditions

  private var areas: Query {
    "area x JOIN area_span t ON t.area_id = x.id AND t.level IN (\(list: levels)) AND \(DatedRows.holding("t", on: day))"
  }

  private func conditions(_ part: LinkPart) -> [Query] {
    let scope: Query = CompletenessRecords.scope(policy, range)
    return switch part {
    case .missing: [scope, "(\(broken))"]
    case .covered: [scope, "NOT (\(broken))"]
    case .all: [scope]
    }
  }

  private var broken: Query {
    links.isEmpty ? "1 = 0" : Query.joined(links.map { "(\(lacks($0)))" }, by: " OR ")
  }

  private func lacks(_ link: CityProfile.OrganisationLink) -> Query {
    if axis == .horizontal { return "t.level = \(link.level) AND NOT (\(CompletenessRecords.isThere(link, on: day)))" }
    return """
      NOT EXISTS (SELECT 1 FROM area u WHERE u.place = x.place / \(width(link)) * \(width(link)) AND (\(CompletenessRecords.isThere(link, at: "u", on: day))))
      """
  }

  /// How many places an area of the link's level has: the area above begins at a whole number of them. Bound as a number, PostgreSQL would
  /// not know its type beside the division.
  private func width(_ link: CityProfile.OrganisationLink) -> Query {
    var width: Int64 = 1
    for _ in (profile.levels.first { $0.id == link.level }?.digits ?? 15)..<15 { width *= 10 }
    return "CAST(\(width) AS BIGINT)"
  }
}
