import Ground
import Organisations
import Places
import SQL

/// Planning rounds of visits, and recording what came of each.
struct VisitDesk: Sendable {
  /// More would not be a plan for people any more.
  static let most: Int = 20_000

  let profile: CityProfile
  let ids: IdentifierMaker
  let timepiece: Timepiece
  let journal: Journal
  let records: VisitRecords = VisitRecords()
  let parties: VisitPartyRecords = VisitPartyRecords()

  var today: CivilDay { profile.calendar.localDay(timepiece.now()) }

  /// Plans a visit of every pair over the quarter's working days, from today on where it has begun.
  func plan(_ area: AreaID, _ quarter: Quarter, _ covers: VisitRound.Covers, by caller: Caller, in session: any Session) throws -> VisitRound {
    guard let found = try AreaRecords().find(area, in: session), caller.policy(for: .allianceManage).allows(place: found.place) else {
      throw Refusal.invalid([FieldProblem("area", "alliances.problem.area_scope")])
    }
    if quarter.until <= today { throw Refusal.invalid([FieldProblem("quarter", "alliances.problem.quarter_over")]) }
    if quarter.first > today.adding(months: 12) { throw Refusal.invalid([FieldProblem("quarter", "alliances.problem.quarter_far")]) }
    if try records.round(of: area, quarter, in: session) != nil {
      throw Refusal.invalid([FieldProblem("quarter", "alliances.problem.round_already")])
    }
    let round = VisitRound(id: ids.next(), area: area, range: found.range, quarter: quarter, covers: covers)
    try records.insert(round, in: session)
    let placed: Int = try fill(round, beside: [], in: session).added
    if placed == 0 { throw Refusal.invalid([FieldProblem("area", "alliances.problem.nobody_to_visit")]) }
    try note("visit_round.planned", round, after: ["quarter": quarter.description, "visits": String(placed)], by: caller, in: session)
    return round
  }

  /// Takes in units and secretaries that have come since, and lets go of visits to come with those who have left. What is planned
  /// otherwise stays on its day: diaries do not move.
  func replan(_ id: VisitRoundID, expecting version: Int64?, by caller: Caller, in session: any Session) throws -> (
    round: VisitRound, added: Int, dropped: Int
  ) {
    let round: VisitRound = try managed(id, expecting: version, by: caller, in: session)
    if round.quarter.until <= today { throw Refusal(.conflict, "alliances.problem.quarter_over") }
    let known: [SecretaryVisit] = try records.all(of: id, in: session)
    let change: (added: Int, dropped: Int) = try fill(round, beside: known, in: session)
    let after: VisitRound = try records.touch(round, in: session)
    try note(
      "visit_round.replanned", after, after: ["added": String(change.added), "dropped": String(change.dropped)], by: caller, in: session)
    return (after, change.added, change.dropped)
  }

  private func fill(_ round: VisitRound, beside known: [SecretaryVisit], in session: any Session) throws -> (added: Int, dropped: Int) {
    let day: CivilDay = max(today, round.quarter.first)
    let wanted = try parties.pairs(round.covers, visitor: profile.alliances.visitor, within: round.range, on: day, in: session)
    if wanted.pairs.count > VisitDesk.most { throw Refusal.invalid([FieldProblem("area", "alliances.problem.too_many_visits")]) }
    let all: Set<VisitPlan.Pair> = Set(wanted.pairs)
    let gone: [SecretaryVisit] = known.filter { $0.done == nil && $0.planned >= today && !all.contains($0.pair) }
    for visit in gone { try records.remove(visit.id, in: session) }
    let goneIDs: Set<SecretaryVisitID> = Set(gone.map(\.id))
    let kept: [SecretaryVisit] = known.filter { !goneIDs.contains($0.id) }
    var plan = VisitPlan(
      over: round.quarter.workingDays(profile.calendar, from: day), beside: kept.map { VisitPlan.Visit($0.pair, on: $0.planned) })
    let placed: [VisitPlan.Visit] = plan.place(Array(all.subtracting(kept.map(\.pair))))
    for visit in placed {
      try records.insert(
        SecretaryVisit(
          id: ids.next(), round: round.id, pair: visit.pair, place: wanted.places[visit.pair.secretary] ?? round.range.first,
          goesOut: VisitPlan.goesOut(visit.pair, in: round.quarter), planned: visit.day), in: session)
    }
    return (placed.count, gone.count)
  }

  // MARK: One visit

  func record(
    _ id: SecretaryVisitID, done day: CivilDay, exchanged: String, expecting version: Int64?, by caller: Caller, in session: any Session
  ) throws -> SecretaryVisit {
    var visit: SecretaryVisit = try managedVisit(id, expecting: version, by: caller, in: session)
    guard visit.done == nil else { throw Refusal(.conflict, "alliances.visit.done_already") }
    if day > today { throw Refusal.invalid([FieldProblem("day", "alliances.problem.day_ahead")]) }
    visit.done = day
    visit.exchanged = exchanged
    visit = try records.save(visit, in: session)
    try note("visit.recorded", visit, after: ["day": day.description], by: caller, in: session)
    return visit
  }

  func follow(_ followUp: FollowUp, expecting version: Int64?, by caller: Caller, in session: any Session) throws -> SecretaryVisit {
    let visit: SecretaryVisit = try managedVisit(followUp.visit, expecting: version, by: caller, in: session)
    guard visit.done != nil else { throw Refusal(.conflict, "alliances.visit.not_done") }
    try records.insert(followUp, in: session)
    let saved: SecretaryVisit = try records.save(visit, in: session)
    try note("visit.follow_up_added", saved, after: ["due": followUp.due.description], by: caller, in: session)
    return saved
  }

  func finish(_ id: FollowUpID, of visit: SecretaryVisitID, expecting version: Int64?, by caller: Caller, in session: any Session) throws
    -> SecretaryVisit
  {
    let visit: SecretaryVisit = try managedVisit(visit, expecting: version, by: caller, in: session)
    guard let followUp = try records.followUps(of: visit.id, in: session).first(where: { $0.id == id }) else { throw Refusal.absent }
    guard followUp.done == nil else { throw Refusal(.conflict, "alliances.visit.done_already") }
    try records.finish(followUp, on: today, in: session)
    let saved: SecretaryVisit = try records.save(visit, in: session)
    try note("visit.follow_up_done", saved, after: ["follow_up": id.description], by: caller, in: session)
    return saved
  }

  // MARK: Parts

  private func managed(_ id: VisitRoundID, expecting version: Int64?, by caller: Caller, in session: any Session) throws -> VisitRound {
    let round: VisitRound = try records.visibleRound(id, to: caller, .allianceManage, in: session)
    guard caller.policy(for: .allianceManage).ranges.contains(where: { $0.contains(round.range) }) else { throw Refusal.absent }
    if let version, version != round.version { throw Refusal(.stale) }
    return round
  }

  private func managedVisit(_ id: SecretaryVisitID, expecting version: Int64?, by caller: Caller, in session: any Session) throws -> SecretaryVisit {
    let visit: SecretaryVisit = try records.visible(id, to: caller, .allianceManage, in: session)
    if let version, version != visit.version { throw Refusal(.stale) }
    return visit
  }

  private func note(_ verb: String, _ round: VisitRound, after: [String: String], by caller: Caller, in session: any Session) throws {
    let acting: PostID? = caller.acting(.allianceManage, place: round.range.first)?.post
    try journal.append(
      JournalDraft(verb, subject: "visit_round", id: round.id.raw, place: round.range.first, acting: acting, after: after), by: caller, in: session)
  }

  private func note(_ verb: String, _ visit: SecretaryVisit, after: [String: String], by caller: Caller, in session: any Session) throws {
    let acting: PostID? = caller.acting(.allianceManage, place: visit.place, organisation: visit.pair.unit, post: visit.pair.secretary)?.post
    try journal.append(
      JournalDraft(verb, subject: "secretary_visit", id: visit.id.raw, place: visit.place, acting: acting, after: after), by: caller, in: session)
  }
}
