import Ground
import Places
import SQL
import Testing
import Testkit

@testable import Organisations

@Suite("The territorial duty list")
struct TerritorialTests {
  private func draft(_ title: String, lead: DutyHolder?, supports: [DutyHolder] = [], on day: Int = -10) -> BodyDesk.TerritorialDraft {
    .init(title: title, category: "drain", lead: lead, supports: supports, basis: "目录", from: BodyTown.today.adding(days: day))
  }

  @Test("dispatch is told who leads and who supports, by the nearest area's line of the day", arguments: EngineKind.allCases)
  func advice(_ engine: EngineKind) async throws {
    try await withBodies(engine) { town, database in
      try await database.write { session in
        let drainage = try town.town.organisation("drainage", at: "220211", in: session)
        let works = try town.town.organisation("municipal_works", at: "220211", in: session)
        let desk = try town.town.post("desk_community", at: "220211004001", in: session)
        try town.town.hold(desk, by: try town.town.person("王敏", in: session), in: session)
        let candidates = DispatchCandidates(profile: town.town.profile, seal: town.town.seal)
        let place = try SmallTown.range("220211004001001").first
        func told() throws -> TerritorialAdvice? {
          try candidates.advice(on: "drain", at: place, now: town.town.clock.now, words: town.town.words, in: session)
        }
        #expect(try told() == nil)
        let wide = try town.desk.addTerritorialDuty(
          draft("区里的", lead: .named("drainage"), supports: [.post("desk_community"), .organisation(works)]), at: SmallTown.area("220211"),
          by: town.manager, in: session)
        let first = try unwrap(try told())
        #expect(first.title == "区里的" && first.basis == "目录")
        guard case .organisation(let lead)? = first.lead else { throw Missing() }
        #expect(lead.id == drainage)
        #expect(first.supports.count == 2 && first.supportNames.count == 2)
        #expect(first.supportNames.first?.contains("王敏") == true)
        _ = try town.desk.addTerritorialDuty(
          draft("街道的", lead: .organisation(works)), at: SmallTown.area("220211004"), by: town.manager, in: session)
        #expect(try told()?.title == "街道的")
        let elsewhere = try candidates.advice(
          on: "drain", at: SmallTown.range("220211005").first, now: town.town.clock.now, words: town.town.words, in: session)
        #expect(elsewhere?.duty == wide.id)
      }
    }
  }

  @Test("a line that is worded anew keeps the old one for the days before; what is wrong is refused", arguments: EngineKind.allCases)
  func wording(_ engine: EngineKind) async throws {
    try await withBodies(engine) { town, database in
      try await database.write { session in
        let old = try town.desk.addTerritorialDuty(
          draft("旧", lead: .named("drainage")), at: SmallTown.area("220211"), by: town.manager, in: session)
        let new = try town.desk.reviseTerritorialDuty(
          old.id, draft("新", lead: .named("housing"), on: 0), expecting: old.version, by: town.manager, in: session)
        let policy = town.manager.policy(for: .organisationRead)
        func titles(_ day: Int) throws -> [String] {
          try TerritorialRecords().list(
            policy, category: "drain", within: nil, on: BodyTown.today.adding(days: day), after: nil, limit: 10, in: session
          ).map(\.title)
        }
        #expect(try [titles(-1), titles(0)] == [["旧"], ["新"]])
        _ = try town.desk.endTerritorialDuty(
          new.id, on: BodyTown.today.adding(days: 4), expecting: new.version, by: town.manager, in: session)
        #expect(try [titles(3), titles(4)] == [["新"], []])
        let problems: [String?] = [
          town.problem {
            _ = try town.desk.addTerritorialDuty(draft("x", lead: .named("nobody")), at: SmallTown.area("220211"), by: town.manager, in: session)
          },
          town.problem {
            _ = try town.desk.addTerritorialDuty(
              draft("x", lead: .named("fire"), supports: [.named("fire")]), at: SmallTown.area("220211"), by: town.manager, in: session)
          },
          town.problem {
            _ = try town.desk.addTerritorialDuty(
              draft("x", lead: .named("fire")), at: SmallTown.area("220202"), by: BodyTown.caller(at: "220211"), in: session)
          },
          town.problem {
            _ = try town.desk.endTerritorialDuty(
              old.id, on: BodyTown.today, expecting: 1, by: BodyTown.caller(at: "220202"), in: session)
          },
        ]
        #expect(problems == ["bodies.problem.holder", "bodies.problem.supports", "bodies.problem.area", "absent"])
      }
    }
  }
}
