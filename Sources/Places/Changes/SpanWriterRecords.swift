import Ground
import SQL

/// Writes the spans of a plan.
struct SpanWriterRecords: Sendable {
  /// At once, also when the day lies ahead.
  func write(_ plan: AreaPlan, of change: AreaChangeID, in session: any Session) throws {
    for step in plan.steps {
      var spells = AreaSpanRecords.spells(try AreaSpanRecords().spans(of: step.area, in: session))
      let before = spells
      spells.set(step.after, on: plan.day, by: change)
      try replace(before, by: spells, of: step.area, in: session)
    }
    for step in plan.buildings {
      var spells = try spells(of: step.building, in: session)
      let before = spells
      spells.set(step.to, on: plan.day, by: change)
      try replace(before, by: spells, of: step.building, in: session)
    }
    try AreaSpanRecords().raiseRevision(in: session)
  }

  /// One writer of structures at a time, on both engines: who comes second waits here, and sees what the first has decided.
  func hold(in session: any Session) throws {
    try session.run("UPDATE structure_revision SET revision = revision WHERE id = 1")
  }

  func spells(of building: BuildingID, in session: any Session) throws -> Spells<AreaID> {
    let found: [Spell<AreaID>] = try session.rows(
      "SELECT area_id, valid_from, valid_until, change_id FROM building_span WHERE building_id = \(building)"
    ) { row in
      Spell(
        try row.at(0), from: try row.at(1),
        until: try row.at(2), change: try row.at(3))
    }
    return Spells(found.sorted { ($0.from ?? .distantPast) < ($1.from ?? .distantPast) })
  }

  private func replace(_ old: Spells<AreaState>, by new: Spells<AreaState>, of area: AreaID, in session: any Session) throws {
    let kept = zip(old.list, new.list).prefix { $0 == $1 }.count
    for spell in old.list.dropFirst(kept) {
      try session.run("DELETE FROM area_span WHERE area_id = \(area) AND \(begins(spell.from))")
    }
    for spell in new.list.dropFirst(kept) {
      let span = AreaSpan(
        area: area, code: spell.state.code, level: spell.state.level, name: spell.state.name, parent: spell.state.parent, range: spell.state.range,
        validFrom: spell.from, validUntil: spell.until, change: spell.change)
      try AreaSpanRecords().insert(span, in: session)
    }
  }

  private func replace(_ old: Spells<AreaID>, by new: Spells<AreaID>, of building: BuildingID, in session: any Session) throws {
    let kept = zip(old.list, new.list).prefix { $0 == $1 }.count
    for spell in old.list.dropFirst(kept) {
      try session.run("DELETE FROM building_span WHERE building_id = \(building) AND \(begins(spell.from))")
    }
    for spell in new.list.dropFirst(kept) {
      try session.run(
        """
        INSERT INTO building_span (building_id, area_id, valid_from, valid_until, change_id)
        VALUES (\(building), \(spell.state), \(spell.from), \(spell.until), \(spell.change))
        """)
    }
  }

  private func begins(_ day: CivilDay?) -> Query { day.map { "valid_from = \($0)" } ?? "valid_from IS NULL" }
}
