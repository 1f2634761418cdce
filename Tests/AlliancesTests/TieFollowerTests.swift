import Ground
import Places
import SQL
import Testing
import Testkit

@testable import Alliances

@Suite("Ties follow when areas change") struct TieFollowerTests {
  private func follow(_ effect: AreaEffect, by caller: Caller, in session: any Session) throws {
    for follower in AlliancesRoom.areaFollowers { try follower.follow(effect, by: caller, in: session) }
  }

  @Test(
    "a community that goes into another takes its pairs, those of its units and its agreements along, and its reversal brings them back",
    arguments: EngineKind.allCases)
  func merged(_ engine: EngineKind) async throws {
    try await withAlliances(engine) { town, database in
      try await database.write { session in
        let keeper: Caller = try town.keeper()
        let old: AreaID = try AllianceTown.area("220211004002")
        let new: AreaID = try AllianceTown.area("220211004001")
        let oldRange: PlaceRange = try AllianceTown.range("220211004002")
        let newHome = AreaEffect.Home(area: new, range: try AllianceTown.range("220211004001"))
        let unit: OrganisationID = try town.staffed("甲", at: "220202", in: session).unit
        let local: OrganisationID = try town.unit("乙", at: "220211004002", in: session)
        let parties: [PairParty] = [.area(old), .organisation(unit)]
        let pair: Pair = try town.pairs.tie(
          PairDesk.Draft(type: "block", campaign: "x", left: parties[1], right: parties[0], since: town.today), by: keeper, in: session)
        let near: Pair = try town.pairs.tie(
          PairDesk.Draft(type: "block", campaign: "x", left: .organisation(local), right: parties[1], since: town.today), by: keeper, in: session)
        let agreement: Agreement = try town.agreements.draft(
          AgreementDesk.Draft(
            title: "x", parties: parties, from: town.today, until: town.today.adding(days: 9), terms: "x", lists: Agreement.Lists()),
          by: keeper, in: session)
        let change = AreaChangeID(1)
        try seed(change, in: session)
        let effect = AreaEffect(
          change: change, day: town.today, sources: [AreaEffect.Source(area: old, before: oldRange, after: oldRange)], successors: [old: newHome])
        let touched: [AreaTouch] = try AlliancesRoom.areaFollowers.flatMap { try $0.touched(by: effect, for: keeper, words: town.words, in: session) }
        #expect(Set(touched.map(\.subject)) == ["pairs", "pairs_right", "agreements", "agreement_parties"])
        try follow(effect, by: keeper, in: session)
        let moved: Pair = try unwrap(try PairRecords().find(pair.id, in: session))
        #expect(moved.right == .area(new) && moved.otherPlace == newHome.place && moved.left == parties[1])
        #expect(try PairRecords().alike(moved, in: session).map(\.id) == [pair.id])
        let carried: Pair = try unwrap(try PairRecords().find(near.id, in: session))
        #expect(carried.left == .organisation(local) && carried.place == newHome.place, "a unit's pair goes where the unit goes")
        #expect(try AgreementRecords().find(agreement.id, in: session)?.parties.map(\.party) == [.area(new), .organisation(unit)])
        #expect(try AgreementRecords().find(agreement.id, in: session)?.place == newHome.place)

        let back = AreaChangeID(2)
        try seed(back, in: session)
        try follow(
          AreaEffect(change: back, reverses: change, day: town.today, homes: [old: AreaEffect.Home(area: old, range: oldRange)]), by: keeper,
          in: session)
        #expect(try PairRecords().find(pair.id, in: session)?.right == .area(old))
        #expect(try PairRecords().find(near.id, in: session)?.place == oldRange.first)
        let ways: [[AreaID]] = try session.rows("SELECT from_id, to_id FROM area_move WHERE change_id = \(back)") { [try $0.at(0), try $0.at(1)] }
        #expect(Set(ways) == [[new, old]], "what comes back comes from where it was")
        #expect(try AgreementRecords().find(agreement.id, in: session)?.parties.map(\.party) == parties)
        #expect(try AgreementRecords().find(agreement.id, in: session)?.place == oldRange.first)
      }
    }
  }

  @Test("a community that gets another number keeps its ties", arguments: EngineKind.allCases)
  func renumbered(_ engine: EngineKind) async throws {
    try await withAlliances(engine) { town, database in
      try await database.write { session in
        let keeper: Caller = try town.keeper()
        let unit: OrganisationID = try town.staffed("甲", at: "220211", in: session).unit
        let pair: Pair = try town.pairs.tie(
          PairDesk.Draft(
            type: "block", campaign: "x", left: .area(try AllianceTown.area("220211004001")), right: .organisation(unit), since: town.today),
          by: keeper, in: session)
        let to: PlaceRange = try AllianceTown.range("220211004009")
        let shift = AreaEffect.Shift(from: try AllianceTown.range("220211004001"), to: to)
        try follow(AreaEffect(change: AreaChangeID(3), day: town.today, shifts: [shift]), by: keeper, in: session)
        let after: Pair = try unwrap(try PairRecords().find(pair.id, in: session))
        #expect(after.place == to.first && after.left == pair.left && after.otherPlace == pair.otherPlace)
      }
    }
  }

  /// What `area_move` refers to.
  private func seed(_ change: AreaChangeID, in session: any Session) throws {
    let area: AreaID = try AllianceTown.area("2202")
    try session.run("INSERT INTO area_change (id, kind, area_id, day, made_at, plan) VALUES (\(change), 'merge', \(area), 0, 0, '{}')")
  }
}
