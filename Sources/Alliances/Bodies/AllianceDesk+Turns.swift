import Ground
import Organisations
import SQL

/// The schedule of turns, and the holdings of the rotating chair's post that follow from it.
extension AllianceDesk {
  /// Makes the schedule anew where it has not begun, and the holdings of the rotating chair's post with it: who chairs on a day,
  /// and what the chair may do, follows from these dates alone. Whose other posts do not go with the chair is passed over.
  func remake(_ alliance: Alliance, changing day: CivilDay, in session: any Session) throws {
    guard let post = alliance.rotatingPost else { return }
    let pool: [AllianceSeat] = try seats.all(of: alliance.id, in: session).filter { $0.kind == .rotating }
    let known: [AllianceTurn] = try seats.turns(of: alliance.id, in: session)
    let kept: [Rotation.Turn] = Rotation.kept(known.map(\.turn), on: today, changing: day)
    let (new, passedOver) = try schedule(alliance, pool, keeping: kept, in: session)
    let dropped: Rotation.Turn? = known.map(\.turn).first { !kept.contains($0) }
    let starts: [CivilDay] = [dropped, new.first?.turn, passedOver.first?.turn].compactMap { $0?.from }
    guard let first = starts.min() else { return }
    try seats.removeTurns(of: alliance.id, from: first, in: session)
    try passed.remove(of: alliance.id, from: first, in: session)
    for turn in new { try seats.insert(turn, of: alliance.id, in: session) }
    for turn in passedOver { try passed.insert(turn, of: alliance.id, in: session) }
    let tenures: [Tenure] = new.map { Tenure(post: post, person: $0.person, validFrom: $0.turn.from, validUntil: $0.turn.until) }
    try posts.schedule(tenures, of: post, from: first, in: session)
  }

  /// The turns that follow those that stay, and who is passed over on the way.
  private func schedule(
    _ alliance: Alliance, _ pool: [AllianceSeat], keeping kept: [Rotation.Turn], in session: any Session
  ) throws -> (turns: [AllianceTurn], passedOver: [PassedOver]) {
    let rotation = Rotation(
      start: alliance.turnFrom, months: alliance.turnMonths,
      seats: pool.map { Rotation.Seat(id: $0.id, from: $0.validFrom, until: $0.validUntil) })
    let people: [AllianceSeatID: PersonID] = Dictionary(pool.map { ($0.id, $0.person) }, uniquingKeysWith: { first, _ in first })
    let begun: [PassedOver] = try passed.all(of: alliance.id, in: session).filter { $0.turn.from <= today }
    var passedOver: [PassedOver] = []
    let turns: [Rotation.Turn] = try rotation.turns(keeping: kept, through: horizon(alliance, pool.count)) { turn in
      // What was so when the turn began stays so, even if nobody had it then.
      if let known = begun.first(where: { $0.turn == turn }) {
        passedOver.append(known)
      } else if let person = people[turn.seat], let breach = try breach(turn, of: alliance, by: person, in: session) {
        passedOver.append(PassedOver(turn: turn, person: person, breach: breach))
      } else {
        return false
      }
      return true
    }
    let new: [AllianceTurn] = turns.dropFirst(kept.count).compactMap { turn in people[turn.seat].map { AllianceTurn(turn: turn, person: $0) } }
    return (new, passedOver)
  }

  /// What would come together in somebody's hands by a turn that the city keeps apart.
  private func breach(
    _ turn: Rotation.Turn, of alliance: Alliance, by person: PersonID, in session: any Session
  ) throws -> SeparationBreach? {
    guard let type = profile.alliances.kind(alliance.kind)?.rotatingChair else { return nil }
    return try posts.duties.breach(DutyGuard.Gift(type, to: person, from: turn.from, until: turn.until), on: today, in: session)
  }

  /// Carries schedules on that reach less than a whole cycle ahead. May be run at any time, by several processes at once.
  /// - Returns: how many were carried on.
  func extendSchedules(in session: any Session) throws -> Int {
    var count: Int = 0
    for id in try records.ending(before: today.adding(months: 12), limit: 200, in: session) {
      guard let alliance = try records.find(id, in: session) else { continue }
      let before: Int = try seats.turns(of: id, in: session).count
      try remake(alliance, changing: CivilDay(daysSince1970: Int(Int32.max)), in: session)
      if try seats.turns(of: id, in: session).count > before { count += 1 }
    }
    return count
  }

  /// Hands turns on that begin within a month and have come to be kept apart from what their holders have: by an edit of the roles, or by
  /// a post given in days that were not yet a turn's. Does nothing twice; may be run by several processes at once.
  /// - Returns: how many schedules were made anew.
  func handOnTurns(in session: any Session) throws -> Int {
    let people: [PersonID] = try posts.duties.burdened(from: today, in: session)
    let due: [OrganisationID] = try seats.turnsBeginning(after: today, through: today.adding(months: 1), of: people, in: session)
    return try due.count { try handOn($0, in: session) }
  }

  private func handOn(_ id: OrganisationID, in session: any Session) throws -> Bool {
    guard let alliance = try records.find(id, in: session) else { return false }
    let coming: [AllianceTurn] = try seats.turns(of: id, in: session).filter { $0.turn.from > today }
    guard let barred = try coming.first(where: { try breach($0.turn, of: alliance, by: $0.person, in: session) != nil }) else { return false }
    try remake(alliance, changing: barred.turn.from, in: session)
    let facts: [String: String] = ["person": barred.person.description, "day": barred.turn.from.description]
    try note("alliance.turn_handed_on", alliance, facts, by: .system(request: "turns"), in: session)
    _ = try records.save(alliance, in: session)
    return true
  }

  /// Two years, and at least two whole cycles, so that everyone sees a turn of their own ahead.
  private func horizon(_ alliance: Alliance, _ count: Int) -> CivilDay {
    max(today, alliance.turnFrom).adding(months: max(24, 2 * count * alliance.turnMonths))
  }
}
