import Ground
import SQL
import Testing
import Testkit
import Web

@testable import Places

@Suite("The land of areas that end")
struct OutlineHeirTests {
  @Test("areas that have no border in common are not merged, and nothing is written", arguments: EngineKind.allCases)
  func apart(_ engine: EngineKind) async throws {
    try await OutlineScene.with(engine) { scene in
      let (one, other) = try await scene.pair(touching: false, inOneCommunity: true)
      let before = try await scene.outlines()
      #expect(try await scene.problem(.merge([one.id], into: other.id)) == "into: area_change.problem.apart")
      #expect(try await scene.outlines() == before)
      #expect(try await scene.flaws() == [])
    }
  }

  @Test("a grid that is retired leaves its land to its successor; taken back, it has it again", arguments: EngineKind.allCases)
  func retired(_ engine: EngineKind) async throws {
    try await OutlineScene.with(engine) { scene in
      let (one, other) = try await scene.pair(touching: true, inOneCommunity: true)
      let before = try await scene.outlines()
      try await scene.empty(one.id, into: other.id)
      let change = try await scene.decide(.retire(one.id, successor: other.id))
      #expect(change.plan.undrawn == [])
      #expect(try await scene.flaws() == [])
      let after = try await scene.outlines()
      let (mine, theirs) = (try #require(before[one.id]), try #require(before[other.id]))
      #expect(after[one.id] == nil)
      #expect(after[other.id]?.twiceArea == mine.twiceArea + theirs.twiceArea)
      _ = try await scene.database.write { session in
        try scene.desk.reverse(change.id, on: scene.desk.today, reason: nil, expecting: nil, by: scene.boss, in: session)
      }
      #expect(try await scene.outlines() == before)
    }
  }

  @Test("a successor in another community takes the land there, and both communities are drawn anew", arguments: EngineKind.allCases)
  func beyond(_ engine: EngineKind) async throws {
    try await OutlineScene.with(engine) { scene in
      let (one, other) = try await scene.pair(touching: true, inOneCommunity: false)
      try await scene.empty(one.id, into: other.id)
      let change = try await scene.decide(.retire(one.id, successor: other.id))
      #expect(change.plan.undrawn == [])
      #expect(try await scene.flaws() == [])
    }
  }

  @Test("a drawn grid is retired to nobody but a neighbour; one that is not drawn also to the area above", arguments: EngineKind.allCases)
  func nobody(_ engine: EngineKind) async throws {
    try await OutlineScene.with(engine) { scene in
      let (one, other) = try await scene.pair(touching: false, inOneCommunity: true)
      let before = try await scene.outlines()
      try await scene.empty(one.id, into: other.id)
      #expect(try await scene.problem(.retire(one.id, successor: nil)) == "successor: area_change.problem.land")
      #expect(try await scene.problem(.retire(one.id, successor: one.parent)) == "successor: area_change.problem.land")
      #expect(try await scene.problem(.retire(one.id, successor: other.id)) == "successor: area_change.problem.apart")
      let new = try await scene.decide(.create(parent: try #require(one.parent), code: nil, name: "新网格"))
      #expect(try await scene.problem(.retire(new.plan.subject, successor: nil)) == nil)
      #expect(try await scene.outlines() == before)
    }
  }

  @Test("what is merged with an area that is not drawn is told as to be drawn", arguments: EngineKind.allCases)
  func undrawn(_ engine: EngineKind) async throws {
    try await OutlineScene.with(engine) { scene in
      let (one, other) = try await scene.pair(touching: true, inOneCommunity: true)
      let new = try await scene.decide(.create(parent: try #require(one.parent), code: nil, name: "新网格")).plan.subject
      #expect(try await scene.decide(.merge([new], into: other.id)).plan.undrawn == [other.id])
      let next = try await scene.decide(.create(parent: try #require(one.parent), code: nil, name: "又一网格")).plan.subject
      #expect(try await scene.decide(.merge([one.id], into: next)).plan.undrawn == [next])
    }
  }

  @Test("buildings are taken in by the area that is asked, not by another one named beside it")
  func into() throws {
    func problem(_ into: AreaID) -> String? {
      let values = FieldValues(values: ["kind": ["assign"], "day": ["2026-11-21"], "buildings": ["7"], "into": [into.description]])
      do {
        _ = try AreaRequest(values, area: AreaID(5), today: SmallWorld.today)
        return nil
      } catch { return (error as? Refusal)?.fields.map { "\($0.field): \($0.word)" }.joined() }
    }
    #expect(problem(AreaID(6)) == "into: area_change.problem.into_here")
    #expect(problem(AreaID(5)) == nil)
  }
}
