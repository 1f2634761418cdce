import Ground
import SQL
import Testing
import Testkit

@testable import Matters

@Suite("Who may do what to a matter")
struct MatterScopeTests {
  @Test("every act checks its target: for a neighbour's desk and a foreign department the matter is not there", arguments: EngineKind.allCases)
  func targets(_ engine: EngineKind) async throws {
    try await withDatabase(engine, MatterTown.migrations) { database in
      let town = try MatterTown(database)
      let strangers = [try town.neighbourDesk(), try town.fire(), Caller.visitor(request: "test")]
      let (matter, _) = try await town.report()
      let given = try await town.act(.dispatch, matter, by: try town.communityDesk(), to: .organisation(OrganisationID(71)))
      for stranger in strangers {
        for act in MatterAct.routed where act != .join {
          #expect(await refusal { try await town.act(act, given, by: stranger) } == .absent, "\(act)")
        }
      }
      // One who may look may not act: the grid's leader sees a matter of the grid that lies in a department's hands.
      let leader = try town.leader()
      for act in [MatterAct.accept, .giveBack] {
        #expect(await refusal { try await town.act(act, given, by: leader) } == .notAllowed, "\(act)")
      }
    }
  }

  @Test("the list, the count and the point check agree for random callers and matters", arguments: EngineKind.allCases)
  func listsAgree(_ engine: EngineKind) async throws {
    try await withDatabase(engine, MatterTown.migrations) { database in
      let town = try MatterTown(database)
      var random = SeededGenerator(seed: 41)
      var all: [MatterID] = []
      for _ in 0..<60 {
        let grid = "22020200100\(Int.random(in: 1...3, using: &random))00\(Int.random(in: 1...4, using: &random))"
        var matter = try await town.report(town.draft(grid: grid)).matter
        if Bool.random(using: &random) {
          let handler: Handler =
            Bool.random(using: &random) ? .post(PostID(21)) : .organisation(OrganisationID(Int64.random(in: 71...73, using: &random)))
          matter = try await town.act(.dispatch, matter, by: try town.streetDesk(), to: handler)
        }
        all.append(matter.id)
      }
      let known = all
      let callers = [
        try town.communityDesk(), try town.neighbourDesk(), try town.streetDesk(), try town.districtDesk(), try town.leader(), try town.drainage(),
        try town.fire(), Caller.visitor(request: "t"),
      ]
      let queue = MatterQueue(calendar: town.profile.calendar)
      for caller in callers {
        let policy = caller.policy(for: .matterRead)
        let question = MatterQueue.Question(filter: MatterFilter(), policy: policy, area: nil, own: .nothing, now: town.clock.now)
        let (listed, counted, seen) = try await database.read { session in
          let listed = try town.walk(queue, question, by: 7, in: session)
          let seen = known.filter { (try? town.desk.matters.visible($0, to: caller, in: session)) != nil }
          return (listed, try queue.count(question, in: session), seen)
        }
        #expect(Set(listed) == Set(seen))
        #expect(listed.count == seen.count)
        #expect(counted == seen.count)
      }
    }
  }

  @Test("walking the pages finds every row once while rows are added", arguments: EngineKind.allCases, MatterFilter.Order.allCases)
  func walking(_ engine: EngineKind, _ order: MatterFilter.Order) async throws {
    try await withDatabase(engine, MatterTown.migrations) { database in
      let town = try MatterTown(database)
      var before: Set<MatterID> = []
      for _ in 0..<20 {
        before.insert(try await town.report().matter.id)
        town.clock.advance(seconds: 7)
      }
      let queue = MatterQueue(calendar: town.profile.calendar)
      let desk = try town.communityDesk()
      let question = MatterQueue.Question(
        filter: MatterFilter(order: order), policy: desk.policy(for: .matterRead), area: nil, own: .nothing, now: town.clock.now)
      var found: [MatterID] = []
      var cursor: String?
      repeat {
        let at = cursor
        let page = try await database.read { try queue.page(question, after: at, limit: 3, in: $0) }
        found += page.matters.map(\.id)
        cursor = page.next
        _ = try await town.report()
      } while cursor != nil && found.count < 200
      #expect(Set(found).count == found.count)
      #expect(before.isSubset(of: Set(found)))
    }
  }
}

extension MatterTown {
  /// Every row of a queue, page by page.
  func walk(_ queue: MatterQueue, _ question: MatterQueue.Question, by limit: Int, in session: any Session) throws -> [MatterID] {
    var out: [MatterID] = []
    var cursor: String?
    repeat {
      let page = try queue.page(question, after: cursor, limit: limit, in: session)
      out += page.matters.map(\.id)
      cursor = page.next
    } while cursor != nil
    return out
  }
}
