import Ground
import SQL
import Testing
import Testkit

@testable import Organisations

@Suite("Somebody is left who may edit roles") struct SomebodyLeftTests {
  /// What is said when it is tried; what was tried is taken back when it was refused, as a transaction would.
  private func refusal(
    _ engine: EngineKind, _ prepare: @escaping @Sendable (Administrators, any Session) throws -> Void = { _, _ in },
    _ change: @escaping @Sendable (Administrators, any Session) throws -> Void
  ) async throws -> Refusal? {
    try await withTown(engine) { town, database in
      let all: Administrators = try await database.write { session in
        let all = try Administrators(town, in: session)
        try prepare(all, session)
        return all
      }
      do {
        try await database.write { try change(all, $0) }
        return nil
      } catch let refusal as Refusal {
        return refusal
      }
    }
  }

  private static func left(_ offset: Int) -> Refusal {
    Refusal(.conflict, "access.nobody_left", ["day": SmallTown.today.adding(days: offset).description])
  }

  private static let post: String = "security_administrator"
  private static func day(_ offset: Int) -> CivilDay { SmallTown.today.adding(days: offset) }
  private static let machine: Caller = .system(request: "test")

  /// Somebody else gets a second post of the kind.
  @discardableResult
  private static func second(
    _ all: Administrators, from: Int = -30, until: Int? = nil, account: Bool = true, disabled: Bool = false, in session: any Session
  ) throws -> PostID {
    let post: PostID = try all.town.post(Self.post, at: "2202", in: session)
    try all.town.hold(post, by: all.nobody, from: from, until: until, in: session)
    if account { try all.town.account("second", all.nobody, disabled: disabled, in: session) }
    return post
  }

  @Test("the last one's time does not end, today, later, or with the post", arguments: EngineKind.allCases)
  func last(_ engine: EngineKind) async throws {
    for offset in [0, 1, 200] {
      let ended: Refusal? = try await refusal(engine) { all, session in
        try all.desk.end(all.post(Self.post), until: Self.day(offset), expecting: nil, by: all.caller(Self.post), in: session)
      }
      #expect(ended == Self.left(offset))
      let retired: Refusal? = try await refusal(engine) { all, session in
        try all.desk.retire(all.post(Self.post), until: Self.day(offset), expecting: nil, by: all.caller(Self.post), in: session)
      }
      #expect(retired == Self.left(offset))
    }
    let backdated: Refusal? = try await refusal(engine) { all, session in
      try all.desk.end(all.post(Self.post), until: Self.day(-5), expecting: nil, by: Self.machine, in: session)
    }
    #expect(backdated == Self.left(0))
  }

  @Test("it ends where another stays, and is refused from the day on which the other goes", arguments: EngineKind.allCases)
  func another(_ engine: EngineKind) async throws {
    let end: @Sendable (Administrators, any Session) throws -> Void = { all, session in
      try all.desk.end(all.post(Self.post), until: Self.day(3), expecting: nil, by: Self.machine, in: session)
    }
    #expect(try await refusal(engine, { try Self.second($0, in: $1) }, end) == nil)
    #expect(try await refusal(engine, { try Self.second($0, until: 30, in: $1) }, end) == Self.left(30))
    #expect(try await refusal(engine, { try Self.second($0, from: 5, in: $1) }, end) == Self.left(3))
    // Without an account, or with a shut one, nobody edits anything.
    #expect(try await refusal(engine, { try Self.second($0, account: false, in: $1) }, end) == Self.left(3))
    #expect(try await refusal(engine, { try Self.second($0, disabled: true, in: $1) }, end) == Self.left(3))
    // Other posts end as before.
    let audit: Refusal? = try await refusal(engine) { all, session in
      try all.desk.end(all.post("audit_administrator"), until: Self.day(0), expecting: nil, by: all.caller(Self.post), in: session)
    }
    #expect(audit == nil)
  }

  @Test("whoever acts for the post counts while it lasts, and does not stop earlier as the last", arguments: EngineKind.allCases)
  func acting(_ engine: EngineKind) async throws {
    let act: @Sendable (Administrators, any Session) throws -> Void = { all, session in
      let post: PostID = try all.town.post(Self.post, at: "2202", in: session)
      try all.town.account("second", all.nobody, in: session)
      try all.desk.actFor(post, by: all.nobody, from: Self.day(0), until: Self.day(20), expecting: nil, caller: Self.machine, in: session)
    }
    let ended: Refusal? = try await refusal(engine, act) { all, session in
      try all.desk.end(all.post(Self.post), until: Self.day(3), expecting: nil, by: Self.machine, in: session)
    }
    #expect(ended == Self.left(20))
    // Written by hand: nobody but the one who acts, for twenty days.
    let stopped: Refusal? = try await refusal(
      engine,
      { all, session in
        try act(all, session)
        try session.run("DELETE FROM post_holding WHERE post_id = \(all.post(Self.post))")
      },
      { all, session in
        let post: PostID = try session.value("SELECT post_id FROM post_stand_in WHERE kind = 'acting'")
        let standIn: StandIn = try unwrap(TenureRecords().standIns(of: post, in: session).first)
        try all.desk.endStandIn(standIn.id, of: post, until: Self.day(7), expecting: nil, by: Self.machine, in: session)
      })
    #expect(stopped == Self.left(7))
  }

  @Test("a successor needs an account, and one who was to come is not taken back as the last", arguments: EngineKind.allCases)
  func succession(_ engine: EngineKind) async throws {
    let succeed: @Sendable (Administrators, any Session) throws -> Void = { all, session in
      let appointment = Appointment(person: all.nobody, from: Self.day(10))
      try all.desk.succeed(appointment, at: all.post(Self.post), expecting: nil, by: all.caller(Self.post), in: session)
    }
    #expect(try await refusal(engine, { _, _ in }, succeed) == Self.left(10))
    let known: @Sendable (Administrators, any Session) throws -> Void = { all, session in
      try all.town.account("second", all.nobody, in: session)
      try succeed(all, session)
    }
    #expect(try await refusal(engine, { _, _ in }, known) == nil)
    let withdrawn: Refusal? = try await refusal(engine, known) { all, session in
      try all.desk.end(all.post(Self.post), person: all.nobody, until: Self.day(10), expecting: nil, by: Self.machine, in: session)
    }
    #expect(withdrawn == Self.left(10))
  }

  @Test("a shut account and an edit of roles ask the same, for days to come too", arguments: EngineKind.allCases)
  func otherChanges(_ engine: EngineKind) async throws {
    let later: @Sendable (Administrators, any Session) throws -> Void = { all, session in
      try Self.second(all, from: 10, in: session)
      try session.run("UPDATE post_holding SET valid_until = \(Self.day(10)) WHERE post_id = \(all.post(Self.post))")
    }
    let shut: Refusal? = try await refusal(engine, later) { all, session in
      try all.desk.duties.keepingAnEditor(from: Self.day(0), in: session) {
        _ = try session.run("UPDATE account SET disabled = 1 WHERE name = 'second'")
      }
    }
    #expect(shut == Self.left(10))
    let edited: Refusal? = try await refusal(engine, later) { all, session in
      let edit = RoleEdit.permissions(role: Self.post, added: [], removed: [.roleManage])
      let change = RoleChange(
        id: all.town.ids.next(), edit: edit, validFrom: Self.day(15), made: all.town.clock.now, by: nil, reason: "test")
      try all.desk.duties.keepingAnEditor(from: Self.day(0), in: session) { try RoleBookRecords.append(change, expected: 0, in: session) }
    }
    #expect(edited == Self.left(15))
  }

  @Test("it is said in every language from which day, and what to do") func said() throws {
    let town = try SmallTown()
    for locale in town.profile.locales {
      let words: Words = town.profile.words(locale)
      let sentence: String = words(Self.left(3).word, Self.left(3).arguments)
      #expect(sentence.contains(Self.day(3).description) && !sentence.contains("{"))
    }
  }
}
