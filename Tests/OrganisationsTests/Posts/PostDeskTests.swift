import Ground
import SQL
import Testing
import Testkit

@testable import Organisations

@Suite("A post as a seat") struct PostDeskTests {
  @Test("appoint, succeed and end leave no day with two, and the journal with both people", arguments: EngineKind.allCases)
  func life(_ engine: EngineKind) async throws {
    try await withSeats(engine) { town in
      let (a, b) = (town.people[0], town.people[1])
      try await town.database.write { session in
        let first: Post = try town.desk.appoint(
          Appointment(person: a, from: town.day(-400)), to: town.seat, expecting: 1, by: town.office, in: session)
        #expect(first.version == 2)
        try town.desk.succeed(Appointment(person: b, from: town.today), at: town.seat, expecting: 2, by: town.office, in: session)
        try town.desk.end(town.seat, until: town.day(10), reason: "moved", expecting: 3, by: town.office, in: session)
      }
      let tenures: [Tenure] = try await town.tenures()
      #expect(tenures.map(\.person) == [b, a])
      #expect(tenures.map(\.validUntil) == [town.day(10), town.today])
      let journal: [SeatTown.Noted] = try await town.journal()
      #expect(journal.map(\.verb) == ["post.appointed", "post.succeeded", "post.ended"])
      #expect(journal[1].before.contains(a.description) && journal[1].after.contains(b.description))
      #expect(journal.allSatisfy { $0.acting == town.office.holdings[0].post.raw })
      let told: [String] = try await town.database.read { try $0.rows("SELECT what FROM told") { try $0.at(0) } }
      #expect(told == ["succeeded", "succeeded"])
    }
  }

  @Test("two holders at once are refused, also ahead", arguments: EngineKind.allCases)
  func overlap(_ engine: EngineKind) async throws {
    try await withSeats(engine) { town in
      try await town.database.write { try town.appoint(0, 30, in: $0) }
      let other: Refusal? = try await town.refusal { try town.appoint(1, 0, in: $0) }
      #expect(other?.fields.map(\.field) == ["from"])
      let again: Refusal? = try await town.refusal { try town.appoint(0, 0, in: $0) }
      #expect(again?.fields.map(\.field) == ["person"])
      let before: Refusal? = try await town.refusal { try town.appoint(1, 0, 30, in: $0) }
      #expect(before == nil)
    }
  }

  @Test("where a type allows several holders, ending one asks which", arguments: EngineKind.allCases)
  func several(_ engine: EngineKind) async throws {
    try await withSeats(engine) { town in
      let seat: PostID = try await town.database.write { session in try shared(town, in: session) }
      let which: Refusal? = try await town.refusal { session in try endSomeone(seat, town, in: session) }
      #expect(which?.fields.map(\.field) == ["predecessor"])
      #expect(try await town.tenures(seat).count == 2)
    }
  }

  private func shared(_ town: SeatTown, in session: any Session) throws -> PostID {
    let drainage: OrganisationID = try town.town.organisation("drainage", at: "220211", in: session)
    let seat: PostID = try town.town.post("department_handler", at: "220211", organisation: drainage, in: session)
    for person in [0, 1] { try town.appoint(person, 0, to: seat, in: session) }
    return seat
  }

  private func endSomeone(_ seat: PostID, _ town: SeatTown, in session: any Session) throws {
    try town.desk.end(seat, until: town.day(1), expecting: nil, by: town.office, in: session)
  }

  @Test("a stale version, a stranger's reach, oneself and a post beyond one's own powers are refused", arguments: EngineKind.allCases)
  func refusals(_ engine: EngineKind) async throws {
    try await withSeats(engine) { town in
      let (far, admin): (PostID, PostID) = try await town.database.write { session in
        (try town.town.post("grid_leader", at: "220202", in: session), try town.town.post("administrator", at: "220211", in: session))
      }
      func refused(_ post: PostID, _ person: PersonID, version: Int64? = nil) async throws -> Refusal? {
        try await town.refusal { session in
          try town.desk.appoint(Appointment(person: person, from: town.today), to: post, expecting: version, by: town.office, in: session)
        }
      }
      #expect(try await refused(town.seat, town.people[0], version: 7)?.kind == .stale)
      #expect(try await refused(far, town.people[0]) == .absent)
      #expect(try await refused(PostID(77), town.people[0]) == .absent)
      #expect(try await refused(admin, town.people[0])?.kind == .notAllowed)
      let oneself: PersonID = try unwrap(town.office.person)
      #expect(try await refused(town.seat, oneself)?.fields.first?.word == "posts.problem.oneself")
      #expect(try await refused(town.seat, PersonID(99))?.fields.first?.word == "posts.problem.person")
      #expect(try await town.tenures().isEmpty)
    }
  }

  @Test("whoever acts for a post has its permissions on those days only, and the journal says acting for", arguments: EngineKind.allCases)
  func acting(_ engine: EngineKind) async throws {
    try await withSeats(engine) { town in
      let account: Account = try await town.database.write { session in
        try town.desk.actFor(
          town.seat, by: town.people[2], from: town.today, until: town.day(3), expecting: nil, caller: town.office, in: session)
        return try town.town.account("sun", town.people[2], in: session)
      }
      let caller: Caller? = try await town.database.read { try town.town.caller(account, in: $0) }
      #expect(caller?.holdings.map(\.post) == [town.seat])
      #expect(caller?.holdings.first?.isActing == true)
      #expect(caller?.may(.matterHandle) == true)
      try await town.database.write { session in
        let draft = JournalDraft("test.done", subject: "post", id: town.seat.raw, acting: town.seat)
        try town.town.journal.append(draft, by: try unwrap(caller), in: session)
      }
      #expect(try await town.journal().last?.after == "{\"acting_for\":\"\(town.seat)\"}")
      town.town.clock.advance(seconds: 3 * 86400)
      let later: Caller? = try await town.database.read { try town.town.caller(account, in: $0) }
      #expect(later?.holdings.isEmpty == true)
    }
  }

  @Test("acting twice at once, for oneself and beyond the post's life is refused; becoming the holder ends it", arguments: EngineKind.allCases)
  func standIns(_ engine: EngineKind) async throws {
    try await withSeats(engine) { town in
      try await town.database.write { session in
        try town.appoint(0, 0, 5, in: session)
        try town.desk.actFor(town.seat, by: town.people[1], from: town.today, until: town.day(9), expecting: nil, caller: town.office, in: session)
        try town.desk.appointAlternate(town.people[2], to: town.seat, from: town.today, expecting: nil, by: town.office, in: session)
      }
      func act(_ person: Int, _ from: Int, _ until: Int) async throws -> String? {
        try await town.refusal { session in
          try town.desk.actFor(
            town.seat, by: town.people[person], from: town.day(from), until: town.day(until), expecting: nil, caller: town.office, in: session)
        }?.fields.first?.word
      }
      #expect(try await act(2, 8, 12) == "posts.problem.acting_already")
      #expect(try await act(0, -3, 2) == "posts.problem.stands_in_for_self")
      #expect(try await act(2, 20, 20) == "posts.problem.end_before_start")
      #expect(try await act(2, -2000, -1900) == "posts.problem.before_post")
      try await town.database.write { try town.appoint(1, 5, in: $0) }
      let left: [StandIn] = try await town.database.read { try TenureRecords().standIns(of: town.seat, in: $0) }
      #expect(left.first { $0.kind == .acting }?.validUntil == town.day(5))
      #expect(left.contains { $0.kind == .alternate && $0.validUntil == nil })
    }
  }

  @Test("an appointment that has not begun is taken back, not ended", arguments: EngineKind.allCases)
  func withdrawn(_ engine: EngineKind) async throws {
    try await withSeats(engine) { town in
      try await town.database.write { session in
        try town.appoint(0, 9, in: session)
        try town.desk.end(town.seat, person: town.people[0], until: town.day(9), expecting: nil, by: town.office, in: session)
      }
      #expect(try await town.tenures().isEmpty)
      #expect(try await town.journal().last?.verb == "post.appointment_withdrawn")
    }
  }

  @Test("a term follows from the post's type unless it is given", arguments: EngineKind.allCases)
  func term(_ engine: EngineKind) async throws {
    try await withSeats(engine) { town in
      let seat: PostID = try await town.database.write { session in
        let seat: PostID = try town.town.post("secretary_community", at: "220211004001", in: session)
        let from = CivilDay(year: 2024, month: 2, day: 29)
        try town.desk.appoint(Appointment(person: town.people[0], from: from), to: seat, expecting: nil, by: town.office, in: session)
        return seat
      }
      #expect(try await town.tenures(seat).first?.termUntil == CivilDay(year: 2029, month: 3, day: 1))
    }
  }
}
