public import Ground
public import Places
public import SQL

/// What registers say of an estate ends with it.
public struct PropertyTenant: EstateTenant {
  public init() {}

  public func leave(_ estate: EstateID, on day: CivilDay, by caller: Caller, in session: any Session) throws {
    try PropertyEntryRecords().endAll(about: estate, on: day, in: session)
  }
}

extension PropertyEntryRecords {
  /// Ends what holds beyond a day; what would only begin then never does.
  fileprivate func endAll(about estate: EstateID, on day: CivilDay, in session: any Session) throws {
    try session.run(
      "DELETE FROM property_point WHERE entry_id IN (SELECT id FROM property_entry WHERE estate_id = \(estate) AND valid_from >= \(day))")
    try session.run("DELETE FROM property_entry WHERE estate_id = \(estate) AND valid_from >= \(day)")
    try session.run(
      """
      UPDATE property_entry SET valid_until = \(day), version = version + 1
      WHERE estate_id = \(estate) AND (valid_until IS NULL OR valid_until > \(day))
      """)
  }
}
