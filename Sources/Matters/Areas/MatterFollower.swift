import Ground
public import Places
import SQL

/// Matters when areas change: open ones go with their building, their point or their area's successor, each with a step of its
/// timeline and a journal entry; closed ones keep their area. Numbers follow for all, and so do the counters.
struct MatterFollower: AreaFollower {
  let desk: MatterDesk
  private let stays: MatterStayRecords = MatterStayRecords()

  init(desk: MatterDesk) { self.desk = desk }

  private static let subject = AreaSubject("matters")

  private struct Move {
    let matter: Matter
    let to: AreaEffect.Home
  }

  // MARK: The dry run

  func touched(by effect: AreaEffect, for caller: Caller, words: Words, in session: any Session) throws -> [AreaTouch] {
    let moves = try moves(effect, at: \.before, in: session)
    let policy = caller.policy(for: .matterRead)
    let visible = moves.filter { move in
      policy.allows(place: move.matter.location.place, organisation: move.matter.handlerOrganisation, post: move.matter.handlerPost)
    }
    let rows = effect.page(of: visible).map { move in
      AreaTouch.Row(
        title: move.matter.title, href: "/matters/\(move.matter.id)", from: move.matter.location.area, to: move.to.area)
    }
    let numbered: Int = try session.value("SELECT COUNT(*) FROM matter WHERE is_open = 1 AND \(effect.isShifted("place"))")
    var out: [AreaTouch] = []
    if !moves.isEmpty || numbered > 0 { out.append(AreaTouch(subject: Self.subject.rawValue, moved: moves.count, renumbered: numbered, rows: rows)) }
    let closed: Int = try session.value(
      """
      SELECT COUNT(*) FROM matter WHERE is_open = 0 AND place IN (\(list: effect.sources.map(\.before.first)))
      """)
    if closed > 0 { out.append(AreaTouch(subject: "closed_matters", moved: 0, renumbered: closed)) }
    return out
  }

  // MARK: The change

  func follow(_ effect: AreaEffect, by caller: Caller, in session: any Session) throws {
    try renumber(effect, in: session)
    let moves = try moves(effect, at: \.after, in: session)
    let titles = try AreaRecords().titles(
      Set(moves.flatMap { [$0.matter.location.area, $0.to.area] }), lowest: desk.profile.levels.last?.id ?? "",
      words: desk.profile.words(desk.profile.locales.first ?? ""), in: session)
    var tally = CountTally()
    for move in moves {
      let saved = try carry(move, effect, titles, by: caller, in: session)
      let share = desk.counts.share(of: saved)
      tally.add(share, at: saved.location.place)
      tally.take(share, at: move.matter.location.place)
    }
    try desk.counts.add(tally, in: session)
  }

  /// The open matters that get another area. First those that the change which is taken back had moved, then the rest.
  private func moves(_ effect: AreaEffect, at side: KeyPath<AreaEffect.Source, PlaceRange>, in session: any Session) throws -> [Move] {
    let returning = try returning(effect, in: session)
    let known = Set(returning.map(\.matter.id))
    guard !effect.sources.isEmpty else { return returning }
    let places: [Place] = effect.sources.map { $0[keyPath: side].first }
    let matters = try session.rows(
      "SELECT \(MatterRecords.columns) FROM matter m WHERE m.is_open = 1 AND m.place IN (\(list: places)) ORDER BY m.id", Matter.init(row:))
    let leaving: [Move] = matters.compactMap { matter in
      guard !known.contains(matter.id), let home = effect.home(of: matter) else { return nil }
      return Move(matter: matter, to: home)
    }
    return returning + leaving
  }

  private func returning(_ effect: AreaEffect, in session: any Session) throws -> [Move] {
    guard let reversed = effect.reverses else { return [] }
    let found: [Move?] = try session.rows(
      """
      SELECT \(MatterRecords.columns), w.from_id FROM area_move w JOIN matter m ON m.id = w.row_id AND m.area_id = w.to_id AND m.is_open = 1
      WHERE w.change_id = \(reversed) AND w.subject = \(Self.subject) ORDER BY m.id
      """
    ) { row in
      let from: AreaID = try row.at(row.values.count - 1)
      return try effect.homes[from].map { Move(matter: try Matter(row: row), to: $0) }
    }
    return found.compactMap { $0 }
  }

  private func carry(
    _ move: Move, _ effect: AreaEffect, _ titles: [AreaID: String], by caller: Caller, in session: any Session
  ) throws -> Matter {
    let before = move.matter
    var after = before
    after.location.area = move.to.area
    after.location.place = move.to.place
    after.version += 1
    let now = desk.timepiece.now()
    try session.run(
      """
      UPDATE matter SET area_id = \(after.location.area), place = \(after.location.place), district = \(after.district),
        version = version + 1 WHERE id = \(after.id)
      """)
    if before.district != after.district {
      try session.run("UPDATE matter_contact SET district = \(after.district) WHERE matter_id = \(after.id)")
    }
    try stays.leave(before, on: effect.day, change: effect.change, in: session)
    try AreaMoveRecords.insert(
      change: effect.change, subject: Self.subject, row: after.id.raw, from: before.location.area, to: after.location.area, in: session)
    let told = "\(titles[before.location.area] ?? "") → \(titles[after.location.area] ?? "")"
    try desk.events.insert(
      MatterEvent(
        id: desk.ids.next(), matter: after.id, at: now, kind: .rehomed, person: caller.person, post: nil, targetPost: nil,
        targetOrganisation: nil, note: told, dueBefore: nil, dueAfter: nil), in: session)
    let draft = JournalDraft(
      "matter.rehomed", subject: "matter", id: after.id.raw, place: after.location.place,
      before: ["area": before.location.area.description], after: ["area": after.location.area.description, "change": effect.change.description])
    try desk.journal.append(draft, by: caller, in: session)
    return after
  }

  // MARK: Numbers

  private func renumber(_ effect: AreaEffect, in session: any Session) throws {
    guard !effect.shifts.isEmpty else { return }
    // The district stands in the place's first six digits.
    try session.run(
      """
      UPDATE matter SET place = \(effect.shifted("place")), district = (\(effect.shifted("place"))) / 1000000000
      WHERE \(effect.isShifted("place"))
      """)
    for shift in effect.shifts where shift.from.first.number / 1_000_000_000 != shift.to.first.number / 1_000_000_000 {
      try session.run(
        """
        UPDATE matter_contact SET district = \(shift.to.first.number / 1_000_000_000)
        WHERE matter_id IN (SELECT id FROM matter WHERE place BETWEEN \(shift.to.first) AND \(shift.to.last))
        """)
    }
    try effect.shift("matter_stay", in: session)
    try renumberCounters(effect, in: session)
  }

  /// By way of negative numbers, because a place is a counter's key and areas may exchange theirs.
  private func renumberCounters(_ effect: AreaEffect, in session: any Session) throws {
    try session.run("UPDATE matter_open_count SET place = -(\(effect.shifted("place"))) WHERE \(effect.isShifted("place"))")
    try session.run(
      """
      INSERT INTO matter_open_count (place, matters, all_matters) SELECT -place, matters, all_matters FROM matter_open_count WHERE place < 0
      ON CONFLICT (place) DO UPDATE SET matters = matter_open_count.matters + excluded.matters,
        all_matters = matter_open_count.all_matters + excluded.all_matters
      """)
    try session.run("DELETE FROM matter_open_count WHERE place < 0")
    try session.run("UPDATE matter_day_count SET place = -(\(effect.shifted("place"))) WHERE \(effect.isShifted("place"))")
    try session.run(
      """
      INSERT INTO matter_day_count (place, day, answered, rated, satisfied)
      SELECT -place, day, answered, rated, satisfied FROM matter_day_count WHERE place < 0
      ON CONFLICT (place, day) DO UPDATE SET answered = matter_day_count.answered + excluded.answered,
        rated = matter_day_count.rated + excluded.rated, satisfied = matter_day_count.satisfied + excluded.satisfied
      """)
    try session.run("DELETE FROM matter_day_count WHERE place < 0")
    try MatterDaySums().rebuild(around: effect.shifts.flatMap { [$0.from, $0.to] }, in: session)
  }
}

extension AreaEffect {
  /// Where a matter goes: with its building, with its point, or with its area.
  func home(of matter: Matter) -> Home? {
    let location = matter.location
    let point: Coordinates? = location.longitude.flatMap { longitude in
      location.latitude.flatMap { Coordinates(longitude: longitude, latitude: $0) }
    }
    return home(of: location.area, building: location.building, point: point)
  }
}

extension MattersRoom {
  /// What this room keeps in areas.
  public var areaFollowers: [any AreaFollower] { [MatterFollower(desk: desk)] }
}
