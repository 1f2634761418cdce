import Ground
import SQL
import Testing
import Testkit

@testable import Organisations

@Suite("Powers given down")
struct StreetPowerTests {
  @Test("a power is given from a day, used while it holds, and ended; others find nothing", arguments: EngineKind.allCases)
  func life(_ engine: EngineKind) async throws {
    try await withBodies(engine) { town, database in
      try await database.write { session in
        let today = BodyTown.today
        let power = try town.desk.grantPower(
          "coordination", title: "综合协调", to: SmallTown.area("220211004"), giver: "区委", basis: nil, from: today.adding(days: -5),
          by: town.manager, in: session)
        func use(_ day: Int, _ version: Int64, _ caller: Caller) throws -> StreetPower {
          try town.desk.exercisePower(
            power.id, text: "协调占道", result: "当天清理", on: today.adding(days: day), expecting: version, by: caller, in: session)
        }
        let used = try use(-2, power.version, town.manager)
        let problems: [String?] = [
          town.problem { _ = try use(-9, used.version, town.manager) }, town.problem { _ = try use(1, used.version, town.manager) },
          town.problem { _ = try use(0, power.version, town.manager) }, town.problem { _ = try use(0, used.version, BodyTown.caller(at: "220202")) },
          town.problem {
            _ = try town.desk.grantPower(
              "moon", title: "x", to: SmallTown.area("220211004"), giver: nil, basis: nil, from: today, by: town.manager, in: session)
          },
        ]
        #expect(problems == ["bodies.problem.day", "bodies.problem.day", "stale", "absent", "bodies.problem.kind"])
        _ = try town.desk.endPower(power.id, on: today.adding(days: 3), expecting: used.version, by: town.manager, in: session)
        let records = StreetPowerRecords()
        let policy = town.manager.policy(for: .organisationRead)
        let counts: [Int] = try [-6, -5, 2, 3].map { offset in
          try records.list(policy, kind: nil, within: nil, on: today.adding(days: offset), after: nil, limit: 9, in: session).count
        }
        #expect(counts == [0, 1, 1, 0])
        #expect(try records.uses(of: [power.id], in: session) == [power.id: 1])
        #expect(try records.exercises(of: power.id, limit: 9, in: session).map(\.text) == ["协调占道"])
      }
    }
  }
}
