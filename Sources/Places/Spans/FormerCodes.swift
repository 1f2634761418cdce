public import Ground
public import SQL

/// Codes that no area has any more, and where they lead: to the area that had one, which has another today, or to what took its place.
public struct FormerCodes: Sendable {
  private let heirs: [String: Set<AreaID>]

  init(_ heirs: [String: Set<AreaID>]) { self.heirs = heirs }

  /// Every area to which a code leads: several when one after another had it.
  func areas(_ code: String) -> Set<AreaID> { heirs[code] ?? [] }

  /// The one area to which a code leads; nil when it leads to none or to several.
  public func area(_ code: String) -> AreaID? {
    let found = areas(code)
    return found.count == 1 ? found.first : nil
  }
}

extension AreaRecords {
  /// The former codes of a day, all of them or only one. A code that an area has on that day means that area and is never among them.
  public func formerCodes(_ code: String? = nil, on day: CivilDay, in session: any Session) throws -> FormerCodes {
    var conditions: [Query] = [
      "s.valid_until <= \(day)", "NOT EXISTS (SELECT 1 FROM area_span n WHERE n.code = s.code AND \(DatedRows.holding("n", on: day)))",
    ]
    if let code { conditions.append("s.code = \(code)") }
    let query: Query = """
      SELECT DISTINCT s.code, s.area_id, CASE WHEN a.valid_until IS NULL THEN 1 ELSE 0 END
      FROM area_span s JOIN area a ON a.id = s.area_id WHERE \(Query.joined(conditions, by: " AND "))
      """
    let found = try session.rows(query) { row in
      (code: try row.at(0, as: String.self), area: try row.at(1, as: AreaID.self), isStanding: try row.at(2, as: Bool.self))
    }
    var heirs: [String: Set<AreaID>] = [:]
    for former in found {
      let heir: AreaID? = former.isStanding ? former.area : try standingSuccessor(of: former.area, in: session)
      if let heir { heirs[former.code, default: []].insert(heir) }
    }
    return FormerCodes(heirs)
  }

  private func standingSuccessor(of area: AreaID, in session: any Session) throws -> AreaID? {
    guard let found = try successor(of: area, in: session), found.validUntil == nil else { return nil }
    return found.id
  }

  /// The area that a code means: the one that has it on a day, which is today, else the only one to which it leads.
  public func meant(by code: String, on day: CivilDay, in session: any Session) throws -> Area? {
    if let found = try find(code: code, in: session) { return found }
    return try formerCodes(code, on: day, in: session).area(code).flatMap { try find($0, in: session) }
  }
}
