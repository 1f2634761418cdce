import Ground
import SQL

/// What ties one organisation to others, beyond a day.
struct UnitTieRecords: Sendable {
  func memberships(of id: OrganisationID, beyond day: CivilDay, in session: any Session) throws -> [AllianceMember] {
    try MemberRecords().all(ofUnit: id, in: session).filter { $0.validFrom < day && ($0.validUntil.map { $0 > day } ?? true) }
  }

  func pairs(of id: OrganisationID, beyond day: CivilDay, in session: any Session) throws -> [Pair] {
    try PairRecords().all(ofUnit: id, in: session).filter {
      $0.mergedInto == nil && $0.validFrom < day && ($0.validUntil.map { $0 > day } ?? true)
    }
  }

  func agreements(of id: OrganisationID, beyond day: CivilDay, in session: any Session) throws -> [AgreementID] {
    try session.rows(
      """
      SELECT g.id FROM agreement g JOIN agreement_party y ON y.agreement_id = g.id AND y.organisation_id = \(id)
      WHERE g.valid_from < \(day) AND g.valid_until > \(day) ORDER BY g.id
      """
    ) { try $0.at(0) }
  }

  /// Memberships, pairs and agreements that only begin on the day or after it.
  func beginningLater(_ id: OrganisationID, from day: CivilDay, in session: any Session) throws -> Int {
    return try session.value(
      """
      SELECT (SELECT COUNT(*) FROM alliance_member m WHERE m.organisation_id = \(id) AND m.valid_from >= \(day))
        + (SELECT COUNT(*) FROM pair p WHERE (p.left_organisation_id = \(id) OR p.right_organisation_id = \(id)) AND p.valid_from >= \(day))
        + (SELECT COUNT(*) FROM agreement g JOIN agreement_party y ON y.agreement_id = g.id
          WHERE y.organisation_id = \(id) AND g.valid_from >= \(day))
      """)
  }

  func countVisits(to id: OrganisationID, from day: CivilDay, in session: any Session) throws -> Int {
    try session.value("SELECT COUNT(*) FROM secretary_visit v WHERE \(open(id, day))")
  }

  func dropVisits(to id: OrganisationID, from day: CivilDay, in session: any Session) throws {
    try session.run("DELETE FROM follow_up WHERE visit_id IN (SELECT v.id FROM secretary_visit v WHERE \(open(id, day)))")
    try session.run("DELETE FROM secretary_visit WHERE id IN (SELECT v.id FROM secretary_visit v WHERE \(open(id, day)))")
  }

  private func open(_ id: OrganisationID, _ day: CivilDay) -> Query {
    "v.organisation_id = \(id) AND v.done IS NULL AND v.planned >= \(day)"
  }
}
