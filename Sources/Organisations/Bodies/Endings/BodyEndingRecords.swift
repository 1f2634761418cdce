import Ground
import SQL

/// Which planned ends of bodies still have to be carried out, and what hangs on them.
extension BodyRecords {
  func isSettled(_ id: OrganisationID, in session: any Session) throws -> Bool {
    try session.value("SELECT settled FROM organisation WHERE id = \(id)")
  }

  func setSettled(_ isSettled: Bool, _ id: OrganisationID, in session: any Session) throws {
    try session.run("UPDATE organisation SET settled = \(isSettled) WHERE id = \(id)")
  }

  /// Bodies whose day has come and whose things have not been handed on.
  func unsettled(on day: CivilDay, limit: Int, in session: any Session) throws -> [Organisation] {
    try session.rows(
      """
      SELECT \(OrganisationRecords.columns) FROM organisation o WHERE o.settled = 0 AND o.valid_until <= \(day)
      ORDER BY o.valid_until, o.id LIMIT \(limit)
      """, OrganisationRecords.organisation)
  }

  /// Whether a planned end names this body as the one that takes over.
  func isAwaitedSuccessor(_ id: OrganisationID, in session: any Session) throws -> Bool {
    try session.first("SELECT 1 FROM organisation WHERE settled = 0 AND successor_id = \(id) LIMIT 1") != nil
  }

  func countSeats(_ id: OrganisationID, on day: CivilDay, in session: any Session) throws -> Int {
    try session.value("SELECT COUNT(*) FROM post p WHERE p.organisation_id = \(id) AND \(Validity.condition("p", on: day))")
  }

  /// How many of a body's seats are held.
  func countHolders(_ id: OrganisationID, on day: CivilDay, in session: any Session) throws -> Int {
    try session.value(
      """
      SELECT COUNT(DISTINCT p.id) FROM post p JOIN post_holding h ON h.post_id = p.id AND \(Validity.condition("h", on: day))
      WHERE p.organisation_id = \(id) AND \(Validity.condition("p", on: day))
      """)
  }

  /// Vacant seats that were to be there from a day on never will be.
  func dropVacantSeats(of id: OrganisationID, from day: CivilDay, in session: any Session) throws {
    try session.run(
      """
      UPDATE post SET valid_until = valid_from, version = version + 1 WHERE organisation_id = \(id) AND valid_from = \(day)
        AND NOT EXISTS (SELECT 1 FROM post_holding h WHERE h.post_id = post.id)
      """)
  }
}
