import Ground
import SQL

/// What a body has in this room: seats and who holds them, areas it answers for, units it sits with, lines of the territorial list.
struct BodyTies: BodyFollower {
  let ids: IdentifierMaker
  let bodies: BodyRecords
  private let members: BodyMemberRecords = BodyMemberRecords()

  init(ids: IdentifierMaker, bodies: BodyRecords) {
    self.ids = ids
    self.bodies = bodies
  }

  func loads(of ending: BodySuccession, in session: any Session) throws -> [BodyLoad] {
    let (id, day): (OrganisationID, CivilDay) = (ending.body, ending.day)
    let going: BodyLoad.Fate = ending.successor == nil ? .ends : .moves
    let page: String = "/organisations/\(id)"
    return [
      BodyLoad(
        word: "bodies.load.below", count: try bodies.countBelow(id, on: day, in: session), fate: ending.successor == nil ? .stays : .moves,
        href: "/organisations?parent=\(id)&day=\(day)"
      ),
      BodyLoad(word: "bodies.load.seats", count: try bodies.countSeats(id, on: day, in: session), fate: .ends, href: "/posts?organisation=\(id)"),
      BodyLoad(
        word: "bodies.load.holders", count: try bodies.countHolders(id, on: day, in: session), fate: .ends,
        href: "/posts?organisation=\(id)&state=held"),
      BodyLoad(
        word: "bodies.load.bindings", count: try bodies.bindings(of: id, in: session).filter { $0.holds(on: day) }.count, fate: going,
        href: "\(page)#areas"),
      BodyLoad(
        word: "bodies.load.member_of", count: try members.bodies(of: id, on: day, in: session).count, fate: going, href: "\(page)#member_of"),
      BodyLoad(word: "bodies.load.members", count: try members.members(of: id, on: day, in: session).count, fate: .ends, href: "\(page)#members"),
      BodyLoad(
        word: "bodies.load.territorial", count: try TerritorialRecords().count(naming: id, on: day, in: session), fate: .stays,
        href: "/territorial-duties?holder=\(DutyHolder.organisation(id))"),
    ]
  }

  func ended(_ ending: BodySuccession, by caller: Caller, in session: any Session) throws {
    let (id, day): (OrganisationID, CivilDay) = (ending.body, ending.day)
    if let successor = ending.successor {
      try handOnBindings(of: id, to: successor, on: day, in: session)
      try handOnMemberships(of: id, to: successor, on: day, in: session)
    }
    try bodies.endBindings(of: id, on: day, in: session)
    try members.endAll(of: id, on: day, in: session)
    try bodies.endSeats(of: id, on: day, in: session)
  }

  private func handOnBindings(of id: OrganisationID, to successor: OrganisationID, on day: CivilDay, in session: any Session) throws {
    let known: [BodyBinding] = try bodies.bindings(of: successor, in: session).filter { $0.validUntil.map { $0 > day } ?? true }
    for old in try bodies.bindings(of: id, in: session) where old.validUntil.map({ $0 > day }) ?? true {
      if known.contains(where: { $0.answersForTheSame(as: old) }) { continue }
      try bodies.insert(old.taken(over: successor, id: ids.next(), from: max(day, old.validFrom)), in: session)
    }
  }

  private func handOnMemberships(of id: OrganisationID, to successor: OrganisationID, on day: CivilDay, in session: any Session) throws {
    for old in try members.bodies(of: id, on: day, in: session) where old.body != successor {
      guard try members.members(of: old.body, on: day, in: session).allSatisfy({ $0.member != successor }) else { continue }
      let row = BodyMember(id: ids.next(), body: old.body, member: successor, part: old.part, validFrom: day, validUntil: old.validUntil)
      try members.insert(row, in: session)
    }
  }
}
