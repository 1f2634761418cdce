import Ground

/// Days that a form of places takes.
enum PlaceDay {
  /// - Throws: ``Refusal`` `.invalid` at a field when the day must be a slip.
  static func check(_ day: CivilDay?, _ field: String, today: CivilDay) throws {
    guard let day else { return }
    guard day >= CivilDay(year: 1949, month: 10, day: 1), day <= today.adding(days: 3660) else {
      throw Refusal.invalid([FieldProblem(field, "places.problem.day_far")])
    }
  }

  /// - Throws: ``Refusal`` `.invalid` when it ends before it has begun, or on a day that must be a slip.
  static func checkEnd(_ day: CivilDay, after first: CivilDay?, _ field: String, today: CivilDay) throws {
    try check(day, field, today: today)
    guard first.map({ $0 < day }) ?? true else {
      throw Refusal.invalid([FieldProblem(field, "places.problem.end_before", ["day": first?.description ?? ""])])
    }
  }
}
