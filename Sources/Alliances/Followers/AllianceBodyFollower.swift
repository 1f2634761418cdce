import Ground
import Organisations
import SQL

/// What a unit has here when it ends: its successor takes its place in alliances, pairs and agreements; without one they end. Seats are given
/// to people, so they end; visits that were planned are let go.
struct AllianceBodyFollower: BodyFollower {
  let alliances: AllianceDesk
  let pairs: PairDesk
  let agreements: AgreementDesk
  private let records: UnitTieRecords = UnitTieRecords()

  init(alliances: AllianceDesk, pairs: PairDesk, agreements: AgreementDesk) {
    self.alliances = alliances
    self.pairs = pairs
    self.agreements = agreements
  }

  private func firstOpenDay(_ ending: BodySuccession) -> CivilDay { max(ending.day, alliances.today) }

  func loads(of ending: BodySuccession, in session: any Session) throws -> [BodyLoad] {
    let (id, day): (OrganisationID, CivilDay) = (ending.body, ending.day)
    let party = PairParty.organisation(id)
    let going: BodyLoad.Fate = ending.successor == nil ? .ends : .moves
    let open: CivilDay = firstOpenDay(ending)
    let later: Int = try records.beginningLater(id, from: day, in: session)
    return [
      BodyLoad(
        word: "alliances.load.memberships", count: try records.memberships(of: id, beyond: day, in: session).count, fate: going,
        href: "/alliances?unit=\(id)"),
      BodyLoad(
        word: "alliances.load.pairs", count: try records.pairs(of: id, beyond: day, in: session).count, fate: going, href: "/pairs?party=\(party)"),
      BodyLoad(
        word: "alliances.load.agreements", count: try records.agreements(of: id, beyond: day, in: session).count, fate: going,
        href: "/agreements?party=\(party)&beyond=\(day)"),
      BodyLoad(
        word: "alliances.load.visits", count: try records.countVisits(to: id, from: open, in: session), fate: .ends,
        href: "/visits?unit=\(id)&state=planned&from=\(open)"),
      BodyLoad(
        word: "alliances.load.later", count: later, fate: .stays, href: nil, problem: later == 0 ? nil : "alliances.problem.begins_later"),
    ]
  }

  func ended(_ ending: BodySuccession, by caller: Caller, in session: any Session) throws {
    for member in try records.memberships(of: ending.body, beyond: ending.day, in: session) {
      try handOn(member, ending, by: caller, in: session)
    }
    for pair in try records.pairs(of: ending.body, beyond: ending.day, in: session) {
      try pairs.handOn(pair, from: ending.body, to: ending.successor, on: ending.day, by: caller, in: session)
    }
    for id in try records.agreements(of: ending.body, beyond: ending.day, in: session) {
      try agreements.handOn(id, from: ending.body, to: ending.successor, on: ending.day, by: caller, in: session)
    }
    try records.dropVisits(to: ending.body, from: firstOpenDay(ending), in: session)
  }

  private func handOn(_ member: AllianceMember, _ ending: BodySuccession, by caller: Caller, in session: any Session) throws {
    guard let alliance = try alliances.records.find(member.alliance, in: session) else { return }
    _ = try alliances.letGo(member, of: alliance, on: ending.day, by: caller, in: session)
    guard let successor = ending.successor, successor != member.alliance else { return }
    let known: [AllianceMember] = try alliances.members.all(of: member.alliance, in: session)
    guard known.allSatisfy({ $0.organisation != successor || ($0.validUntil.map { $0 <= ending.day } ?? false) }) else { return }
    let new = AllianceMember(
      id: alliances.ids.next(), alliance: member.alliance, organisation: successor, type: member.type, validFrom: ending.day)
    try alliances.members.insert(new, in: session)
    try alliances.note(
      "alliance.member_admitted", alliance, ["organisation": successor.description, "since": ending.day.description], by: caller, in: session)
  }
}
