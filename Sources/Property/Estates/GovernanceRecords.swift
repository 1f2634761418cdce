import Ground
import Organisations
import Places
import SQL

/// Estates by who stands there.
struct GovernanceRecords: Sendable {
  let profile: CityProfile

  func list(
    _ filter: GovernanceFilter, of policy: Policy, on day: CivilDay, after cursor: RowCursor?, limit: Int, in session: any Session
  ) throws -> [Estate] {
    var condition: Query = filter.condition(policy, profile, on: day)
    if let cursor { condition = "\(condition) AND \(cursor.condition("e"))" }
    let ids: [EstateID] = try session.rows("SELECT e.id FROM estate e WHERE \(condition) ORDER BY e.place, e.id LIMIT \(limit)") { try $0.at(0) }
    let found: [EstateID: Estate] = try EstateRecords().find(Set(ids), on: day, in: session)
    return ids.compactMap { found[$0] }
  }

  func count(_ filter: GovernanceFilter, of policy: Policy, on day: CivilDay, in session: any Session) throws -> Int {
    try session.value("SELECT COUNT(*) FROM estate e WHERE \(filter.condition(policy, profile, on: day))")
  }

  /// Who stands at some estates on a day, by estate.
  func standing(at estates: [EstateID], on day: CivilDay, in session: any Session) throws -> [EstateID: [OrganisationID]] {
    var out: [EstateID: [OrganisationID]] = [:]
    try session.each(
      """
      SELECT b.estate_id, b.organisation_id FROM organisation_area b
      WHERE b.estate_id IN (\(list: estates)) AND \(Validity.condition("b", on: day)) ORDER BY b.valid_from, b.id
      """
    ) { out[try $0.at(0), default: []].append(try $0.at(1)) }
    return out
  }

  /// The bodies of some kinds whose home is an area, on a day.
  func atHome(_ kinds: [String], in area: AreaID, on day: CivilDay, in session: any Session) throws -> [OrganisationID] {
    try session.rows(
      """
      SELECT o.id FROM organisation o JOIN organisation_span s ON s.organisation_id = o.id AND \(Validity.condition("s", on: day))
      WHERE o.area_id = \(area) AND s.kind IN (\(list: kinds)) ORDER BY o.id LIMIT 20
      """
    ) { try $0.at(0) }
  }

  /// Which bodies may be bound to an estate: those of its kinds whose area contains it, or, when a name is asked for, any within the policy.
  func candidates(
    for estate: Estate, named text: String?, policy: Policy, on day: CivilDay, in session: any Session
  ) throws -> [OrganisationID] {
    let which: Query
    if let text {
      let pattern: String = "%\(text.map { "!%_".contains($0) ? "!\($0)" : "\($0)" }.joined().lowercased())%"
      which = "LOWER(o.name) LIKE \(pattern) ESCAPE '!'"
    } else {
      which = "o.place <= \(estate.place) AND o.place_last >= \(estate.place)"
    }
    return try session.rows(
      """
      SELECT o.id FROM organisation o WHERE o.kind IN (\(list: profile.property.estateKinds)) AND \(which)
        AND \(policy.filter(place: "o.place", organisation: "o.id")) AND \(Validity.condition("o", on: day)) ORDER BY o.place, o.id LIMIT 100
      """
    ) { try $0.at(0) }
  }
}
