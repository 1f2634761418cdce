import Ground
import SQL

/// What the verbs on estates ask and write.
extension EstateRecords {
  /// The estate of a community that has this name and no end, of several, since communities merged, the oldest; else the one that ended
  /// on a day.
  func named(_ name: String, in area: AreaID, endedOn day: CivilDay?, in session: any Session) throws -> EstateID? {
    try session.first(
      """
      SELECT id FROM estate WHERE area_id = \(area) AND name = \(name) AND (valid_until IS NULL OR valid_until = \(day))
      ORDER BY valid_until IS NULL DESC, id LIMIT 1
      """
    ) { try $0.at(0) }
  }

  /// The estates of a community that have no end, by name.
  func standing(in area: AreaID, in session: any Session) throws -> [(id: EstateID, name: String)] {
    try session.rows("SELECT id, name FROM estate WHERE area_id = \(area) AND valid_until IS NULL ORDER BY name, id") {
      (id: try $0.at(0), name: try $0.at(1))
    }
  }

  /// Its buildings belong to another estate, or to none.
  func rehouse(from id: EstateID, to next: EstateID?, in session: any Session) throws {
    try session.run("UPDATE building SET estate_id = \(next), version = version + 1 WHERE estate_id = \(id) AND valid_until IS NULL")
  }

  /// From this day on it is managed in no way.
  func endModes(of id: EstateID, on day: CivilDay, in session: any Session) throws {
    try session.run("DELETE FROM estate_mode WHERE estate_id = \(id) AND valid_from >= \(day)")
    try session.run(
      "UPDATE estate_mode SET valid_until = \(day) WHERE estate_id = \(id) AND (valid_until IS NULL OR valid_until > \(day))")
  }
}
