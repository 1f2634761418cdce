import Ground
import SQL
import Testing
import Testkit

@testable import Careers

@Suite("The filing of secretaries") struct FilingTests {
  @Test("handed in, returned, handed in again, filed: each step by the right office, dated and journalled", arguments: EngineKind.allCases)
  func life(_ engine: EngineKind) async throws {
    try await withCareers(engine) { town in
      let filed: Filing = try await town.database.write { session in
        let first: Filing = try town.filings.submit(town.secretary, person: nil, note: "材料齐", by: town.street, in: session)
        func act(_ act: Filing.Act, by caller: Caller, reason: String? = nil, number: String? = nil) throws -> Filing {
          try town.filings.carryOut(act, on: first.id, reason: reason, note: nil, number: number, expecting: nil, by: caller, in: session)
        }
        #expect(try act(.review, by: town.county).state == .underReview)
        #expect(try act(.return, by: town.county, reason: "incomplete").reason == "incomplete")
        #expect(try act(.resubmission, by: town.street).state == .submitted)
        _ = try act(.review, by: town.county)
        return try act(.approval, by: town.county, number: "2026-7")
      }
      #expect(filed.state == .filed && filed.number == "2026-7" && filed.decidedBy == town.county.person && filed.reason == nil)
      let (steps, verbs): ([String], [String]) = try await town.database.read { session in
        (
          try FilingRecords().steps(of: filed.id, in: session).map(\.act),
          try session.rows("SELECT verb FROM journal_entry WHERE subject = 'career_filing' ORDER BY id") { try $0.at(0) }
        )
      }
      #expect(steps.reversed() == ["submission", "review", "return", "resubmission", "review", "approval"])
      #expect(verbs == steps.reversed().map { "filing.\($0)" })
    }
  }

  @Test("who handed it in does not decide, the subdistrict cannot decide, and elsewhere it is not there", arguments: EngineKind.allCases)
  func refusals(_ engine: EngineKind) async throws {
    try await withCareers(engine) { town in
      let id: FilingID = try await town.database.write { try town.filings.submit(town.secretary, person: nil, note: nil, by: town.county, in: $0).id }
      func kind(_ act: Filing.Act, _ caller: Caller, version: Int64? = nil) async throws -> Refusal.Kind? {
        try await town.refusal { session in
          _ = try town.filings.carryOut(act, on: id, reason: nil, note: nil, number: nil, expecting: version, by: caller, in: session)
        }?.kind
      }
      let own: Refusal.Kind? = try await kind(.review, town.county)
      #expect(own == .notAllowed)
      #expect(try await kind(.review, town.street) == .notAllowed)
      #expect(try await kind(.review, town.elsewhere) == .absent)
      #expect(try await kind(.resubmission, town.street) == .conflict)
      #expect(try await kind(.resubmission, town.street, version: 9) == .stale)
      let again: Refusal? = try await town.refusal { _ = try town.filings.submit(town.secretary, person: nil, note: nil, by: town.street, in: $0) }
      #expect(again?.kind == .conflict)
      let stranger: Refusal? = try await town.refusal {
        _ = try town.filings.submit(town.secretary, person: nil, note: nil, by: town.elsewhere, in: $0)
      }
      #expect(stranger == .absent)
    }
  }

  @Test("who holds a post that must be filed stands in the list until it is handed in", arguments: EngineKind.allCases)
  func due(_ engine: EngineKind) async throws {
    try await withCareers(engine) { town in
      let rules: CityProfile.CareerFiling = try #require(town.profile.careers.filing)
      let policy: Policy = town.street.policy(for: .careerRead)
      func due() async throws -> [PersonID] {
        try await town.database.read { session in
          let rows = try FilingRecords().due(rules, within: nil, of: policy, on: CareerTown.today, after: nil, limit: 10, in: session)
          #expect(try FilingRecords().countDue(rules, within: nil, of: policy, on: CareerTown.today, in: session) == rows.count)
          return rows.map(\.person)
        }
      }
      let before: [PersonID] = try await due()
      #expect(before == [town.person])
      _ = try await town.database.write { try town.filings.submit(town.secretary, person: nil, note: nil, by: town.street, in: $0) }
      #expect(try await due().isEmpty)
    }
  }
}
