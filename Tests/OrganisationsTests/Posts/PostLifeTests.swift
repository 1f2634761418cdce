import Ground
import SQL
import Testing
import Testkit

@testable import Organisations

@Suite("A post that comes and goes") struct PostLifeTests {
  @Test("a post is established only where its type belongs and the caller reaches", arguments: EngineKind.allCases)
  func established(_ engine: EngineKind) async throws {
    try await withSeats(engine) { town in
      func establish(_ type: String, _ area: String) async throws -> Refusal? {
        try await town.refusal { session in
          let draft = PostDraft(type: type, area: try SmallTown.area(area), validFrom: town.today)
          try town.desk.establish(draft, by: town.office, in: session)
        }
      }
      let right: Refusal? = try await establish("grid_leader", "220211004001002")
      #expect(right == nil)
      #expect(try await establish("grid_leader", "220211004001")?.fields.map(\.field) == ["area"])
      #expect(try await establish("building_chief", "220211004001001")?.fields.map(\.field) == ["building"])
      #expect(try await establish("department_handler", "220211004001001")?.fields.map(\.field) == ["organisation"])
      #expect(try await establish("no_such", "220211004001001")?.fields.map(\.field) == ["type"])
      #expect(try await establish("desk_district", "220202") == .absent)
    }
  }

  @Test("a post that goes ends everybody's time and hands its work on, on its day, once", arguments: EngineKind.allCases)
  func retired(_ engine: EngineKind) async throws {
    try await withSeats(engine) { town in
      let next: PostID = try await town.database.write { session in
        try town.appoint(0, 0, in: session)
        try town.desk.appointAlternate(town.people[1], to: town.seat, from: town.day(40), expecting: nil, by: town.office, in: session)
        let next: PostID = try town.town.post("grid_leader", at: "220211004001002", in: session)
        try town.desk.retire(town.seat, until: town.day(7), successor: next, expecting: nil, by: town.office, in: session)
        return next
      }
      #expect(try await town.tenures().map(\.validUntil) == [town.day(7)])
      #expect(try await town.database.write { try town.desk.settle(in: $0) } == 0)
      town.town.clock.advance(seconds: 7 * 86400)
      #expect(try await town.database.write { try town.desk.settle(in: $0) } == 1)
      #expect(try await town.database.write { try town.desk.settle(in: $0) } == 0)
      let told: [Int64?] = try await town.database.read { try $0.rows("SELECT one FROM told WHERE what = 'retired'") { try $0.at(0) } }
      #expect(told == [next.raw])
      #expect(try await town.refusal { try town.appoint(2, 8, in: $0) }?.fields.first?.word == "posts.problem.after_post")
    }
  }

  @Test("a post cannot have gone before somebody came to it, and what has gone stays gone", arguments: EngineKind.allCases)
  func cameSince(_ engine: EngineKind) async throws {
    try await withSeats(engine) { town in
      try await town.database.write { session in
        try town.appoint(0, -30, -5, in: session)
        try town.appoint(1, -5, 30, in: session)
        try town.appoint(2, 30, 40, to: town.seat, in: session)
      }
      func retired(_ day: Int) async throws -> Refusal? {
        try await town.refusal { try town.desk.retire(town.seat, until: town.day(day), expecting: nil, by: town.office, in: $0) }
      }
      let since = Refusal.invalid([FieldProblem("last_day", "posts.problem.came_since", ["from": town.day(-5).description])])
      #expect(try await retired(-10) == since)
      #expect(try await retired(-5) == since)
      #expect(try await town.tenures().count == 3)
      #expect(try await retired(0) == nil)
      #expect(Set(try await town.tenures().map(\.validUntil)) == [town.day(-5), town.day(0)], "who was to come does not come")
      #expect(try await retired(20) == Refusal(.conflict, "posts.problem.retired"))
    }
  }

  @Test("work that needs a successor keeps the post from going", arguments: EngineKind.allCases)
  func needsSuccessor(_ engine: EngineKind) async throws {
    try await withSeats(engine, load: 1) { town in
      let refusal: Refusal? = try await town.refusal { session in
        try town.desk.retire(town.seat, until: town.today, expecting: nil, by: town.office, in: session)
      }
      #expect(refusal?.kind == .conflict)
      let post: Post? = try await town.database.read { try PostRecords().post(town.seat, in: $0) }
      #expect(post?.validUntil == nil)
    }
  }

  @Test("random appointments, successions and endings agree with a calendar kept by hand", arguments: EngineKind.allCases, [2026, 7, 91])
  func property(_ engine: EngineKind, _ seed: Int) async throws {
    try await withSeats(engine) { town in
      var dice = SeededGenerator(seed: UInt64(seed))
      var calendar = HandCalendar(days: 400)
      for step in 0..<150 {
        let act = HandCalendar.Act.random(using: &dice)
        let refusal: Refusal? = try await town.refusal { try carryOut(act, town, in: $0) }
        let isRight: Bool = calendar.apply(act)
        #expect((refusal == nil) == isRight, "seed \(seed), step \(step): \(act), \(String(describing: refusal))")
      }
      let tenures: [Tenure] = try await town.tenures()
      for (index, person) in calendar.people.enumerated() {
        let held: [PersonID] = tenures.filter { $0.holds(on: town.day(index - 200)) }.map(\.person)
        #expect(held == [person].compactMap { $0.map { town.people[$0] } }, "seed \(seed), day \(index)")
      }
    }
  }

  private func carryOut(_ act: HandCalendar.Act, _ town: SeatTown, in session: any Session) throws {
    let from: CivilDay = town.day(act.from - 200)
    let appointment = Appointment(person: town.people[act.person], from: from, until: from.adding(days: act.length))
    switch act.verb {
    case .appoint: try town.desk.appoint(appointment, to: town.seat, expecting: nil, by: town.office, in: session)
    case .succeed: try town.desk.succeed(appointment, at: town.seat, expecting: nil, by: town.office, in: session)
    case .end: try town.desk.end(town.seat, until: from, expecting: nil, by: town.office, in: session)
    }
  }
}

/// Who sits on a seat, day by day: the same rules as the desk's, in the plainest way there is.
struct HandCalendar {
  struct Act {
    enum Verb: CaseIterable { case appoint, succeed, end }
    let verb: Verb
    let from: Int
    let length: Int
    let person: Int

    static func random(using dice: inout SeededGenerator) -> Act {
      Act(
        verb: Verb.allCases[Int.random(in: 0..<3, using: &dice)], from: Int.random(in: 0..<360, using: &dice),
        length: Int.random(in: 1...40, using: &dice), person: Int.random(in: 0..<3, using: &dice))
    }
  }

  /// For each day the number of the tenure that covers it.
  private var days: [Int?]
  private var holders: [Int] = []

  init(days: Int) { self.days = Array(repeating: nil, count: days) }

  var people: [Int?] { days.map { $0.map { holders[$0] } } }

  /// - Returns: false, and nothing is changed, when the act is against the rules.
  mutating func apply(_ act: Act) -> Bool {
    var next: [Int?] = days
    if act.verb != .appoint {
      guard act.from > 0, let before = days[act.from - 1] else { return false }
      for day in act.from..<next.count where next[day] == before { next[day] = nil }
    }
    if act.verb != .end {
      guard next[act.from..<act.from + act.length].allSatisfy({ $0 == nil }) else { return false }
      holders.append(act.person)
      for day in act.from..<act.from + act.length { next[day] = holders.count - 1 }
    }
    days = next
    return true
  }
}
