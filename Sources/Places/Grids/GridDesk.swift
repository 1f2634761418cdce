public import Ground
public import SQL

/// Says what kind a grid is and which duties it carries, from a day on.
public struct GridDesk: Sendable {
  private let profile: CityProfile
  private let ids: IdentifierMaker
  private let timepiece: Timepiece
  private let journal: Journal
  private let areas: AreaRecords = AreaRecords()
  private let kinds: GridSpanRecords = GridSpanRecords(.kind)
  private let duties: GridSpanRecords = GridSpanRecords(.duty)

  public init(_ profile: CityProfile, ids: IdentifierMaker, timepiece: Timepiece) {
    self.profile = profile
    self.ids = ids
    self.timepiece = timepiece
    journal = Journal(ids: ids, timepiece: timepiece)
  }

  public var today: CivilDay { profile.calendar.localDay(timepiece.now()) }

  /// - Throws: ``Refusal/absent`` also for an area that is no grid.
  public func grid(_ id: AreaID, by caller: Caller, for permission: Permission = .areaRead, in session: any Session) throws -> GridProfile {
    let area = try areas.reachable(id, by: caller.policy(for: permission), in: session)
    guard area.level == profile.levels.last?.id else { throw Refusal.absent }
    return GridProfile(area: area, kinds: try kinds.spans(of: id, in: session), duties: try duties.spans(of: id, in: session))
  }

  /// - Parameter wanted: all duties it is to carry from the day on; the others end.
  /// - Throws: ``Refusal`` `.absent`, `.stale`, `.invalid` on `day` when it lies before the last that was decided or before the grid, on `area` when
  ///   the grid has ended.
  public func set(
    _ id: AreaID, kind: String, duties wanted: Set<String>, from day: CivilDay, expecting version: Int64?, by caller: Caller,
    in session: any Session
  ) throws -> GridProfile {
    let before = try grid(id, by: caller, for: .areaManage, in: session)
    guard before.area.version == version else { throw Refusal(.stale) }
    try areas.checkBeginning(on: day, in: before.area, today: today, "day", session: session)
    let decided: [CivilDay] = (before.kinds + before.duties).flatMap { [$0.from, $0.until].compactMap { $0 } }
    if let last = decided.max(), day < last { throw Refusal.invalid([FieldProblem("day", "grids.problem.day", ["day": last.description])]) }
    let (oldKind, oldDuties) = (before.kind(on: day, profile.grids), before.duties(on: day))
    guard oldKind != kind || oldDuties != wanted else { throw Refusal.invalid([FieldProblem("kind", "grids.problem.unchanged")]) }
    if oldKind != kind {
      for span in before.kinds where span.until == nil { try kinds.end(span.word, of: id, on: day, in: session) }
      try kinds.insert(GridSpan(word: kind, from: day, until: nil), of: id, id: newID, in: session)
    }
    for duty in oldDuties.subtracting(wanted).sorted() { try duties.end(duty, of: id, on: day, in: session) }
    for duty in wanted.subtracting(oldDuties).sorted() {
      try duties.insert(GridSpan(word: duty, from: day, until: nil), of: id, id: newID, in: session)
    }
    try areas.raiseVersion(of: id, from: before.area.version, in: session)
    try journal.append(draft(before.area, day, from: (oldKind, oldDuties), to: (kind, wanted), by: caller), by: caller, in: session)
    return try grid(id, by: caller, for: .areaManage, in: session)
  }

  private var newID: Int64 { (ids.next() as AreaID).raw }

  private func draft(
    _ area: Area, _ day: CivilDay, from: (kind: String, duties: Set<String>), to: (kind: String, duties: Set<String>), by caller: Caller
  ) -> JournalDraft {
    JournalDraft(
      "grid.set", subject: "area", id: area.id.raw, place: area.place, acting: caller.acting(.areaManage, place: area.place)?.post,
      before: ["kind": from.kind, "duties": from.duties.sorted().joined(separator: " ")],
      after: ["kind": to.kind, "duties": to.duties.sorted().joined(separator: " "), "from": day.description])
  }
}

extension AreaRecords {
  /// - Throws: ``Refusal`` `.stale` when another was faster.
  func raiseVersion(of id: AreaID, from version: Int64, in session: any Session) throws {
    let changed = try session.run("UPDATE area SET version = version + 1 WHERE id = \(id) AND version = \(version)")
    if changed != 1 { throw Refusal(.stale) }
  }
}
