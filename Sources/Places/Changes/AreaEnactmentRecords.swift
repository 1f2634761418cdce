import Ground
import SQL

/// Rolls the rows that are the shortcut for today forward to what a plan says.
struct AreaEnactmentRecords: Sendable {
  func enact(_ plan: AreaPlan, _ effect: AreaEffect, in session: any Session) throws {
    try rollAreas(plan, effect, in: session)
    try effect.shift("building", in: session)
    for move in effect.buildings {
      try session.run(
        "UPDATE building SET area_id = \(move.to.area), place = \(move.to.place), version = version + 1 WHERE id = \(move.building)")
      try AreaMoveRecords.insert(
        change: effect.change, subject: .buildings, row: move.building.raw, from: move.from, to: move.to.area, in: session)
    }
    for step in plan.outlines { try draw(step, on: plan.day, in: session) }
    try share(plan.outlines, in: session)
    // Also when only a grid's life changed: the finder knows the grids that there are.
    try BoundaryRecords().raiseRevision(in: session)
    try AreaSpanRecords().raiseRevision(in: session)
  }

  private func rollAreas(_ plan: AreaPlan, _ effect: AreaEffect, in session: any Session) throws {
    let touched: [AreaID] = plan.steps.map(\.area)
    // Areas may exchange codes, and a code is unique among those in force: so none of them is, for a moment.
    try session.run("UPDATE area SET valid_until = 0 WHERE id IN (\(list: touched))")
    if !effect.shifts.isEmpty {
      // Retired ones go along with what lies around them.
      try session.run(
        """
        UPDATE area SET place = \(effect.shifted("place")), place_last = \(effect.shifted("place_last"))
        WHERE \(effect.isShifted("place")) AND id NOT IN (\(list: touched.isEmpty ? [AreaID(0)] : touched))
        """)
    }
    for step in plan.steps { try roll(step, plan.day, effect, in: session) }
  }

  private func roll(_ step: AreaPlan.Step, _ day: CivilDay, _ effect: AreaEffect, in session: any Session) throws {
    guard let after = step.after else {
      let range = effect.homes[step.area]?.range ?? step.before?.range ?? PlaceRange(Place(0), Place(0))
      try session.run(
        """
        UPDATE area SET valid_until = \(day), successor_id = \(step.successor), place = \(range.first),
          place_last = \(range.last), version = version + 1 WHERE id = \(step.area)
        """)
      return
    }
    try session.run(
      """
      UPDATE area SET code = \(after.code), level = \(after.level), name = \(after.name), parent_id = \(after.parent),
        place = \(after.range.first), place_last = \(after.range.last), valid_until = NULL, successor_id = NULL, version = version + 1
      WHERE id = \(step.area)
      """)
  }

  private func draw(_ step: AreaPlan.OutlineStep, on day: CivilDay, in session: any Session) throws {
    let number = day.daysSince1970
    try session.run("DELETE FROM area_boundary WHERE area_id = \(step.area) AND valid_until IS NULL AND valid_from = \(number)")
    try session.run("UPDATE area_boundary SET valid_until = \(number) WHERE area_id = \(step.area) AND valid_until IS NULL")
    guard let geometry = step.after else { return }
    try session.run("INSERT INTO area_boundary (area_id, geometry, valid_from) VALUES (\(step.area), \(geometry), \(number))")
  }

  /// Where an old side has a new corner, the neighbours that the plan does not draw get it too.
  private func share(_ outlines: [AreaPlan.OutlineStep], in session: any Session) throws {
    let after = BorderCorners(try outlines.compactMap { try $0.after.map(GeoJSON.polygon) })
    for ring in try outlines.compactMap({ try $0.before.map(GeoJSON.polygon) }).flatMap(\.rings) {
      for (from, to) in zip(ring, ring.dropFirst() + ring.prefix(1)) {
        guard let corners = after.between(from, to) else { continue }
        try BoundaryRecords().share(corners, from: from, to: to, in: session)
      }
    }
  }
}
