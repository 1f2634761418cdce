import Ground
import Places
import SQL
import Testing
import Testkit

@testable import Organisations

@Suite("How posts stand") struct PostTallyTests {
  /// Random seats in two communities, each vacant, held, expiring, expired or acted for.
  private func fill(_ town: SeatTown, _ dice: inout SeededGenerator, in session: any Session) throws -> [(post: PostID, states: Set<PostState>)] {
    var out: [(post: PostID, states: Set<PostState>)] = []
    for _ in 0..<30 {
      let code: String = ["220211004001001", "220211004001002", "220211004002"][Int.random(in: 0..<3, using: &dice)]
      let post: PostID = try town.town.post("grid_leader", at: code, in: session)
      var states: Set<PostState> = []
      if Int.random(in: 0..<3, using: &dice) == 0 {
        states.insert(.vacant)
      } else {
        let term: Int = Int.random(in: -50...200, using: &dice)
        let tenure = Tenure(post: post, person: town.people[0], validFrom: town.day(-300), termUntil: town.day(term))
        try PostRecords().insert(tenure, in: session)
        states = [.held]
        if term <= 0 { states.insert(.expired) } else if term <= 90 { states.insert(.expiring) }
      }
      if Int.random(in: 0..<4, using: &dice) == 0 {
        states.insert(.acting)
        let days: (from: Int, until: Int) = (-3, 4)
        let standIn = StandIn(
          id: town.town.ids.next(), post: post, person: town.people[1], kind: .acting, validFrom: town.day(days.from),
          validUntil: town.day(days.until))
        try TenureRecords().insert(standIn, in: session)
      }
      out.append((post, states))
    }
    return out
  }

  @Test("every figure is the length of its list and what a plain count says", arguments: EngineKind.allCases, [1, 2026])
  func figures(_ engine: EngineKind, _ seed: Int) async throws {
    try await withSeats(engine) { town in
      let made: [(post: PostID, states: Set<PostState>)] = try await town.database.write { session in
        var dice = SeededGenerator(seed: UInt64(seed))
        return try fill(town, &dice, in: session)
      }
      let policy: Policy = town.office.policy(for: .peopleRead)
      for state in PostState.allCases {
        let filter = PostFilter(type: "grid_leader", state: state)
        let (tally, listed): (PostTally, Set<PostID>) = try await town.database.read { session in
          let directory = PostDirectory(profile: town.town.profile, seal: town.town.seal)
          let list: [PostOption] = try directory.list(
            filter, of: policy, after: nil, limit: 200, at: town.town.clock.now, words: town.town.words, in: session)
          return (try PostTallyRecords().tally(filter, of: policy, on: town.today, in: session), Set(list.map(\.id)))
        }
        var expected: Set<PostID> = Set(made.filter { $0.states.contains(state) }.map(\.post))
        if state == .vacant { expected.insert(town.seat) }
        #expect(listed == expected, "seed \(seed), \(state)")
        #expect(tally[state] == expected.count, "seed \(seed), \(state)")
      }
    }
  }

  @Test("coverage is what a walk over all areas finds, and opens to exactly those areas", arguments: EngineKind.allCases, [3, 2026])
  func coverage(_ engine: EngineKind, _ seed: Int) async throws {
    try await withSeats(engine) { town in
      let held: Set<AreaID> = try await town.database.write { session in
        var dice = SeededGenerator(seed: UInt64(seed))
        var held: Set<AreaID> = []
        for (post, states) in try fill(town, &dice, in: session) where states.contains(.held) {
          if let area = try PostRecords().post(post, in: session)?.area { held.insert(area) }
        }
        return held
      }
      let policy: Policy = town.office.policy(for: .peopleRead)
      let range: PlaceRange = try SmallTown.range("220211")
      let measure: CoverageMeasure = try unwrap(CoverageMeasure.all(town.town.profile).first { $0.id == "post-grid_leader" })
      try await town.database.read { session in
        let grids: Set<AreaID> = Set(try AreaRecords().within(range, level: "grid", in: session).map(\.id))
        let records = CoverageRecords()
        let district = Within(try unwrap(try AreaRecords().find(code: "220211", in: session)))
        let figure: CoverageFigure = try records.figure(measure, within: district, of: policy, on: town.today, in: session)
        #expect(figure.total == grids.count && figure.covered == grids.intersection(held).count, "seed \(seed)")
        for isCovered in [true, false] {
          let lines: [CoverageLine] = try records.lines(
            measure, isCovered: isCovered, within: district, of: policy, on: town.today, after: nil, limit: 99, in: session)
          #expect(Set(lines.map(\.area)) == (isCovered ? grids.intersection(held) : grids.subtracting(held)), "seed \(seed)")
        }
        let below = try records.below(try SmallTown.area("220211004"), of: policy, on: town.today, in: session)
        let above: Area = try unwrap(try AreaRecords().find(code: "220211004", in: session))
        let all: PostTally = try PostTallyRecords().tally(PostFilter(within: Within(above)), of: policy, on: town.today, in: session)
        #expect(below.map(\.tally.vacant).reduce(0, +) == all.vacant)
      }
    }
  }

  @Test("people are found by a whole name and a part, page by page, and only within reach", arguments: EngineKind.allCases)
  func search(_ engine: EngineKind) async throws {
    try await withSeats(engine) { town in
      let far: PersonID = try await town.database.write { session in
        let far: PersonID = try town.town.person("赵一", in: session)
        try town.town.hold(try town.town.post("grid_leader", at: "220202", in: session), by: far, in: session)
        for index in 0..<7 {
          let person: PersonID = try town.town.person("周\(index)同", in: session)
          try town.town.hold(try town.town.post("grid_leader", at: "220211004001002", in: session), by: person, in: session)
        }
        try town.appoint(0, -1, in: session)
        return far
      }
      let people = PeopleDirectory(seal: town.town.seal)
      try await town.database.read { session in
        let exact: [PersonID] = try people.search("赵一", to: town.office, limit: 10, in: session).people.map(\.id)
        #expect(exact == [town.people[0]] && !exact.contains(far))
        var seen: [String] = []
        var after: PersonID?
        repeat {
          let page: PeopleDirectory.Found = try people.search("同", to: town.office, after: after, limit: 3, in: session)
          seen += page.people.map(\.name)
          after = page.next
        } while after != nil
        #expect(seen.sorted() == (0..<7).map { "周\($0)同" })
        #expect(try people.search("没有", to: town.office, limit: 3, in: session).people.isEmpty)
        let marks: [Int64] = try session.rows("SELECT name_mark FROM person") { try $0.at(0) }
        #expect(marks.allSatisfy { (0..<65_536).contains($0) })
      }
      let refusal: Refusal? = try await town.refusal { _ = try PersonRecords(seal: town.town.seal).visible(far, to: town.office, in: $0) }
      #expect(refusal == .absent)
    }
  }
}
