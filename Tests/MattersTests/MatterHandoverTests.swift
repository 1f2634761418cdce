import Ground
import Organisations
import SQL
import Testing
import Testkit

@testable import Matters

@Suite("Matters of a post that changes hands or goes") struct MatterHandoverTests {
  private static let post: PostID = PostID(21)

  private func dispatched(_ town: MatterTown) async throws -> Matter {
    let (matter, _) = try await town.report()
    return try await town.act(.dispatch, matter, by: try town.communityDesk(), to: .post(Self.post))
  }

  private func follower(_ town: MatterTown) -> MatterPostFollower { MatterPostFollower(desk: town.desk) }

  private func retire(_ town: MatterTown, to successor: PostID? = nil, isForced: Bool = false) async throws {
    let caller: Caller = try town.streetDesk()
    let retirement = PostRetirement(post: Self.post, successor: successor, acting: PostID(13), isForced: isForced)
    try await town.database.write { try follower(town).retired(retirement, by: caller, in: $0) }
  }

  private func matter(_ id: MatterID, _ town: MatterTown) async throws -> Matter {
    let found: Matter? = try await town.database.read { try town.desk.matters.matter(id, in: $0) }
    return try #require(found)
  }

  @Test("with another holder an open matter stays where it is, and its story names both", arguments: EngineKind.allCases)
  func succession(_ engine: EngineKind) async throws {
    try await withDatabase(engine, MatterTown.migrations) { database in
      let town = try MatterTown(database)
      let before: Matter = try await dispatched(town)
      let caller: Caller = try town.streetDesk()
      let succession = PostSuccession(
        post: Self.post, place: before.location.place, before: PersonID(501), after: PersonID(502), from: CivilDay(year: 2026, month: 3, day: 9),
        acting: PostID(13))
      try await database.write { try follower(town).succeeded(succession, by: caller, in: $0) }
      let after: Matter = try await matter(before.id, town)
      #expect(after == before)
      let event: MatterEvent? = try await database.read { try town.desk.events.events(of: before.id, in: $0).first }
      #expect(event?.kind == .handedOver && event?.before == PersonID(501) && event?.after == PersonID(502))
      #expect(event?.day == CivilDay(year: 2026, month: 3, day: 9))
      let load: [PostLoad] = try await database.read { try follower(town).load(of: Self.post, in: $0) }
      #expect(load.map(\.count) == [1])
    }
  }

  @Test("a post that goes gives its matters to its successor, or back to the desk", arguments: EngineKind.allCases)
  func retirement(_ engine: EngineKind) async throws {
    try await withDatabase(engine, MatterTown.migrations) { database in
      let town = try MatterTown(database)
      let moved: Matter = try await dispatched(town)
      try await retire(town, to: PostID(22))
      #expect(try await matter(moved.id, town).handlerPost == PostID(22))
      #expect(try await matter(moved.id, town).state == "dispatched")
      let back: Matter = try await dispatched(town)
      try await retire(town)
      let returned: Matter = try await matter(back.id, town)
      #expect(returned.state == "returned" && returned.handlerPost == nil && returned.waitingFor == .desk)
      let verbs: [String] = try await database.read { session in
        try session.rows("SELECT verb FROM journal_entry WHERE verb = 'matter.handed_over'") { try $0.at(0) }
      }
      #expect(verbs.count == 2)
    }
  }

  @Test("what was answered and may be sent back needs a successor; on a day decided earlier it goes back to the desk", arguments: EngineKind.allCases)
  func answered(_ engine: EngineKind) async throws {
    try await withDatabase(engine, MatterTown.migrations) { database in
      let town = try MatterTown(database)
      let first: Matter = try await dispatched(town)
      let accepted: Matter = try await town.act(.accept, first, by: try town.leader())
      let answered: Matter = try await town.act(.answer, accepted, by: try town.leader())
      #expect(await refusal { try await retire(town) } == .conflict)
      #expect(try await matter(answered.id, town).state == "answered")
      try await retire(town, isForced: true)
      #expect(try await matter(answered.id, town).state == "returned")
    }
  }
}
