import Ground
import SQL
import Testing
import Testkit

@testable import Alliances

@Suite("Pairs, records and agreements in the database") struct PairDeskTests {
  private func draft(_ town: AllianceTown, _ unit: OrganisationID, _ campaign: String, turned: Bool = false) throws -> PairDesk.Draft {
    let community = PairParty.area(try AllianceTown.area("220211004001"))
    return PairDesk.Draft(
      type: "block", campaign: campaign, left: turned ? .organisation(unit) : community, right: turned ? community : .organisation(unit),
      since: town.today.adding(days: -10))
  }

  @Test("two campaigns' pairs become one, no record is lost, and merging again carries all along", arguments: EngineKind.allCases)
  func merge(_ engine: EngineKind) async throws {
    try await withAlliances(engine) { town, database in
      try await database.write { session in
        let keeper: Caller = try town.keeper()
        let unit: OrganisationID = try town.staffed("甲", at: "220202", in: session).unit
        let pairs: [Pair] = try ["a", "b", "c"].map { try town.pairs.tie(try draft(town, unit, $0, turned: $0 == "b"), by: keeper, in: session) }
        for pair in pairs {
          for _ in 0..<3 {
            let record = TwoWayRecord(id: town.ids.next(), pair: pair.id, kind: "pledge", about: "x", day: town.today)
            _ = try town.pairs.open(record, by: keeper, in: session)
          }
        }
        var filter = PairFilter(view: .double)
        #expect(try PairRecords().count(filter, of: PairScope(keeper), on: town.today, in: session) == 3)
        _ = try town.pairs.merge(pairs[1].id, into: pairs[0].id, expecting: 1, by: keeper, in: session)
        _ = try town.pairs.merge(pairs[0].id, into: pairs[2].id, expecting: nil, by: keeper, in: session)
        #expect(try TwoWayRecords().all(of: pairs[2].id, in: session).count == 9)
        #expect(try session.value("SELECT COUNT(*) FROM two_way_record", as: Int.self) == 9)
        #expect(try PairRecords().count(filter, of: PairScope(keeper), on: town.today, in: session) == 0)
        filter.view = .merged
        #expect(try PairRecords().count(filter, of: PairScope(keeper), on: town.today, in: session) == 2)
        filter.view = .cross
        #expect(try PairRecords().count(filter, of: PairScope(keeper), on: town.today, in: session) == 1)
        #expect(throws: Refusal(.conflict, "alliances.merge.over")) {
          try town.pairs.merge(pairs[0].id, into: pairs[2].id, expecting: nil, by: keeper, in: session)
        }
        let alone: Pair = try town.pairs.separate(pairs[0].id, expecting: nil, by: keeper, in: session)
        #expect(alone.isLive(on: town.today))
        #expect(try TwoWayRecords().all(of: pairs[0].id, in: session).count == 6)
        #expect(try TwoWayRecords().all(of: pairs[2].id, in: session).count == 3)
        #expect(throws: Refusal(.conflict, "alliances.merge.none")) {
          try town.pairs.separate(pairs[0].id, expecting: nil, by: keeper, in: session)
        }
        let stranger: Caller = try town.keeper("220202001001")
        #expect(throws: Refusal.absent) { try town.pairs.separate(pairs[1].id, expecting: nil, by: stranger, in: session) }
      }
    }
  }

  @Test("a planned end can be put on another day, an end that has come cannot", arguments: EngineKind.allCases)
  func ending(_ engine: EngineKind) async throws {
    try await withAlliances(engine) { town, database in
      try await database.write { session in
        let keeper: Caller = try town.keeper()
        let unit: OrganisationID = try town.unit("甲", at: "220211", in: session)
        let pair: Pair = try town.pairs.tie(try draft(town, unit, "a"), by: keeper, in: session)
        _ = try town.pairs.end(pair.id, on: town.today.adding(days: 30), expecting: nil, by: keeper, in: session)
        let earlier: Pair = try town.pairs.end(pair.id, on: town.today.adding(days: 1), expecting: nil, by: keeper, in: session)
        #expect(earlier.validUntil == town.today.adding(days: 1))
        town.clock.advance(seconds: 86_400)
        #expect(throws: Refusal(.conflict, "alliances.pair.ended_already")) {
          try town.pairs.end(pair.id, on: town.today.adding(days: 9), expecting: nil, by: keeper, in: session)
        }
      }
    }
  }

  @Test("each side speaks for itself, the other confirms, and strangers do neither", arguments: EngineKind.allCases)
  func sides(_ engine: EngineKind) async throws {
    try await withAlliances(engine) { town, database in
      try await database.write { session in
        let keeper: Caller = try town.keeper()
        let unit: OrganisationID = try town.staffed("甲", at: "220211", in: session).unit
        let own: Caller = try town.member(of: unit)
        let pair: Pair = try town.pairs.tie(try draft(town, unit, "a"), by: keeper, in: session)
        let record = TwoWayRecord(id: town.ids.next(), pair: pair.id, kind: "service", about: "x", day: town.today)
        _ = try town.pairs.open(record, by: own, in: session)
        let given: TwoWayRecord = try town.pairs.give(record.id, of: pair.id, .right, text: "y", expecting: 1, by: own, in: session)
        #expect(given.right.state == .given && given.left.state == .awaited)
        #expect(throws: Refusal(.notAllowed, "alliances.problem.hand")) {
          try town.pairs.confirm(record.id, of: pair.id, .right, expecting: nil, by: own, in: session)
        }
        #expect(throws: Refusal(.stale)) { try town.pairs.confirm(record.id, of: pair.id, .right, expecting: 1, by: keeper, in: session) }
        #expect(try town.pairs.confirm(record.id, of: pair.id, .right, expecting: 2, by: keeper, in: session).right.state == .confirmed)
        let stranger: Caller = try town.keeper("220202001001")
        #expect(throws: Refusal.absent) { try town.pairs.give(record.id, of: pair.id, .left, text: "z", expecting: nil, by: stranger, in: session) }
      }
    }
  }

  @Test("an agreement is negotiated, amended, signed by both, due before its end, and renewed once", arguments: EngineKind.allCases)
  func agreement(_ engine: EngineKind) async throws {
    try await withAlliances(engine) { town, database in
      try await database.write { session in
        let keeper: Caller = try town.keeper()
        let desk: AgreementDesk = town.agreements
        let unit: OrganisationID = try town.staffed("甲", at: "220211", in: session).unit
        let parties: [PairParty] = [.area(try AllianceTown.area("220211004001")), .organisation(unit)]
        let end: CivilDay = desk.renewal.horizon(from: town.today)
        let draft = AgreementDesk.Draft(
          title: "x", parties: parties, from: end.adding(days: -100), until: end, terms: "one", lists: Agreement.Lists(resources: "a\nb"))
        var it: Agreement = try desk.draft(draft, by: keeper, in: session)
        it = try desk.sign(it.id, parties[0], on: town.today, expecting: 1, by: keeper, in: session)
        it = try desk.amend(it.id, terms: "two", lists: it.lists, expecting: it.version, by: keeper, in: session)
        #expect(it.parties.allSatisfy { $0.signed == nil })
        let talk = Negotiation(id: town.ids.next(), agreement: it.id, day: town.today, said: "s", outcome: "o")
        it = try desk.negotiate(talk, expecting: it.version, by: keeper, in: session)
        it = try desk.sign(it.id, parties[0], on: town.today, expecting: it.version, by: keeper, in: session)
        it = try desk.sign(it.id, parties[1], on: town.today, expecting: it.version, by: try town.member(of: unit), in: session)
        #expect(try desk.records.find(it.id, in: session)?.state == .signed)
        #expect(throws: Refusal(.conflict, "alliances.agreement.signed_text")) {
          try desk.amend(it.id, terms: "three", lists: it.lists, expecting: nil, by: keeper, in: session)
        }
        let due: (CivilDay) throws -> Int = { horizon in
          try desk.records.count(AgreementFilter(view: .due), of: AgreementScope(keeper), on: town.today, horizon: horizon, in: session)
        }
        #expect(try due(end) == 1)
        #expect(try due(end.adding(days: -1)) == 0)
        let next: Agreement = try desk.renew(it.id, expecting: nil, by: keeper, in: session)
        #expect(next.validFrom == end && next.state == .draft && next.renews == it.id && next.terms == "two")
        #expect(try due(end) == 0)
        #expect(throws: Refusal(.conflict, "alliances.agreement.renewed_already")) { try desk.renew(it.id, expecting: nil, by: keeper, in: session) }
      }
    }
  }
}
