import Ground
import Organisations
import SQL
import Testing
import Testkit

@testable import Alliances

@Suite("Who sees which alliance, pair, agreement and visit") struct AllianceScopeTests {
  private struct Made: Sendable {
    var alliances: [Alliance] = []
    var pairs: [Pair] = []
    var agreements: [Agreement] = []
    var units: [OrganisationID] = []
  }

  private func make(_ town: AllianceTown, in session: any Session) throws -> Made {
    var made = Made()
    let keeper: Caller = try town.keeper()
    let communities: [String] = ["220211004001", "220211004002", "220211004003", "220202001001"]
    for (index, home) in (communities + ["220211", "220202"]).enumerated() {
      made.units.append(try town.staffed("单位\(index)", at: home, in: session).unit)
    }
    for (rank, code) in communities.enumerated() {
      let alliance: Alliance = try town.found(code, in: session)
      made.alliances.append(alliance)
      try town.post("secretary_community", at: code, in: session)
      for unit in [made.units[rank], made.units[(rank + 2) % 6]] {
        let admission = AllianceDesk.Admission(organisation: unit, type: "organ", since: town.today, person: nil, takesTurns: false)
        _ = try town.desk.admit(admission, to: alliance.id, expecting: nil, by: keeper, in: session)
        let parties: [PairParty] = [.area(try AllianceTown.area(code)), .organisation(unit)]
        let draft = PairDesk.Draft(type: "block", campaign: "x", left: parties[0], right: parties[1], since: town.today)
        made.pairs.append(try town.pairs.tie(draft, by: keeper, in: session))
        let agreement = AgreementDesk.Draft(
          title: "x", parties: parties, from: town.today, until: town.today.adding(days: 300), terms: "x", lists: Agreement.Lists())
        made.agreements.append(try town.agreements.draft(agreement, by: keeper, in: session))
      }
    }
    _ = try town.visits.plan(try AllianceTown.area("2202"), Quarter(town.today), .own, by: keeper, in: session)
    return made
  }

  private func caller(_ town: AllianceTown, _ made: Made, _ generator: inout SeededGenerator) throws -> Caller {
    var holdings: [Holding] = []
    for _ in 0..<Int.random(in: 0...3, using: &generator) {
      let code: String = AllianceTown.codes.randomElement(using: &generator) ?? "2202"
      let isMember: Bool = Bool.random(using: &generator)
      let pool: [OrganisationID] = made.units + made.alliances.map(\.id)
      let organisation: OrganisationID? = isMember ? pool.randomElement(using: &generator) : nil
      holdings.append(
        Holding(
          post: PostID(70), title: "", area: try AllianceTown.area(code), range: try AllianceTown.range(code), organisation: organisation,
          permissions: [.allianceRead]))
    }
    return Caller(account: nil, person: nil, name: "x", holdings: holdings, request: "test")
  }

  @Test("the lists hold exactly what opens, whatever the policy", arguments: EngineKind.allCases)
  func equal(_ engine: EngineKind) async throws {
    print("scope seed 11")
    try await withAlliances(engine) { town, database in
      try await database.write { session in
        let made: Made = try make(town, in: session)
        let visits: [SecretaryVisit] = try VisitRecords().list(
          VisitFilter(), of: VisitScope(try town.keeper()), on: town.today, after: nil, limit: 500, in: session
        ).rows
        #expect(visits.count == 8)
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<60 {
          let caller: Caller = try caller(town, made, &generator)
          let scope = AllianceScope(caller, on: town.today)
          let listed = Set(try AllianceRecords().list(AllianceFilter(), of: scope, after: nil, limit: 99, in: session).rows.map(\.alliance.id))
          for alliance in made.alliances {
            let opens: Bool = (try? AllianceRecords().visible(alliance.id, to: caller, on: town.today, in: session)) != nil
            #expect(opens == listed.contains(alliance.id))
          }
          let pairs = Set(
            try PairRecords().list(PairFilter(), of: PairScope(caller), on: town.today, after: nil, limit: 99, in: session).rows.map(\.id))
          #expect(pairs == Set(made.pairs.filter { PairScope(caller).allows($0) }.map(\.id)))
          let horizon: CivilDay = town.today
          let agreements = Set(
            try AgreementRecords().list(
              AgreementFilter(), of: AgreementScope(caller), on: town.today, horizon: horizon, after: nil, limit: 99, in: session
            ).rows.map(\.id))
          #expect(agreements == Set(made.agreements.filter { AgreementScope(caller).allows($0) }.map(\.id)))
          let seen = Set(
            try VisitRecords().list(VisitFilter(), of: VisitScope(caller), on: town.today, after: nil, limit: 500, in: session).rows.map(\.id))
          #expect(seen == Set(visits.filter { VisitScope(caller).allows($0) }.map(\.id)))
        }
      }
    }
  }

  @Test("a page of each list after another gives every row once", arguments: EngineKind.allCases)
  func cursors(_ engine: EngineKind) async throws {
    try await withAlliances(engine) { town, database in
      try await database.write { session in
        let made: Made = try make(town, in: session)
        let scope = PairScope(try town.keeper())
        var ids: [PairID] = []
        var cursor: RowCursor?
        repeat {
          let page = try PairRecords().list(PairFilter(), of: scope, on: town.today, after: cursor, limit: 3, in: session)
          ids += page.rows.map(\.id)
          cursor = page.next.flatMap { RowCursor($0.description) }
        } while cursor != nil
        #expect(ids.count == made.pairs.count && Set(ids) == Set(made.pairs.map(\.id)))
      }
    }
  }
}
