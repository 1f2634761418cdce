import Ground
import Organisations
import SQL

/// Drafting, negotiating, signing and renewing agreements.
struct AgreementDesk: Sendable {
  let profile: CityProfile
  let ids: IdentifierMaker
  let timepiece: Timepiece
  let journal: Journal
  let records: AgreementRecords = AgreementRecords()

  var today: CivilDay { profile.calendar.localDay(timepiece.now()) }
  var renewal: Renewal { Renewal(calendar: profile.calendar, notice: profile.alliances.renewalNotice) }

  struct Draft: Sendable {
    var title: String
    var pair: PairID?
    var parties: [PairParty]
    var from: CivilDay
    /// The first day on which it no longer holds.
    var until: CivilDay
    var terms: String
    var lists: Agreement.Lists
  }

  func draft(_ draft: Draft, by caller: Caller, in session: any Session) throws -> Agreement {
    if draft.until <= draft.from { throw Refusal.invalid([FieldProblem("last_day", "alliances.problem.term")]) }
    guard Set(draft.parties).count == draft.parties.count, draft.parties.count >= 2 else {
      throw Refusal.invalid([FieldProblem("right", "alliances.problem.same_party")])
    }
    let places: [Place] = try draft.parties.enumerated().map { index, party in
      try PartyNames.place(of: party, field: ["left", "right", "third"][min(index, 2)], in: session)
    }
    if let pair = draft.pair { _ = try PairRecords().visible(pair, to: caller, .allianceManage, in: session) }
    let policy: Policy = caller.policy(for: .allianceManage)
    // Filed at the first party's place that the caller keeps: the community's, as a rule.
    let kept: Place? = zip(draft.parties, places).first { policy.allows(place: $0.1, organisation: $0.0.organisation) }?.1
    guard let place = kept else { throw Refusal.invalid([FieldProblem("left", "alliances.problem.party_scope")]) }
    let agreement = Agreement(
      id: ids.next(), title: draft.title, pair: draft.pair, place: place, validFrom: draft.from, validUntil: draft.until, terms: draft.terms,
      lists: draft.lists, parties: draft.parties.map { Agreement.Party($0) })
    try records.insert(agreement, in: session)
    try note("agreement.drafted", agreement, by: caller, in: session)
    return agreement
  }

  /// Changes the text of a draft. Signatures given to another text do not count any more.
  func amend(
    _ id: AgreementID, terms: String, lists: Agreement.Lists, expecting version: Int64?, by caller: Caller, in session: any Session
  ) throws -> Agreement {
    var agreement: Agreement = try managed(id, expecting: version, by: caller, in: session)
    guard agreement.state == .draft else { throw Refusal(.conflict, "alliances.agreement.signed_text") }
    agreement.terms = terms
    agreement.lists = lists
    agreement.parties = agreement.parties.map { Agreement.Party($0.party) }
    let saved: Agreement = try records.save(agreement, in: session)
    try note("agreement.amended", saved, by: caller, in: session)
    return saved
  }

  func negotiate(_ negotiation: Negotiation, expecting version: Int64?, by caller: Caller, in session: any Session) throws -> Agreement {
    let agreement: Agreement = try managed(negotiation.agreement, expecting: version, by: caller, in: session)
    guard agreement.state == .draft else { throw Refusal(.conflict, "alliances.agreement.signed_text") }
    try records.insert(negotiation, in: session)
    let saved: Agreement = try records.save(agreement, in: session)
    try note("agreement.negotiated", saved, after: ["day": negotiation.day.description], by: caller, in: session)
    return saved
  }

  /// A party's signature, written down by who keeps the agreement or by the party's own people.
  func sign(
    _ id: AgreementID, _ party: PairParty, on day: CivilDay, expecting version: Int64?, by caller: Caller, in session: any Session
  ) throws -> Agreement {
    var agreement: Agreement = try records.visible(id, to: caller, in: session)
    let isOwn: Bool = party.organisation.map(caller.policy(for: .allianceRead).organisations.contains) ?? false
    guard isOwn || AgreementScope(caller, .allianceManage).policy.allows(place: agreement.place) else {
      throw Refusal(.notAllowed, "alliances.problem.hand")
    }
    if let version, version != agreement.version { throw Refusal(.stale) }
    if day > today { throw Refusal.invalid([FieldProblem("day", "alliances.problem.day_ahead")]) }
    try agreement.sign(party, on: day)
    let saved: Agreement = try records.save(agreement, in: session)
    try note("agreement.signed", saved, after: ["party": party.description, "state": saved.state.rawValue], by: caller, in: session)
    return saved
  }

  /// A draft of the next term with the same parties and text; the old one stays as it is.
  func renew(_ id: AgreementID, expecting version: Int64?, by caller: Caller, in session: any Session) throws -> Agreement {
    let old: Agreement = try managed(id, expecting: version, by: caller, in: session)
    guard old.state == .signed else { throw Refusal(.conflict, "alliances.agreement.not_signed") }
    if try records.successor(of: id, in: session) != nil { throw Refusal(.conflict, "alliances.agreement.renewed_already") }
    let term: (from: CivilDay, until: CivilDay) = old.nextTerm
    let new = Agreement(
      id: ids.next(), title: old.title, pair: old.pair, place: old.place, validFrom: term.from, validUntil: term.until, terms: old.terms,
      lists: old.lists, parties: old.parties.map { Agreement.Party($0.party) }, renews: id)
    try records.insert(new, in: session)
    _ = try records.save(old, in: session)
    try note("agreement.renewed", new, after: ["renews": id.description], by: caller, in: session)
    return new
  }

  /// One party is no longer: who takes its place is party instead, by the old one's signature; without anybody the agreement ends.
  func handOn(
    _ id: AgreementID, from old: OrganisationID, to new: OrganisationID?, on day: CivilDay, by caller: Caller, in session: any Session
  ) throws {
    guard let agreement = try records.find(id, in: session) else { return }
    let isParty: Bool = new.map { other in agreement.parties.contains { $0.party == .organisation(other) } } ?? true
    if let new, !isParty {
      try records.replace(old, by: new, in: id, session)
      try note("agreement.party_replaced", agreement, after: ["party": new.description, "day": day.description], by: caller, in: session)
    } else {
      try records.end(id, on: day, in: session)
      try note("agreement.ended", agreement, after: ["day": day.description], by: caller, in: session)
    }
  }

  private func managed(_ id: AgreementID, expecting version: Int64?, by caller: Caller, in session: any Session) throws -> Agreement {
    let agreement: Agreement = try records.visible(id, to: caller, .allianceManage, in: session)
    if let version, version != agreement.version { throw Refusal(.stale) }
    return agreement
  }

  private func note(_ verb: String, _ agreement: Agreement, after: [String: String] = [:], by caller: Caller, in session: any Session) throws {
    let acting: PostID? = caller.acting(.allianceManage, place: agreement.place)?.post
    try journal.append(
      JournalDraft(verb, subject: "agreement", id: agreement.id.raw, place: agreement.place, acting: acting, after: after), by: caller, in: session)
  }
}
