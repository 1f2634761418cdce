import Ground
import Organisations
import SQL

/// Somebody of the community who sits in a body of one of its estates (双向进入、交叉任职): read from the posts, never entered a second time.
struct CrossSeat: Sendable, Hashable {
  let estate: EstateID
  let person: PersonID
  /// The body at the estate, the seat in it, and since when.
  let body: OrganisationID
  let seat: String
  let since: CivilDay
  /// What they are in the community, and since when.
  let home: String
  let homeSince: CivilDay
}

struct CrossRecords: Sendable {
  /// Seats in bodies bound to an estate (`p`, `h`) whose holder has another post (`q`, `k`).
  static func seats(_ cross: CityProfile.PropertyCross, on day: CivilDay) -> Query {
    """
    organisation_area b
      JOIN organisation_span s ON s.organisation_id = b.organisation_id AND s.kind IN (\(list: cross.into)) AND \(Validity.condition("s", on: day))
      JOIN post p ON p.organisation_id = b.organisation_id
      JOIN post_holding h ON h.post_id = p.id AND \(Validity.condition("h", on: day))
      JOIN post_holding k ON k.person_id = h.person_id AND k.post_id <> h.post_id AND \(Validity.condition("k", on: day))
      JOIN post q ON q.id = k.post_id
    """
  }

  /// The binding is to `estate e`, and the other post is one of its community that counts.
  static func condition(_ cross: CityProfile.PropertyCross, on day: CivilDay) -> Query {
    """
    b.estate_id = e.id AND \(Validity.condition("b", on: day)) AND q.area_id = e.area_id
      AND (q.organisation_id IS NULL AND q.type IN (\(list: cross.posts))
        OR EXISTS (SELECT 1 FROM organisation_span r WHERE r.organisation_id = q.organisation_id AND r.kind IN (\(list: cross.from))
          AND \(Validity.condition("r", on: day))))
    """
  }

  /// Everybody at some estates, each seat once.
  func seats(
    _ cross: CityProfile.PropertyCross?, at estates: [EstateID], on day: CivilDay, in session: any Session
  ) throws -> [EstateID: [CrossSeat]] {
    guard let cross, !estates.isEmpty else { return [:] }
    var seen: Set<[Int64]> = []
    var out: [EstateID: [CrossSeat]] = [:]
    try session.each(
      """
      SELECT e.id, h.person_id, b.organisation_id, p.type, h.valid_from, q.type, k.valid_from, p.id
      FROM \(Self.seats(cross, on: day)) JOIN estate e ON e.id = b.estate_id
      WHERE e.id IN (\(list: estates)) AND \(Self.condition(cross, on: day)) ORDER BY e.id, p.id, h.person_id, k.valid_from, q.id
      """
    ) { row in
      let seat = CrossSeat(
        estate: try row.at(0), person: try row.at(1), body: try row.at(2), seat: try row.at(3), since: try row.at(4), home: try row.at(5),
        homeSince: try row.at(6))
      if seen.insert([seat.estate.raw, try row.at(7), seat.person.raw]).inserted { out[seat.estate, default: []].append(seat) }
    }
    return out
  }
}
