import Ground
import SQL
import Testing
import Testkit

@testable import Matters
@testable import Places

@Suite("Matters when areas change")
struct AreaChangePropertyTests {
  @Test("any history of changes: counters are the rows, and what stood where on a day is what was seen on that day", arguments: EngineKind.allCases)
  func histories(_ engine: EngineKind) async throws {
    let seed: UInt64 = 4_021
    print("seed \(seed)")
    var kinds: Set<String> = []
    for number in 0..<8 {
      kinds.formUnion(
        try await withDatabase(engine, ChangingTown.migrations) { database in
          var generator = DemoGenerator(seed: seed + UInt64(number))
          let place = try ChangingTown(database)
          try await place.found()
          var seen = Seen()
          for _ in 0..<18 {
            for _ in 0..<Int.random(in: 1...4, using: &generator) { try await place.report(&generator) }
            if Bool.random(using: &generator) { try await place.close(&generator) }
            try await change(place, &seen, &generator)
            if Int.random(in: 0..<3, using: &generator) == 0 {
              place.town.clock.advance(seconds: 86_400 * 2)
              try await enactDue(place, &seen)
            }
          }
          try await compare(place, seen, "seed \(seed) number \(number)")
          return seen.kinds
        })
      if engine == .postgres, number == 3 { break }
    }
    #expect(kinds.isSuperset(of: ["split", "merge", "recode", "move", "reverse", "assign"]), "\(kinds)")
  }

  /// What was seen from outside: where each matter went, and on which day that was to hold.
  struct Seen: Sendable {
    var moves: [MatterID: [(day: CivilDay, to: AreaID)]] = [:]
    var first: [MatterID: AreaID] = [:]
    var kinds: Set<String> = []

    mutating func look(_ before: [MatterID: AreaID], _ after: [MatterID: AreaID], on day: CivilDay) {
      for (matter, area) in before where first[matter] == nil { first[matter] = area }
      for (matter, area) in after where before[matter] != area {
        let last = moves[matter]?.last?.day ?? day
        moves[matter, default: []].append((max(last, day), area))
      }
    }

    func area(of matter: MatterID, on day: CivilDay) -> AreaID? { moves[matter]?.last { $0.day <= day }?.to ?? first[matter] }
  }

  private func change(_ place: ChangingTown, _ seen: inout Seen, _ generator: inout DemoGenerator) async throws {
    let before = try await place.homes()
    let today = place.changes.today
    let day = today.adding(days: Int.random(in: -3...5, using: &generator))
    let dice = generator
    for _ in 0..<64 { _ = generator.next() }
    let decided: AreaChange? = try await place.town.database.write { session in
      var dice = dice
      do {
        return try session.attempt { try place.decide(on: day, &dice, in: session) }
      } catch is Refusal {
        return nil
      }
    }
    guard let decided else { return }
    seen.kinds.insert(decided.plan.kind.rawValue)
    if decided.plan.day <= today { seen.look(before, try await place.homes(), on: decided.plan.day) }
  }

  private func enactDue(_ place: ChangingTown, _ seen: inout Seen) async throws {
    let due = try await place.town.database.read { try AreaChangeRecords().due(on: place.changes.today, in: $0) }
    guard !due.isEmpty else { return }
    // One by one, so that each can be watched.
    for change in due {
      let before = try await place.homes()
      let clock = FakeClock(Moment(milliseconds: Int64(change.plan.day.daysSince1970) * 86_400_000))
      let desk = AreaChangeDesk(
        profile: place.changes.profile, ids: place.town.ids, timepiece: clock.timepiece, followers: place.changes.followers)
      try await place.town.database.write { _ = try desk.enactDue(in: $0) }
      seen.look(before, try await place.homes(), on: change.plan.day)
    }
  }

  // MARK: The comparison

  private func compare(_ place: ChangingTown, _ seen: Seen, _ name: String) async throws {
    let today = place.changes.today
    try await place.town.database.read { session throws in
      try checkCounters(session, name)
      try checkPlaces(session, name)
      for offset in -8...6 {
        let day = today.adding(days: offset)
        try compare(place, seen, on: day, in: session, "\(name) on \(day)")
      }
    }
  }

  private func checkCounters(_ session: any Session, _ name: String) throws {
    let wrong = try session.rows(
      """
      SELECT c.place FROM matter_open_count c
      WHERE c.matters <> (SELECT COUNT(*) FROM matter m WHERE m.place = c.place AND m.is_open = 1)
        OR c.all_matters <> (SELECT COUNT(*) FROM matter m WHERE m.place = c.place)
      """
    ) { try $0.at(0, as: Int64.self) }
    #expect(wrong.isEmpty, "\(name): \(wrong)")
    let lost: Int = try session.value("SELECT COUNT(*) FROM matter m WHERE NOT EXISTS (SELECT 1 FROM matter_open_count c WHERE c.place = m.place)")
    #expect(lost == 0, "\(name)")
    let rated: (Int, Int)? = try session.first(
      "SELECT (SELECT COUNT(*) FROM matter WHERE rating IS NOT NULL), (SELECT CAST(coalesce(sum(rated), 0) AS BIGINT) FROM matter_day_count)"
    ) { (try $0.at(0), try $0.at(1)) }
    #expect(rated?.0 == rated?.1, "\(name)")
    let misplaced: Int = try session.value(
      """
      SELECT COUNT(*) FROM matter_day_count c WHERE c.rated <> (SELECT COUNT(*) FROM matter m WHERE m.place = c.place AND m.rating IS NOT NULL
        AND m.rated_at >= c.day * 86400000 - 28800000 AND m.rated_at < (c.day + 1) * 86400000 - 28800000)
      """)
    #expect(misplaced == 0, "\(name)")
    let counted = try sums("SELECT place / 1000000 * 1000000, day, CAST(sum(rated) AS BIGINT) FROM matter_day_count GROUP BY 1, 2", session)
    #expect(try sums("SELECT place, day, rated FROM matter_day_sum", session) == counted, "\(name)")
  }

  private func sums(_ query: Query, _ session: any Session) throws -> [[Int64]] {
    let rows: [[Int64]] = try session.rows(query) { [try $0.at(0), try $0.at(1), try $0.at(2)] }
    return rows.filter { $0[2] != 0 }.sorted { $0.lexicographicallyPrecedes($1) }
  }

  private func checkPlaces(_ session: any Session, _ name: String) throws {
    let wrong: Int = try session.value("SELECT COUNT(*) FROM matter m JOIN area a ON a.id = m.area_id WHERE a.place <> m.place")
    #expect(wrong == 0, "\(name): a matter has the number of its area")
    let lost: Int = try session.value(
      "SELECT COUNT(*) FROM matter m JOIN area a ON a.id = m.area_id WHERE m.is_open = 1 AND a.valid_until IS NOT NULL")
    #expect(lost == 0, "\(name): no open matter stands in what has ended")
    let apart: Int = try session.value(
      "SELECT COUNT(*) FROM matter m JOIN building b ON b.id = m.building_id WHERE m.is_open = 1 AND b.area_id <> m.area_id")
    #expect(apart == 0, "\(name): an open matter stands where its building stands")
  }

  private func compare(_ place: ChangingTown, _ seen: Seen, on day: CivilDay, in session: any Session, _ name: String) throws {
    let structure = try StructureKeeper().structure(on: day, in: session)
    let queue = MatterQueue(calendar: place.town.profile.calendar)
    let now = place.town.clock.now
    var expected: [AreaID: Int] = [:]
    var open: [AreaID: Int] = [:]
    let climb = try Climb(day, in: session)
    try session.each("SELECT id, area_id, is_open FROM matter") { row in
      let stood = try seen.area(of: row.at(0), on: day) ?? row.at(1)
      for area in climb.above(stood) {
        expected[area, default: 0] += 1
        if try row.at(2, as: Bool.self) { open[area, default: 0] += 1 }
      }
    }
    for area in structure.tree.areas {
      let asWas = AreaAsWas(day: day, ranges: structure.places(of: area.id) ?? [])
      for (isOpen, wanted) in [(nil, expected[area.id] ?? 0), (true, open[area.id] ?? 0)] as [(Bool?, Int)] {
        let question = MatterQueue.Question(
          filter: MatterFilter(isOpen: isOpen, area: area.id, structure: day), policy: place.boss.policy(for: .matterRead), area: nil, own: .nothing,
          now: now, asWas: asWas)
        #expect(try queue.figure(question, in: session) == wanted, "\(name) \(area.code)")
        #expect(try queue.count(question, in: session) == wanted, "\(name) \(area.code)")
        #expect(try place.town.walk(queue, question, by: 5, in: session).count == wanted, "\(name) \(area.code)")
      }
    }
  }

  /// The areas above one on a day, worked out the plain way.
  struct Climb {
    var spans: [AreaID: [AreaSpan]] = [:]
    var origins: [AreaID: AreaID] = [:]
    let day: CivilDay

    init(_ day: CivilDay, in session: any Session) throws {
      self.day = day
      let ids: [AreaID] = try session.rows("SELECT id FROM area") { try $0.at(0) }
      for id in ids { spans[id] = try AreaSpanRecords().spans(of: id, in: session) }
      var origins: [AreaID: AreaID] = [:]
      try session.each("SELECT id, origin_id FROM area WHERE origin_id IS NOT NULL") { origins[try $0.at(0)] = try $0.at(1) }
      self.origins = origins
    }

    func above(_ area: AreaID) -> [AreaID] {
      guard let span = spans[area]?.first(where: { $0.holds(on: day) }) else {
        let ended = spans[area]?.last { $0.validUntil.map { $0 <= day } ?? false }
        let next = ended?.parent ?? origins[area] ?? spans[area]?.first?.parent
        return next.map { above($0) } ?? []
      }
      return [area] + (span.parent.map { above($0) } ?? [])
    }
  }
}
