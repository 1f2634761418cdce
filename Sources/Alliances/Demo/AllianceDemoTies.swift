import Ground
import Organisations
import Places
import SQL

/// Pairs, records, agreements and a quarter of visits.
struct AllianceDemoTies: Sendable {
  let profile: CityProfile
  let ids: IdentifierMaker
  let timepiece: Timepiece
  let hands: AllianceDemoHands
  let caller: Caller

  private var words: Words { profile.words(profile.locales.first ?? "") }
  private var journal: Journal { Journal(ids: ids, timepiece: timepiece) }
  private var pairs: PairDesk { PairDesk(profile: profile, ids: ids, timepiece: timepiece, journal: journal) }
  private var agreements: AgreementDesk { AgreementDesk(profile: profile, ids: ids, timepiece: timepiece, journal: journal) }
  private func demo(_ key: String) -> String { words("alliances.demo.\(key)") }

  func save(_ areas: [Area], in session: any Session) throws {
    for (rank, area) in areas.enumerated() {
      let units: [Organisation] = hands.around(area, count: 5)
      for (index, unit) in units.enumerated() {
        let type: String = profile.alliances.pairTypes[index % max(1, profile.alliances.pairTypes.count)]
        let pair: Pair = try tie(type, demo("campaign.1"), .area(area.id), .organisation(unit.id), days: -300, in: session)
        if index == 0 {
          // The same two parties again, found by another programme.
          _ = try tie(type, demo("campaign.2"), .area(area.id), .organisation(unit.id), days: -120, in: session)
          try record(pair, in: session)
          try agree(pair, area, unit, rank: rank, in: session)
        }
      }
      if let far = hands.elsewhere(than: area.range), let type = profile.alliances.pairTypes.first {
        _ = try tie(type, demo("campaign.3"), .area(area.id), .organisation(far.id), days: -60, in: session)
      }
    }
  }

  private func tie(_ type: String, _ campaign: String, _ left: PairParty, _ right: PairParty, days: Int, in session: any Session) throws -> Pair {
    let draft = PairDesk.Draft(
      type: type, campaign: campaign, left: left, right: right, fixed: demo("fixed.\(type)"), since: hands.today.adding(days: days))
    return try pairs.tie(draft, by: caller, in: session)
  }

  private func record(_ pair: Pair, in session: any Session) throws {
    for (rank, kind) in profile.alliances.twoWay.prefix(3).enumerated() {
      var record = TwoWayRecord(
        id: ids.next(), pair: pair.id, kind: kind, about: demo("record.\(kind)"), day: hands.today.adding(days: -90 + 20 * rank))
      try record.left.give(demo("record.\(kind).left"), on: hands.today.adding(days: -80))
      if rank < 2 { try record.right.give(demo("record.\(kind).right"), on: hands.today.adding(days: -75)) }
      if rank == 0 { try record.left.confirm(on: hands.today.adding(days: -70)) }
      try pairs.deeds.insert(record, in: session)
    }
  }

  /// The first is due for renewal, the second waits for a signature, the others run.
  private func agree(_ pair: Pair, _ area: Area, _ unit: Organisation, rank: Int, in session: any Session) throws {
    let end: CivilDay = rank == 0 ? agreements.renewal.horizon(from: hands.today).adding(days: -4) : hands.today.adding(days: 200 + rank)
    let title: String = words("alliances.demo.agreement", ["area": area.name, "unit": unit.name(words)])
    let draft = AgreementDesk.Draft(
      title: title, pair: pair.id, parties: [.area(area.id), .organisation(unit.id)], from: end.adding(days: -365), until: end,
      terms: demo("agreement.terms"),
      lists: Agreement.Lists(resources: demo("agreement.resources"), needs: demo("agreement.needs"), projects: demo("agreement.projects")))
    var agreement: Agreement = try agreements.draft(draft, by: caller, in: session)
    let talk = Negotiation(
      id: ids.next(), agreement: agreement.id, day: hands.today.adding(days: -20), said: demo("negotiation.said"),
      outcome: demo("negotiation.outcome"))
    agreement = try agreements.negotiate(talk, expecting: nil, by: caller, in: session)
    for party in agreement.parties.prefix(rank == 1 ? 1 : 2) {
      agreement = try agreements.sign(agreement.id, party.party, on: hands.today.adding(days: -10), expecting: nil, by: caller, in: session)
    }
  }

  // MARK: Visits

  /// This quarter's visits of a subdistrict: those of past days are done, but for a few.
  func saveVisits(_ area: Area, in session: any Session) throws {
    let quarter = Quarter(hands.today)
    let round = VisitRound(id: ids.next(), area: area.id, range: area.range, quarter: quarter, covers: .every)
    let records = VisitRecords()
    let parties = try VisitPartyRecords().pairs(
      .every, visitor: profile.alliances.visitor, within: area.range, on: hands.today, in: session)
    guard !parties.pairs.isEmpty, parties.pairs.count <= VisitDesk.most else { return }
    try records.insert(round, in: session)
    var plan = VisitPlan(over: quarter.workingDays(profile.calendar))
    for (rank, visit) in plan.place(parties.pairs).enumerated() {
      let isDone: Bool = visit.day < hands.today && rank % 9 != 4
      let made = SecretaryVisit(
        id: ids.next(), round: round.id, pair: visit.pair, place: parties.places[visit.pair.secretary] ?? area.place,
        goesOut: VisitPlan.goesOut(visit.pair, in: quarter), planned: visit.day, done: isDone ? visit.day : nil,
        exchanged: isDone ? demo("visit.exchanged") : nil)
      try records.insert(made, in: session)
      guard isDone, rank % 6 == 0 else { continue }
      try records.insert(
        FollowUp(id: ids.next(), visit: made.id, what: demo("follow_up.what"), owner: demo("follow_up.owner"), due: visit.day.adding(days: 14)),
        in: session)
    }
  }
}
