import Ground
import SQL
import Testkit

@testable import Organisations

/// The small town with a desk for posts: one grid leader's seat, three people, and an office above that appoints.
struct SeatTown: Sendable {
  let town: SmallTown
  let database: any Database
  let desk: PostDesk
  let office: Caller
  let seat: PostID
  let people: [PersonID]

  var today: CivilDay { SmallTown.today }

  func day(_ offset: Int) -> CivilDay { today.adding(days: offset) }

  func tenures(_ post: PostID? = nil) async throws -> [Tenure] {
    let post: PostID = post ?? seat
    return try await database.read { try PostRecords().tenures(of: post, in: $0) }
  }

  /// Days are counted from today.
  func appoint(_ person: Int, _ from: Int, _ until: Int? = nil, to post: PostID? = nil, in session: any Session) throws {
    let appointment = Appointment(person: people[person], from: day(from), until: until.map { day($0) })
    try desk.appoint(appointment, to: post ?? seat, expecting: nil, by: office, in: session)
  }

  func refusal(_ body: @escaping @Sendable (any Session) throws -> Void) async throws -> Refusal? {
    do {
      try await database.write(body)
      return nil
    } catch let refusal as Refusal {
      return refusal
    }
  }

  struct Noted: Sendable {
    let verb: String
    let before: String
    let after: String
    let acting: Int64?
  }

  /// What the journal says of a post, oldest first.
  func journal(_ post: PostID? = nil) async throws -> [Noted] {
    let post: PostID = post ?? seat
    return try await database.read { session in
      try session.rows(
        "SELECT verb, before, after, acting_post_id FROM journal_entry WHERE subject = 'post' AND subject_id = \(post) ORDER BY id"
      ) { Noted(verb: try $0.at(0), before: try $0.at(1), after: try $0.at(2), acting: try $0.at(3)) }
    }
  }
}

/// Writes down what it is told.
struct Followed: PostFollower {
  let load: Int

  func load(of post: PostID, in session: any Session) throws -> [PostLoad] { [PostLoad(word: "test", count: load, href: nil)] }

  func succeeded(_ succession: PostSuccession, by caller: Caller, in session: any Session) throws {
    try session.run("INSERT INTO told VALUES ('succeeded', \(succession.post), \(succession.before), \(succession.after))")
  }

  func retired(_ retirement: PostRetirement, by caller: Caller, in session: any Session) throws {
    if load > 0, retirement.successor == nil, !retirement.isForced { throw Refusal(.conflict) }
    try session.run("INSERT INTO told VALUES ('retired', \(retirement.post), \(retirement.successor), NULL)")
  }
}

func withSeats<T: Sendable>(_ engine: EngineKind, load: Int = 0, _ body: @Sendable (SeatTown) async throws -> T) async throws -> T {
  let told = Migration("test.told", ["CREATE TABLE told (what TEXT NOT NULL, post BIGINT NOT NULL, one BIGINT, other BIGINT)"])
  let town = try SmallTown()
  return try await withDatabase(engine, allMigrations + [told]) { database in
    let (office, seat, people): (Caller, PostID, [PersonID]) = try await database.write { session in
      try town.settle(in: session)
      let boss: PersonID = try town.person("组织部", in: session)
      let account: Account = try town.account("boss", boss, in: session)
      try town.hold(try town.post("desk_district", at: "220211", in: session), by: boss, in: session)
      let seat: PostID = try town.post("grid_leader", at: "220211004001001", in: session)
      let people: [PersonID] = try ["赵一", "钱二", "孙三"].map { try town.person($0, in: session) }
      return (try unwrap(try town.caller(account, in: session)), seat, people)
    }
    let desk = PostDesk(profile: town.profile, ids: town.ids, timepiece: town.clock.timepiece, followers: [Followed(load: load)])
    return try await body(SeatTown(town: town, database: database, desk: desk, office: office, seat: seat, people: people))
  }
}
