import Ground
import Organisations
import SQL
import Testing
import Testkit

@testable import Alliances

@Suite("A unit that ends, and what ties it to others") struct UnitEndingTests {
  private struct Tied {
    let unit: OrganisationID
    let alliance: OrganisationID
    let pair: PairID
    let agreement: AgreementID
  }

  private func tied(_ town: AllianceTown, in session: any Session) throws -> Tied {
    let keeper: Caller = try town.keeper()
    let (unit, person) = try town.staffed("甲", at: "220211", in: session)
    let alliance: Alliance = try town.found(since: town.today.adding(days: -40), in: session)
    let admission = AllianceDesk.Admission(
      organisation: unit, type: "organ", since: town.today.adding(days: -30), person: .known(person), takesTurns: true)
    _ = try town.desk.admit(admission, to: alliance.id, expecting: nil, by: keeper, in: session)
    let community = PairParty.area(try AllianceTown.area("220211004001"))
    let pair: Pair = try town.pairs.tie(
      PairDesk.Draft(type: "block", campaign: "a", left: community, right: .organisation(unit), since: town.today.adding(days: -30)), by: keeper,
      in: session)
    let draft = AgreementDesk.Draft(
      title: "x", pair: pair.id, parties: [community, .organisation(unit)], from: town.today.adding(days: -30), until: town.today.adding(days: 300),
      terms: "y", lists: Agreement.Lists())
    return Tied(unit: unit, alliance: alliance.id, pair: pair.id, agreement: try town.agreements.draft(draft, by: keeper, in: session).id)
  }

  private func follower(_ town: AllianceTown) -> AllianceBodyFollower {
    AllianceBodyFollower(alliances: town.desk, pairs: town.pairs, agreements: town.agreements)
  }

  @Test("its successor is member, pair and party in its place", arguments: EngineKind.allCases)
  func merged(_ engine: EngineKind) async throws {
    try await withAlliances(engine) { town, database in
      try await database.write { session in
        let old: Tied = try tied(town, in: session)
        let new: OrganisationID = try town.staffed("乙", at: "220211", in: session).unit
        let ending = BodySuccession(body: old.unit, successor: new, day: town.today)
        let loads: [BodyLoad] = try follower(town).loads(of: ending, in: session)
        #expect(loads.map(\.count) == [1, 1, 1, 0, 0] && loads.allSatisfy { $0.problem == nil })
        try follower(town).ended(ending, by: .system(request: "test"), in: session)
        #expect(try follower(town).loads(of: ending, in: session).allSatisfy { $0.count == 0 })
        #expect(try MemberRecords().organisations(of: old.alliance, on: town.today, in: session) == [new])
        let pairs: [Pair] = try PairRecords().all(ofUnit: new, in: session)
        #expect(pairs.count == 1 && pairs.first?.isLive(on: town.today) == true)
        #expect(try PairRecords().find(old.pair, in: session)?.validUntil == town.today)
        let agreement: Agreement = try unwrap(AgreementRecords().find(old.agreement, in: session))
        #expect(agreement.parties.map(\.party).contains(.organisation(new)) && !agreement.parties.map(\.party).contains(.organisation(old.unit)))
        let seats: [AllianceSeat] = try SeatRecords().all(of: old.alliance, in: session).filter { $0.isThere(on: town.today) }
        #expect(seats.isEmpty)
      }
    }
  }

  @Test("without a successor all of it ends, and what only begins later has to be settled first", arguments: EngineKind.allCases)
  func ended(_ engine: EngineKind) async throws {
    try await withAlliances(engine) { town, database in
      try await database.write { session in
        let old: Tied = try tied(town, in: session)
        let early = BodySuccession(body: old.unit, successor: nil, day: town.today.adding(days: -35))
        #expect(try follower(town).loads(of: early, in: session).last?.problem == "alliances.problem.begins_later")
        try follower(town).ended(BodySuccession(body: old.unit, successor: nil, day: town.today), by: .system(request: "test"), in: session)
        #expect(try MemberRecords().organisations(of: old.alliance, on: town.today, in: session).isEmpty)
        #expect(try AgreementRecords().find(old.agreement, in: session)?.validUntil == town.today)
        #expect(try PairRecords().find(old.pair, in: session)?.validUntil == town.today)
      }
    }
  }
}
