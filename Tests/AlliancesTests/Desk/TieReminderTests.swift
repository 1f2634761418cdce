import Ground
import Organisations
import SQL
import Testing
import Testkit

@testable import Alliances

@Suite("What those who keep ties are reminded of") struct TieReminderTests {
  private func reminders(_ town: AllianceTown, _ caller: Caller, in session: any Session) throws -> [Reminder] {
    try TieReminders(agreements: town.agreements, seal: town.seal).reminders(for: caller, at: town.clock.now, words: town.words, in: session)
  }

  @Test("a renewal is told so many working days before the end, to who keeps it and to the unit, until it is renewed", arguments: EngineKind.allCases)
  func renewal(_ engine: EngineKind) async throws {
    try await withAlliances(engine) { town, database in
      try await database.write { session in
        let keeper: Caller = try town.keeper()
        let desk: AgreementDesk = town.agreements
        let unit: OrganisationID = try town.staffed("甲", at: "220211", in: session).unit
        let parties: [PairParty] = [.area(try AllianceTown.area("220211004001")), .organisation(unit)]
        let end: CivilDay = desk.renewal.horizon(from: town.today).adding(days: 1)
        let draft = AgreementDesk.Draft(
          title: "协议", parties: parties, from: end.adding(days: -300), until: end, terms: "x", lists: Agreement.Lists())
        let agreement: Agreement = try desk.draft(draft, by: keeper, in: session)
        for party in parties { _ = try desk.sign(agreement.id, party, on: town.today, expecting: nil, by: keeper, in: session) }
        let callers: [Caller] = [keeper, try town.member(of: unit), try town.keeper("220211004001")]
        let strangers: [Caller] = [
          try town.keeper("220202001001"), try town.member(of: OrganisationID(4)),
          Caller(account: nil, person: nil, name: "r", holdings: [try town.holding("2202", [.allianceRead])], request: "test"),
        ]
        for caller in callers { #expect(try reminders(town, caller, in: session).isEmpty) }
        town.clock.advance(seconds: 3 * 86_400)
        for caller in callers {
          let told: [Reminder] = try reminders(town, caller, in: session)
          #expect(told.map(\.id) == ["renewals"] && told.first?.count == 1 && told.first?.rows.count == 1)
        }
        for caller in strangers { #expect(try reminders(town, caller, in: session).isEmpty) }
        let next: Agreement = try desk.renew(agreement.id, expecting: nil, by: keeper, in: session)
        #expect(next.renews == agreement.id)
        for caller in callers { #expect(try reminders(town, caller, in: session).isEmpty) }
      }
    }
  }

  @Test("an overdue visit and an open promise are told to who keeps the area, with as many as the list has", arguments: EngineKind.allCases)
  func visits(_ engine: EngineKind) async throws {
    try await withAlliances(engine) { town, database in
      try await database.write { session in
        let keeper: Caller = try town.keeper("220211")
        let person: PersonID = try town.person("书记", in: session)
        try town.post("secretary_community", at: "220211004001", held: person, in: session)
        let unit: OrganisationID = try town.staffed("甲", at: "220211", in: session).unit
        _ = try town.pairs.tie(
          PairDesk.Draft(
            type: "block", campaign: "a", left: .area(try AllianceTown.area("220211004001")), right: .organisation(unit), since: town.today),
          by: keeper, in: session)
        let round: VisitRound = try town.visits.plan(try AllianceTown.area("220211"), Quarter(town.today), .every, by: keeper, in: session)
        let visit: SecretaryVisit = try unwrap(VisitRecords().all(of: round.id, in: session).first)
        #expect(try reminders(town, keeper, in: session).isEmpty)
        town.clock.advance(seconds: Int64(visit.planned.daysSince1970 - town.today.daysSince1970 + 2) * 86_400)
        let late: [Reminder] = try reminders(town, keeper, in: session)
        #expect(late.map(\.id) == ["overdue"] && late.first?.rows.first?.isLate == true)
        #expect(try reminders(town, try town.keeper("220202"), in: session).isEmpty)
        _ = try town.visits.record(visit.id, done: town.today, exchanged: "x", expecting: nil, by: keeper, in: session)
        let promise = FollowUp(id: town.ids.next(), visit: visit.id, what: "y", owner: "甲", due: town.today.adding(days: 3))
        _ = try town.visits.follow(promise, expecting: nil, by: keeper, in: session)
        #expect(try reminders(town, keeper, in: session).map(\.id) == ["follow_ups"])
      }
    }
  }
}
