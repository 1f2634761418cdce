import Ground
import SQL

/// An agreement with what its page shows.
struct AgreementView: Sendable {
  let agreement: Agreement
  let names: PartyNames
  let negotiations: [Negotiation]
  let successor: AgreementID?
  let today: CivilDay
  /// Working days until it ends, while it is due for renewal.
  let dueIn: Int?
  let mayManage: Bool
  /// Parties for which the caller may sign.
  let signable: [PairParty]

  var parties: String { agreement.parties.map { names[$0.party] }.joined(separator: " · ") }

  static func read(_ id: AgreementID, to caller: Caller, _ desk: AgreementDesk, words: Words, in session: any Session) throws -> AgreementView {
    let agreement: Agreement = try desk.records.visible(id, to: caller, in: session)
    let today: CivilDay = desk.today
    let mayManage: Bool = AgreementScope(caller, .allianceManage).policy.allows(place: agreement.place)
    let own: [OrganisationID] = caller.policy(for: .allianceRead).organisations
    let successor: AgreementID? = try desk.records.successor(of: id, in: session)
    let isDue: Bool =
      agreement.state == .signed && agreement.validUntil > today && agreement.validUntil <= desk.renewal.horizon(from: today) && successor == nil
    let open: [PairParty] = agreement.parties.filter { $0.signed == nil }.map(\.party)
    return AgreementView(
      agreement: agreement, names: try PartyNames(agreement.parties.map(\.party), words: words, in: session),
      negotiations: try desk.records.negotiations(of: id, in: session), successor: successor, today: today,
      dueIn: isDue ? desk.renewal.workingDays(from: today, until: agreement.validUntil) : nil, mayManage: mayManage,
      signable: open.filter { party in mayManage || (party.organisation.map(own.contains) ?? false) })
  }
}
