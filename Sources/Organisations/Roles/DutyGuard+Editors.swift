public import Ground
public import SQL

/// Somebody with an open account stays in office who may edit roles, whatever is changed: roles, accounts, posts or who has them.
extension DutyGuard {
  /// Carries a change out.
  /// - Throws: ``Refusal`` `.conflict` when on some day, from today on, nobody would be left where somebody was.
  public func keepingAnEditor<Result>(from today: CivilDay, in session: any Session, _ change: () throws -> Result) throws -> Result {
    let before: RoleEditors = try editors(from: today, in: session)
    let result: Result = try change()
    try before.check(against: editors(from: today, in: session))
    return result
  }

  /// By what is known now, from a day on.
  func editors(from day: CivilDay, in session: any Session) throws -> RoleEditors {
    let rules: [RoleEditors.Rule] = try rules(from: day, in: session)
    let types: Set<String> = rules.reduce(into: []) { $0.formUnion($1.types) }
    return RoleEditors(rules: rules, offices: try OccupancyRecords.offices(ofTypes: types.sorted(), from: day, in: session))
  }

  /// The same where a post of this type has to do with it; else nil, at little cost.
  func editors(among type: String, from day: CivilDay, in session: any Session) throws -> RoleEditors? {
    let isOne: Bool = try rules(from: day, in: session).contains { $0.types.contains(type) }
    return isOne ? try editors(from: day, in: session) : nil
  }

  private func rules(from day: CivilDay, in session: any Session) throws -> [RoleEditors.Rule] {
    try books.days(from: day, in: session).map { from in
      RoleEditors.Rule(from: from, types: Set(try book(on: from, in: session).types(permitting: .roleManage)))
    }
  }
}
