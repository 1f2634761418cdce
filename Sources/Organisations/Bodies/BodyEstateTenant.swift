public import Ground
public import Places
public import SQL

/// Bodies stand at an estate no longer than there is one.
public struct BodyEstateTenant: EstateTenant {
  public init() {}

  public func leave(_ estate: EstateID, on day: CivilDay, by caller: Caller, in session: any Session) throws {
    try BodyRecords().endBindings(to: estate, on: day, in: session)
  }
}

extension BodyRecords {
  /// Ends what holds beyond a day; what would only begin then never does. The bodies have changed.
  fileprivate func endBindings(to estate: EstateID, on day: CivilDay, in session: any Session) throws {
    try session.run(
      """
      UPDATE organisation SET version = version + 1 WHERE id IN (
        SELECT b.organisation_id FROM organisation_area b WHERE b.estate_id = \(estate) AND (b.valid_until IS NULL OR b.valid_until > \(day)))
      """)
    try session.run("DELETE FROM organisation_area WHERE estate_id = \(estate) AND valid_from >= \(day)")
    try session.run(
      "UPDATE organisation_area SET valid_until = \(day) WHERE estate_id = \(estate) AND (valid_until IS NULL OR valid_until > \(day))")
  }
}
