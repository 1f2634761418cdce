import Ground
public import SQL

extension AreaEffect {
  /// The new number of a place, as an expression; numbers outside the shifts stay.
  public func shifted(_ column: Query) -> Query {
    guard !shifts.isEmpty else { return column }
    let arms: [Query] = shifts.map { " WHEN \(column) BETWEEN \($0.from.first) AND \($0.from.last) THEN \(column) + \($0.distance)" }
    return "CASE\(Query.joined(arms, by: "")) ELSE \(column) END"
  }

  /// Whether a place gets a new number.
  public func isShifted(_ column: Query) -> Query {
    guard !shifts.isEmpty else { return "1 = 0" }
    let arms: [Query] = shifts.map { "\(column) BETWEEN \($0.from.first) AND \($0.from.last)" }
    return "(\(Query.joined(arms, by: " OR ")))"
  }

  /// Renumbers a table: all shifts in one statement, because areas may exchange their numbers.
  /// - Parameter last: the column of a range's other end, if there is one.
  public func shift(_ table: Query, place: Query = "place", last: Query? = nil, in session: any Session) throws {
    guard !shifts.isEmpty else { return }
    let end: Query = last.map { ", \($0) = \(shifted($0))" } ?? ""
    try session.run("UPDATE \(table) SET \(place) = \(shifted(place))\(end) WHERE \(isShifted(place))")
  }
}
