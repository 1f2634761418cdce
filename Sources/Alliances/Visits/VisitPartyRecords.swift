import Ground
import SQL

/// Who visits whom: the secretaries and units of an area, as they stand on a day.
struct VisitPartyRecords: Sendable {
  struct Secretary: Sendable {
    let post: PostID
    let area: AreaID
    let range: PlaceRange
  }

  func secretaries(_ type: String, within range: PlaceRange, on day: CivilDay, in session: any Session) throws -> [Secretary] {
    try session.rows(
      """
      SELECT p.id, p.area_id, p.place, p.place_last FROM post p
      WHERE p.type = \(type) AND p.place BETWEEN \(range.first) AND \(range.last) AND \(Validity.condition("p", on: day))
      ORDER BY p.place, p.id
      """
    ) { Secretary(post: try $0.at(0), area: try $0.at(1), range: PlaceRange(try $0.at(2), try $0.at(3))) }
  }

  /// Units in an alliance, or in a pair with a community, within the area; each with the places of those it is tied to.
  func units(within range: PlaceRange, on day: CivilDay, in session: any Session) throws -> [OrganisationID: Set<Place>] {
    var out: [OrganisationID: Set<Place>] = [:]
    try session.each(
      """
      SELECT m.organisation_id, o.place FROM alliance_member m JOIN organisation o ON o.id = m.alliance_id
      WHERE o.place BETWEEN \(range.first) AND \(range.last) AND \(Validity.condition("m", on: day)) AND \(Validity.condition("o", on: day))
      UNION
      SELECT p.right_organisation_id, p.place FROM pair p
      WHERE p.right_organisation_id IS NOT NULL AND p.left_area_id IS NOT NULL AND p.merged_into IS NULL
        AND p.place BETWEEN \(range.first) AND \(range.last) AND \(Validity.condition("p", on: day))
      """
    ) { row in out[try row.at(0), default: []].insert(try row.at(1)) }
    return out
  }

  /// Every pair that a round should cover.
  func pairs(_ covers: VisitRound.Covers, visitor: String, within range: PlaceRange, on day: CivilDay, in session: any Session) throws -> (
    pairs: [VisitPlan.Pair], places: [PostID: Place]
  ) {
    let secretaries: [Secretary] = try secretaries(visitor, within: range, on: day, in: session)
    let units: [OrganisationID: Set<Place>] = try units(within: range, on: day, in: session)
    var pairs: [VisitPlan.Pair] = []
    for secretary in secretaries {
      for (unit, places) in units where covers == .every || places.contains(where: { secretary.range.contains($0) }) {
        pairs.append(VisitPlan.Pair(secretary: secretary.post, unit: unit))
      }
    }
    let places: [PostID: Place] = Dictionary(secretaries.map { ($0.post, $0.range.first) }) { first, _ in first }
    return (pairs, places)
  }
}
