import Ground
import Organisations
import SQL
import Testing
import Testkit

@testable import Alliances

@Suite("The register of who is tied by pairs") struct PairRegisterTests {
  @Test("each organisation stands once, its number is that of its pairs, and the parts add up", arguments: EngineKind.allCases)
  func oracle(_ engine: EngineKind) async throws {
    let seed: UInt64 = 5_116
    print("register seed \(seed)")
    try await withAlliances(engine) { town, database in
      try await database.write { session in try run(town, seed, in: session) }
    }
  }

  private func run(_ town: AllianceTown, _ seed: UInt64, in session: any Session) throws {
    var generator = SeededGenerator(seed: seed)
    let keeper: Caller = try town.keeper()
    let codes: [String] = ["220211", "220202"]
    let units: [(id: OrganisationID, code: String)] = try (0..<30).map { index in
      let code: String = codes[index % 2]
      return (try town.unit("单位\(index)", at: code, in: session), code)
    }
    let community = PairParty.area(try AllianceTown.area("220211004001"))
    var pairs: [Pair] = []
    for _ in 0..<40 {
      guard let unit = units.randomElement(using: &generator) else { continue }
      let isTurned: Bool = Bool.random(using: &generator)
      let draft = PairDesk.Draft(
        type: "block", campaign: Bool.random(using: &generator) ? "双融" : "四联四促", left: isTurned ? .organisation(unit.id) : community,
        right: isTurned ? community : .organisation(unit.id), since: town.today.adding(days: Int.random(in: -20...5, using: &generator)))
      pairs.append(try town.pairs.tie(draft, by: keeper, in: session))
    }
    for code in ["2202", "220202"] {
      let records = PairRegisterRecords(profile: town.profile, to: try town.keeper(code), on: town.today)
      for campaign in [nil, "双融", "四联四促", "没有"] {
        let filter = PairRegisterFilter(family: .unit, campaign: campaign)
        let own: [OrganisationID] = units.filter { $0.code.hasPrefix(code) }.map(\.id)
        let live: [Pair] = pairs.filter { $0.isLive(on: town.today) && (campaign == nil || $0.campaign == campaign) }
        let expected: [OrganisationID: Int] = Dictionary(
          uniqueKeysWithValues: own.map { id in
            (id, live.filter { $0.left == .organisation(id) || $0.right == .organisation(id) }.count)
          })
        let rows = try records.list(.all, filter, after: nil, limit: 100, in: session).rows
        #expect(Dictionary(uniqueKeysWithValues: rows.map { ($0.organisation, $0.pairs) }) == expected, "seed \(seed)")
        let paired: Int = expected.values.filter { $0 > 0 }.count
        #expect(try records.count(.paired, filter, in: session) == paired, "seed \(seed)")
        #expect(try records.count(.unpaired, filter, in: session) == expected.count - paired, "seed \(seed)")
        #expect(try records.list(.paired, filter, after: nil, limit: 100, in: session).rows.count == paired, "seed \(seed)")
      }
    }
  }
}
