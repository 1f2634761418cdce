import Ground
import Organisations
import SQL

/// Moving between seats, each in one step: who had a seat has the other from a day on, and nothing lies between.
extension AllianceDesk {
  /// Somebody takes a seat of another kind for the same unit; the old one ends on that day.
  func reseat(
    _ id: AllianceSeatID, as kind: AllianceSeat.Kind, from day: CivilDay, of alliance: OrganisationID, expecting version: Int64?, by caller: Caller,
    in session: any Session
  ) throws -> Alliance {
    var managed: Alliance = try managed(alliance, expecting: version, by: caller, in: session)
    let old: AllianceSeat = try leaving(id, of: managed, on: day, in: session)
    guard old.kind != kind else { throw Refusal.invalid([FieldProblem("kind", "alliances.problem.same_kind")]) }
    try move(old, to: kind, in: &managed, on: day, by: caller, session)
    try remake(managed, changing: day, in: session)
    let facts: [String: String] = ["from": old.kind.rawValue, "to": kind.rawValue, "person": old.person.description, "day": day.description]
    try note("alliance.seat_moved", managed, facts, by: caller, in: session)
    return try records.save(managed, in: session)
  }

  /// Two people exchange the kinds of their seats from a day on; each still sits for the own unit.
  func swap(
    _ one: AllianceSeatID, with other: AllianceSeatID, from day: CivilDay, of alliance: OrganisationID, expecting version: Int64?,
    by caller: Caller, in session: any Session
  ) throws -> Alliance {
    var managed: Alliance = try managed(alliance, expecting: version, by: caller, in: session)
    let first: AllianceSeat = try leaving(one, of: managed, on: day, in: session)
    let second: AllianceSeat = try leaving(other, of: managed, on: day, in: session)
    guard first.kind != second.kind else { throw Refusal.invalid([FieldProblem("other", "alliances.problem.same_kind")]) }
    for (seat, kind) in [(first, second.kind), (second, first.kind)] { try move(seat, to: kind, in: &managed, on: day, by: caller, session) }
    try remake(managed, changing: day, in: session)
    let facts: [String: String] = ["seats": "\(first.kind.rawValue) \(second.kind.rawValue)", "day": day.description]
    try note("alliance.seats_swapped", managed, facts, by: caller, in: session)
    return try records.save(managed, in: session)
  }

  /// The seat, if somebody can leave it on that day.
  /// - Throws: ``Refusal`` `.absent`, `.conflict` or `.invalid` on `day`.
  private func leaving(_ id: AllianceSeatID, of alliance: Alliance, on day: CivilDay, in session: any Session) throws -> AllianceSeat {
    guard let known = try seats.all(of: alliance.id, in: session).first(where: { $0.id == id }) else { throw Refusal.absent }
    guard known.validUntil == nil else { throw Refusal(.conflict, "alliances.problem.left_already") }
    if day <= known.validFrom { throw Refusal.invalid([FieldProblem("day", "alliances.problem.before_joining")]) }
    return known
  }

  /// Whoever holds the old seat's post now goes along, whoever was named first.
  private func move(
    _ old: AllianceSeat, to kind: AllianceSeat.Kind, in alliance: inout Alliance, on day: CivilDay, by caller: Caller, _ session: any Session
  ) throws {
    if kind == .rotating { try checkTurns(of: old.member, "kind", alliance, on: day, in: session) }
    let holder: PersonID? = old.kind == .rotating ? nil : try seats.holders(of: [old.post], on: day.adding(days: -1), in: session)[old.post]
    try end(old, on: day, in: session)
    try seat(holder ?? old.person, kind, member: old.member, in: &alliance, from: day, by: caller, session)
  }

  /// Only a member's people take turns, and one of each.
  func checkTurns(
    of member: AllianceMemberID?, _ field: String, _ alliance: Alliance, on day: CivilDay, in session: any Session
  ) throws {
    guard let member else { throw Refusal.invalid([FieldProblem(field, "alliances.problem.member_missing")]) }
    let isTaken: Bool = try seats.all(of: alliance.id, in: session).contains { seat in
      seat.kind == .rotating && seat.member == member && (seat.validUntil.map { day < $0 } ?? true)
    }
    if isTaken { throw Refusal.invalid([FieldProblem(field, "alliances.problem.takes_turns_already")]) }
  }
}
