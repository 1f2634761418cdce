public import Ground
import SQL

/// What a list of buildings is narrowed by; the same fields as in the URL.
public struct BuildingFilter: Sendable, Hashable {
  public var within: Within?
  public var estate: EstateID?
  /// A piece of the address, today's or an earlier one.
  public var text: String?

  public init(within: Within? = nil, estate: EstateID? = nil, text: String? = nil) {
    self.within = within
    self.estate = estate
    self.text = text
  }

  var conditions: [Query] {
    // On a past day stood whatever had a grid then.
    var out: [Query] = within?.structure.map { ["NOT \(DatedRows.isOver("building", "b.id", by: $0))"] } ?? ["b.valid_until IS NULL"]
    if let within { out.append(within.buildings("b")) }
    if let estate { out.append("b.estate_id = \(estate)") }
    if let text {
      let pattern = "%\(Pattern.escaped(text.lowercased()))%"
      out.append("(LOWER(b.name) LIKE \(pattern) ESCAPE '!' OR LOWER(b.former_name) LIKE \(pattern) ESCAPE '!')")
    }
    return out
  }
}

extension BuildingRecords {
  /// A page of the buildings within a policy that stand today, grid by grid.
  func list(
    _ filter: BuildingFilter, of policy: Policy, after cursor: RowCursor? = nil, limit: Int, in session: any Session
  ) throws -> [Building] {
    var conditions = [policy.filter(place: "b.place")] + filter.conditions
    if let cursor { conditions.append(cursor.condition("b")) }
    return try session.rows(
      "SELECT \(Self.columns) FROM building b WHERE \(Query.joined(conditions, by: " AND ")) ORDER BY b.place, b.id LIMIT \(limit)", Self.building)
  }

  /// How many buildings a filter finds.
  func count(_ filter: BuildingFilter, of policy: Policy, in session: any Session) throws -> Int {
    let conditions = [policy.filter(place: "b.place")] + filter.conditions
    return try session.value("SELECT COUNT(*) FROM building b WHERE \(Query.joined(conditions, by: " AND "))")
  }

  /// - Throws: ``Refusal/absent`` when there is none or it is out of reach.
  func reachable(_ id: BuildingID, by policy: Policy, in session: any Session) throws -> Building {
    guard let building = try find(id, in: session), policy.allows(place: building.place) else { throw Refusal.absent }
    return building
  }
}
