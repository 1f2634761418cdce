import Ground

extension AreaPlanner {
  /// The plan, after everything has been looked at once more as a whole.
  func checked(_ kind: AreaPlan.Kind, _ subject: AreaID) throws -> AreaPlan {
    let plan = AreaPlan(kind: kind, subject: subject, day: day, steps: steps(), buildings: moves(), outlines: drawn(), misfits: misfits.sorted())
    guard !plan.steps.isEmpty || !plan.buildings.isEmpty || !plan.outlines.isEmpty else { throw AreaPlanner.problem("area", "nothing") }
    try checkDays(plan)
    for step in plan.steps { try check(step) }
    // The grid that a building is to go back to may have ended since.
    for step in plan.buildings where state(step.to) == nil { throw AreaPlanner.problem("area", "changed_since") }
    return plan
  }

  /// Parents first.
  private func steps() -> [AreaPlan.Step] {
    let changed = drafts.filter { id, draft in draft != outlook.state(id) }
    let steps = changed.map { id, draft in
      AreaPlan.Step(area: id, before: outlook.state(id), after: draft, successor: successors[id], origin: origins[id])
    }
    return steps.sorted { left, right in
      let a = (left.after ?? left.before)?.code ?? ""
      let b = (right.after ?? right.before)?.code ?? ""
      return (a.utf8.count, a, left.area) < (b.utf8.count, b, right.area)
    }
  }

  private func moves() -> [AreaPlan.BuildingStep] {
    let all: [AreaPlan.BuildingStep] = homes.compactMap { id, to in
      guard let from = outlook.buildings[id]?.grid, from != to else { return nil }
      return AreaPlan.BuildingStep(building: id, from: from, to: to)
    }
    return all.sorted { $0.building < $1.building }
  }

  private func drawn() -> [AreaPlan.OutlineStep] {
    let all: [AreaPlan.OutlineStep] = outlines.compactMap { id, outline in
      let before = outlook.outlines[id]
      guard before != outline else { return nil }
      return AreaPlan.OutlineStep(area: id, before: before.map(GeoJSON.text), after: outline.map(GeoJSON.text))
    }
    return all.sorted { $0.area < $1.area }
  }

  /// Nothing may be decided before what has been decided already.
  private func checkDays(_ plan: AreaPlan) throws {
    var latest: (day: CivilDay, name: String)?
    func look(_ since: CivilDay?, _ name: String) {
      guard let since, since > day, since > (latest?.day ?? .distantPast) else { return }
      latest = (since, name)
    }
    for id in plan.areas.union(leaningOn) {
      guard let entry = outlook.entries[id] else { continue }
      look(entry.since, entry.state?.name ?? state(id)?.name ?? "")
    }
    for step in plan.steps {
      if step.before?.parent != step.after?.parent, let parent = step.after?.parent, let entry = outlook.entries[parent] {
        look(entry.since, entry.state?.name ?? "")
      }
      // What has left it by now, or is going to, is there until then, under its code.
      if let before = step.before, step.after?.code != before.code { look(outlook.heldUntil[step.area], before.name) }
    }
    for step in plan.buildings { look(outlook.buildings[step.building]?.since, outlook.buildings[step.building]?.name ?? "") }
    guard let latest else { return }
    throw AreaPlanner.problem("day", "day", ["day": latest.day.description, "name": latest.name])
  }

  private func check(_ step: AreaPlan.Step) throws {
    guard let after = step.after else { return try checkEnd(step) }
    // What came in after the change that is taken back does not know its old code.
    for child in children(of: step.area) where !(state(child)?.code.hasPrefix(after.code) ?? true) {
      throw AreaPlanner.problem("area", "changed_since")
    }
    guard let parent = after.parent else {
      guard step.before?.code == after.code else { throw AreaPlanner.problem("area", "top") }
      return
    }
    let above = try standing(parent, "parent")
    guard levelIndex(above.level) + 1 == levelIndex(after.level), after.code.hasPrefix(above.code) else {
      throw AreaPlanner.problem("parent", "level")
    }
    if step.before?.code != after.code { _ = try code(after.code, below: above, for: step.area) }
  }

  private func checkEnd(_ step: AreaPlan.Step) throws {
    let below = children(of: step.area)
    guard below.isEmpty else { throw AreaPlanner.problem("area", "open_children", ["count": "\(below.count)"]) }
    guard !outlook.buildings(of: step.area).contains(where: { grid(of: $0) == step.area }), !homes.values.contains(step.area) else {
      throw AreaPlanner.problem("area", "open_buildings", ["count": "\(outlook.buildings(of: step.area).count)"])
    }
    guard let next = step.successor, state(next) != nil else { throw AreaPlanner.problem("successor", "gone") }
  }
}
