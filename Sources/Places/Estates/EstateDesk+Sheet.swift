public import Ground
public import SQL

/// What a sheet of estates asks.
extension EstateDesk {
  /// Whoever asks; with the mode of a day, of today unless said.
  public func find(_ id: EstateID, on day: CivilDay? = nil, in session: any Session) throws -> Estate? {
    try records.find(id, on: day ?? today, in: session)
  }

  /// The estate of a community that has this name and no end, else the one that ended on a day.
  public func find(named name: String, in area: AreaID, endedOn day: CivilDay? = nil, in session: any Session) throws -> Estate? {
    try records.named(name, in: area, endedOn: day, in: session).flatMap { try records.find($0, on: today, in: session) }
  }

  /// Every estate within a policy, in the order of their places.
  public func each(_ filter: EstateFilter, of policy: Policy, in session: any Session, _ take: (Estate) throws -> Void) throws {
    var cursor: RowCursor?
    repeat {
      let page = try records.list(filter, of: policy, on: today, after: cursor, limit: 500, in: session)
      for estate in page { try take(estate) }
      cursor = page.count == 500 ? page.last.map { RowCursor($0) } : nil
    } while cursor != nil
  }
}
