import Ground
import SQL
import Testing
import Testkit

@testable import Organisations

/// The three administrators and somebody who manages people, each with an account, and a person who has nothing.
struct Administrators: Sendable {
  let town: SmallTown
  let desk: PostDesk
  let callers: [String: Caller]
  let posts: [String: PostID]
  let nobody: PersonID

  static let types: [String] = ["administrator", "security_administrator", "audit_administrator", "organisation_department"]

  init(_ town: SmallTown, in session: any Session) throws {
    self.town = town
    desk = PostDesk(profile: town.profile, ids: town.ids, timepiece: town.clock.timepiece)
    var callers: [String: Caller] = [:]
    var posts: [String: PostID] = [:]
    for type in Administrators.types {
      let person: PersonID = try town.person(type, in: session)
      let post: PostID = try town.post(type, at: "2202", in: session)
      try town.hold(post, by: person, in: session)
      let account: Account = try town.account(type, person, in: session)
      // What a second factor would add does not matter here.
      try session.run(
        "INSERT INTO second_factor (account_id, secret_sealed, begun, confirmed, used_step) VALUES (\(account.id), \([UInt8]([1])), 0, 1, 0)")
      callers[type] = try unwrap(town.caller(account, in: session))
      posts[type] = post
    }
    self.callers = callers
    self.posts = posts
    nobody = try town.person("新人", in: session)
  }

  func caller(_ type: String) throws -> Caller { try unwrap(callers[type]) }
  func post(_ type: String) throws -> PostID { try unwrap(posts[type]) }
  func person(_ type: String) throws -> PersonID { try unwrap(callers[type]?.person) }
}

@Suite("Who may give which post to whom") struct PostGiftTests {
  private func withAdministrators(
    _ engine: EngineKind, _ check: @escaping @Sendable (Administrators, any Session) throws -> Void
  ) async throws {
    try await withTown(engine) { town, database in
      try await database.write { session in try check(Administrators(town, in: session), session) }
    }
  }

  /// What the desk says to `type` when it gives the post of type `given` to a person from tomorrow on; nil when it is done.
  private func refusal(
    _ all: Administrators, _ given: String, to person: PersonID, by caller: Caller, in session: any Session
  ) throws -> Refusal? {
    let fresh: PostID = try all.town.post(given, at: "2202", in: session)
    do {
      try all.desk.appoint(Appointment(person: person, from: SmallTown.today), to: fresh, expecting: nil, by: caller, in: session)
      return nil
    } catch let refusal as Refusal {
      return refusal
    }
  }

  @Test("posts with power over others are given by whoever grants power, and by nobody else", arguments: EngineKind.allCases)
  func giver(_ engine: EngineKind) async throws {
    try await withAdministrators(engine) { all, session in
      for type in ["administrator", "organisation_department"] {
        for power in ["administrator", "security_administrator", "audit_administrator"] {
          let said: Refusal? = try refusal(all, power, to: all.nobody, by: all.caller(type), in: session)
          #expect(said?.kind == .notAllowed && said?.word == "access.duty_post", "\(type) gives \(power)")
        }
      }
      #expect(try refusal(all, "audit_administrator", to: all.nobody, by: all.caller("audit_administrator"), in: session) == .absent)
      // Whoever grants power does not fill ordinary posts.
      #expect(try refusal(all, "organisation_department", to: all.nobody, by: all.caller("security_administrator"), in: session) == .absent)
      #expect(try refusal(all, "organisation_department", to: all.nobody, by: all.caller("administrator"), in: session) == nil)
      let other: PersonID = try all.town.person("又一人", in: session)
      #expect(try refusal(all, "audit_administrator", to: other, by: all.caller("security_administrator"), in: session) == nil)
    }
  }

  @Test("nobody gives a post to himself, and nobody ends or follows another's power without granting it", arguments: EngineKind.allCases)
  func oneself(_ engine: EngineKind) async throws {
    try await withAdministrators(engine) { all, session in
      let security: Caller = try all.caller("security_administrator")
      let own: Refusal? = try refusal(all, "security_administrator", to: try unwrap(security.person), by: security, in: session)
      #expect(own?.fields == [FieldProblem("person", "posts.problem.oneself")])
      let audit: PostID = try all.post("audit_administrator")
      #expect(throws: Refusal(.notAllowed, "access.duty_post")) {
        try all.desk.end(audit, until: SmallTown.today, expecting: nil, by: try all.caller("administrator"), in: session)
      }
      try all.desk.end(audit, until: SmallTown.today, expecting: nil, by: security, in: session)
      #expect(try PostRecords().tenures(of: audit, in: session).first?.validUntil == SmallTown.today)
    }
  }

  @Test("what is kept apart comes together by no door: not by holding, not by acting, not by the machine", arguments: EngineKind.allCases)
  func apart(_ engine: EngineKind) async throws {
    try await withAdministrators(engine) { all, session in
      let security: Caller = try all.caller("security_administrator")
      let system: PersonID = try all.person("administrator")
      for caller in [security, .system(request: "test")] {
        let said: Refusal? = try refusal(all, "audit_administrator", to: system, by: caller, in: session)
        #expect(said?.fields.map(\.word) == ["access.separation_breach"] && said?.fields.first?.field == "person")
      }
      let audit: PostID = try all.post("audit_administrator")
      #expect(throws: Refusal.self) {
        try all.desk.actFor(
          audit, by: system, from: SmallTown.today, until: SmallTown.today.adding(days: 3), expecting: nil, caller: security, in: session)
      }
      // The other way round: an ordinary post that does not go with the duty somebody has already.
      let said: Refusal? = try refusal(
        all, "organisation_department", to: try all.person("security_administrator"), by: all.caller("administrator"), in: session)
      #expect(said?.fields.map(\.word) == ["access.separation_breach"])
      #expect(try all.desk.duties.violations(by: RoleBook(all.town.profile), on: SmallTown.today, in: session).isEmpty)
    }
  }

  @Test("whoever acts for a post counts as one who has it: for what is kept apart, and for who gains and loses", arguments: EngineKind.allCases)
  func acting(_ engine: EngineKind) async throws {
    try await withAdministrators(engine) { all, session in
      let audit: PostID = try all.post("audit_administrator")
      let day: CivilDay = SmallTown.today
      try all.desk.actFor(
        audit, by: all.nobody, from: day, until: day.adding(days: 3), expecting: nil, caller: try all.caller("security_administrator"), in: session)
      let held = try OccupancyRecords.posts(ofWhoHas: ["audit_administrator"], on: day, in: session)
      #expect(held[all.nobody]?.map(\.post) == [audit] && held.count == 2)
      #expect(try OccupancyRecords.posts(ofWhoHas: ["audit_administrator"], on: day.adding(days: 3), in: session)[all.nobody] == nil)
      let said: Refusal? = try refusal(all, "organisation_department", to: all.nobody, by: all.caller("administrator"), in: session)
      #expect(said?.fields.map(\.word) == ["access.separation_breach"])
    }
  }

  @Test("one after the other is not together", arguments: EngineKind.allCases)
  func after(_ engine: EngineKind) async throws {
    try await withAdministrators(engine) { all, session in
      let security: Caller = try all.caller("security_administrator")
      let system: PersonID = try all.person("administrator")
      let end: CivilDay = SmallTown.today.adding(days: 10)
      try all.desk.end(all.post("administrator"), until: end, expecting: nil, by: security, in: session)
      let fresh: PostID = try all.town.post("audit_administrator", at: "2202", in: session)
      #expect(throws: Refusal.self) {
        try all.desk.appoint(Appointment(person: system, from: end.adding(days: -1)), to: fresh, expecting: nil, by: security, in: session)
      }
      try all.desk.appoint(Appointment(person: system, from: end), to: fresh, expecting: nil, by: security, in: session)
      #expect(try PostRecords().tenures(of: fresh, in: session).map(\.person) == [system])
    }
  }

  @Test("turns are laid over a post anew: what has begun stays, and two at once are refused", arguments: EngineKind.allCases)
  func schedule(_ engine: EngineKind) async throws {
    try await withSeats(engine) { town in
      let day: CivilDay = town.today
      @Sendable func turn(_ person: Int, _ from: Int, _ until: Int) -> Tenure {
        Tenure(post: town.seat, person: town.people[person], validFrom: day.adding(days: from), validUntil: day.adding(days: until))
      }
      try await town.database.write { session in
        try town.desk.schedule([turn(0, -10, 20), turn(1, 20, 50), turn(2, 50, 80)], of: town.seat, from: day.adding(days: -10), in: session)
        try town.desk.schedule([turn(2, 20, 50), turn(0, 50, 80)], of: town.seat, from: day.adding(days: 20), in: session)
      }
      #expect(try await town.tenures().map(\.person) == [town.people[0], town.people[2], town.people[0]])
      let twice: Refusal? = try await town.refusal { session in
        try town.desk.schedule([turn(1, 60, 90), turn(2, 80, 100)], of: town.seat, from: day.adding(days: 60), in: session)
      }
      #expect(twice?.fields.map(\.word) == ["posts.problem.held"])
    }
  }
}
