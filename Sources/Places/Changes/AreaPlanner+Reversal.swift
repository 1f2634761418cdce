public import Ground

extension AreaPlanner {
  /// Takes a change back from a day on: everything it touched becomes what it was before.
  /// - Throws: ``Refusal`` `.invalid` when something it touched has changed since.
  public static func reversal(
    of plan: AreaPlan, on day: CivilDay, in outlook: AreaOutlook, levels: [CityProfile.Level]
  ) throws -> AreaPlan {
    guard day >= plan.day else { throw problem("day", "before_change", ["day": plan.day.description]) }
    var planner = AreaPlanner(outlook: outlook, levels: levels, day: day, makeID: { AreaID(0) })
    for step in plan.steps {
      guard outlook.state(step.area) == step.after, AreaPlanner.isUntouched(outlook.entries[step.area]?.since, since: plan.day) else {
        throw problem("area", "changed_since")
      }
      planner.set(step.area, step.before)
      if step.before == nil { planner.successors[step.area] = step.origin ?? step.after?.parent }
      if step.after == nil { planner.origins[step.area] = step.successor }
    }
    for step in plan.buildings {
      guard let house = outlook.buildings[step.building], house.grid == step.to, AreaPlanner.isUntouched(house.since, since: plan.day) else {
        throw problem("area", "changed_since")
      }
      planner.homes[step.building] = step.from
    }
    try planner.emptyOut(plan)
    for step in plan.outlines { planner.outlines[step.area] = .some(try step.before.map(GeoJSON.polygon)) }
    return try planner.checked(.reverse, plan.subject)
  }

  /// A change that put things back on the day on which another had moved them leaves them as if neither had been.
  private static func isUntouched(_ since: CivilDay?, since day: CivilDay) -> Bool { since.map { $0 <= day } ?? true }

  /// What was built in a new grid since goes where the grid was cut from.
  private mutating func emptyOut(_ plan: AreaPlan) throws {
    for step in plan.steps where step.before == nil {
      for building in outlook.buildings(of: step.area) where homes[building] == nil {
        guard let origin = step.origin else { throw AreaPlanner.problem("area", "open_buildings", ["count": "1"]) }
        homes[building] = origin
      }
    }
  }
}
