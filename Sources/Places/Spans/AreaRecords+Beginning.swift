public import Ground
public import SQL

extension AreaRecords {
  /// What begins in an area finds it there on its first day, and it has not ended since.
  /// - Parameter field: where a form asks for that day.
  /// - Throws: ``Refusal`` `.invalid` on the field, or on `area`.
  public func checkBeginning(
    on day: CivilDay, in area: Area, today: CivilDay, _ field: String = "from", session: any Session
  ) throws {
    if let problem = area.problem(beginning: day, field) { throw Refusal.invalid([problem]) }
    for asked in Set([day, max(day, today)]) where try find(area.id, on: asked, in: session) == nil {
      throw AreaPlanner.problem("area", "gone")
    }
  }
}

extension Area {
  /// Nothing begins in an area before the area itself does.
  public func problem(beginning day: CivilDay, _ field: String) -> FieldProblem? {
    guard let first = validFrom, day < first else { return nil }
    return FieldProblem(field, "area_change.problem.since", ["area": name, "day": first.description])
  }
}
