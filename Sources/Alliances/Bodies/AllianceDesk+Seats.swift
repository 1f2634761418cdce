import Ground
import Organisations
import Places
import SQL

/// Seats and the turns of the rotating chair.
extension AllianceDesk {
  /// Gives somebody a seat. Standing chairs and members get a post of their own and hold it; a rotating chair joins those who
  /// share one, and holds it when the turn comes.
  func seat(
    _ known: PersonID, _ kind: AllianceSeat.Kind, member: AllianceMemberID?, in alliance: inout Alliance, from day: CivilDay, by caller: Caller,
    _ session: any Session
  ) throws {
    guard let rules = profile.alliances.kind(alliance.kind) else { throw Refusal(.conflict, "alliances.problem.kind") }
    let sits: Bool = try seats.all(of: alliance.id, in: session).contains { seat in
      seat.kind == kind && seat.member == member && seat.person == known && (seat.validUntil.map { day < $0 } ?? true)
    }
    if sits { throw Refusal(.conflict, "alliances.problem.sits_already") }
    let post: PostID
    switch kind {
    case .standing: post = try filled(rules.standingChair, with: known, alliance, from: day, by: caller, in: session)
    case .member: post = try filled(rules.member, with: known, alliance, from: day, by: caller, in: session)
    case .rotating: post = try shared(rules, with: known, &alliance, from: day, by: caller, in: session)
    }
    let seat = AllianceSeat(id: ids.next(), alliance: alliance.id, kind: kind, member: member, post: post, person: known, validFrom: day)
    try seats.insert(seat, in: session)
  }

  /// A second or a first chair who stays.
  func seatChair(
    _ person: SeatedPerson, from day: CivilDay, of id: OrganisationID, expecting version: Int64?, by caller: Caller, in session: any Session
  ) throws -> Alliance {
    var alliance: Alliance = try managed(id, expecting: version, by: caller, in: session)
    if day < alliance.validFrom { throw Refusal.invalid([FieldProblem("since", "alliances.problem.before_founding")]) }
    let known: PersonID = try resolve(person, alliance, unit: nil, in: session)
    try seat(known, .standing, member: nil, in: &alliance, from: day, by: caller, session)
    try note("alliance.chair_seated", alliance, ["since": day.description], by: caller, in: session)
    return try records.save(alliance, in: session)
  }

  /// A member's person takes turns from a day on.
  func seatRotating(
    _ person: SeatedPerson, for member: AllianceMemberID, from day: CivilDay, of id: OrganisationID, expecting version: Int64?,
    by caller: Caller, in session: any Session
  ) throws -> Alliance {
    var alliance: Alliance = try managed(id, expecting: version, by: caller, in: session)
    guard let known = try members.find(member, in: session), known.alliance == id, known.isThere(on: day) else {
      throw Refusal.invalid([FieldProblem("member", "alliances.problem.no_member_then")])
    }
    try checkTurns(of: member, "member", alliance, on: day, in: session)
    let sitting: PersonID = try resolve(person, alliance, unit: known.organisation, in: session)
    try seat(sitting, .rotating, member: member, in: &alliance, from: day, by: caller, session)
    try remake(alliance, changing: day, in: session)
    try note("alliance.turns_joined", alliance, ["member": known.organisation.description, "since": day.description], by: caller, in: session)
    return try records.save(alliance, in: session)
  }

  /// Ends a seat. A rotating chair's turns to come go to the others.
  func vacate(
    _ seat: AllianceSeatID, of id: OrganisationID, on day: CivilDay, expecting version: Int64?, by caller: Caller, in session: any Session
  ) throws -> Alliance {
    let alliance: Alliance = try managed(id, expecting: version, by: caller, in: session)
    guard let known = try seats.all(of: id, in: session).first(where: { $0.id == seat }) else { throw Refusal.absent }
    guard known.validUntil == nil else { throw Refusal(.conflict, "alliances.problem.left_already") }
    if day <= known.validFrom { throw Refusal.invalid([FieldProblem("day", "alliances.problem.before_joining")]) }
    try end(known, on: day, in: session)
    try remake(alliance, changing: day, in: session)
    try note("alliance.seat_vacated", alliance, ["seat": known.kind.rawValue, "day": day.description], by: caller, in: session)
    return try records.save(alliance, in: session)
  }

  /// Turns of another length, from the end of the current one on, or from a first day while none has begun.
  func setTurns(
    months: Int, from day: CivilDay?, of id: OrganisationID, expecting version: Int64?, by caller: Caller, in session: any Session
  ) throws -> Alliance {
    var alliance: Alliance = try managed(id, expecting: version, by: caller, in: session)
    let begun: [Rotation.Turn] = try seats.turns(of: id, in: session).map(\.turn).filter { $0.from <= today }
    let before: String = String(alliance.turnMonths)
    alliance.turnMonths = months
    alliance.turnFrom = begun.last?.until ?? day ?? alliance.turnFrom
    try remake(alliance, changing: today, in: session)
    try note("alliance.turns_set", alliance, ["before": before, "months": String(months)], by: caller, in: session)
    return try records.save(alliance, in: session)
  }

  func end(_ seat: AllianceSeat, on day: CivilDay, in session: any Session) throws {
    try seats.end(seat.id, on: day, in: session)
    if seat.kind != .rotating { try seats.close(seat.post, on: day, in: session) }
  }

  /// - Parameter unit: the organisation for which one sits.
  /// - Throws: ``Refusal`` `.invalid` for somebody who has nothing to do with the unit, the alliance or its area.
  func resolve(_ person: SeatedPerson, _ alliance: Alliance, unit: OrganisationID?, in session: any Session) throws -> PersonID {
    switch person {
    case .known(let id):
      let near: [OrganisationID] = [alliance.id] + (unit.map { [$0] } ?? [])
      guard try seats.isNear(id, near, area: alliance.area, on: today, in: session) else {
        throw Refusal.invalid([FieldProblem("person", "alliances.problem.person")])
      }
      return id
    case .new(let name):
      let person = Person(id: ids.next(), name: name)
      try people.insert(person, in: session)
      return person.id
    }
  }

  /// The post that those share who take turns. Each gets it in turn, so each is asked about as if he got it for good.
  private func shared(
    _ rules: CityProfile.AllianceRules.Kind, with person: PersonID, _ alliance: inout Alliance, from day: CivilDay, by caller: Caller,
    in session: any Session
  ) throws -> PostID {
    guard let type = rules.rotatingChair else { throw Refusal(.conflict, "alliances.problem.no_turns") }
    try posts.duties.check(DutyGuard.Gift(type, to: person, from: day, until: nil), by: caller, on: today, in: session)
    if let known = alliance.rotatingPost { return known }
    let post: PostID = try newPost(type, alliance, from: alliance.validFrom, in: session)
    alliance.rotatingPost = post
    return post
  }

  /// A post of its own, held by somebody.
  private func filled(
    _ type: String, with person: PersonID, _ alliance: Alliance, from day: CivilDay, by caller: Caller, in session: any Session
  ) throws -> PostID {
    let post: PostID = try newPost(type, alliance, from: day, in: session)
    try posts.appoint(Appointment(person: person, from: day), to: post, expecting: nil, by: caller, in: session)
    return post
  }

  private func newPost(_ type: String, _ alliance: Alliance, from day: CivilDay, in session: any Session) throws -> PostID {
    guard let organisation = try OrganisationRecords().organisation(alliance.id, in: session) else { throw Refusal.absent }
    let post = Post(
      id: ids.next(), type: type, area: organisation.area, range: organisation.range, organisation: organisation.id, validFrom: day)
    try PostRecords().insert(post, in: session)
    return post.id
  }
}
