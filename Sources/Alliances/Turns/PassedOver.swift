import Ground
import Organisations
import SQL

/// Somebody was next to chair and may not: what the city keeps apart would come together. The turn is another's.
struct PassedOver: Sendable, Hashable {
  /// The turn as it would have been.
  let turn: Rotation.Turn
  let person: PersonID
  /// The duty that does not go with a permission.
  let duty: String
  let permission: String

  init(turn: Rotation.Turn, person: PersonID, duty: String, permission: String) {
    self.turn = turn
    self.person = person
    self.duty = duty
    self.permission = permission
  }

  init(turn: Rotation.Turn, person: PersonID, breach: SeparationBreach) {
    self.init(turn: turn, person: person, duty: breach.duty, permission: breach.permission.rawValue)
  }
}

/// The rows of who was passed over; made and taken out with the turns.
struct PassedOverRecords: Sendable {
  func all(of alliance: OrganisationID, in session: any Session) throws -> [PassedOver] {
    try session.rows(
      """
      SELECT t.seat_id, t.valid_from, t.valid_until, t.person_id, t.duty, t.permission FROM alliance_turn_passed t
      WHERE t.alliance_id = \(alliance) ORDER BY t.valid_from, t.seat_id
      """
    ) { row in
      var reader: RowReader = row.reader()
      let turn = Rotation.Turn(seat: try reader.next(), from: try reader.next(), until: try reader.next())
      return PassedOver(turn: turn, person: try reader.next(), duty: try reader.next(), permission: try reader.next())
    }
  }

  func insert(_ passed: PassedOver, of alliance: OrganisationID, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO alliance_turn_passed (alliance_id, seat_id, valid_from, valid_until, person_id, duty, permission)
      VALUES (\(alliance), \(passed.turn.seat), \(passed.turn.from), \(passed.turn.until), \(passed.person), \(passed.duty),
        \(passed.permission))
      """)
  }

  func remove(of alliance: OrganisationID, from day: CivilDay, in session: any Session) throws {
    try session.run("DELETE FROM alliance_turn_passed WHERE alliance_id = \(alliance) AND valid_from >= \(day)")
  }
}
