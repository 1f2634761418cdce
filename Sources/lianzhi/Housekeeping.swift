import Alliances
import Ground
import Matters
import Organisations
import Places
import SQL
import Web

/// What is done again and again beside the requests. Every sweep looks only at rows and does nothing twice, so it matters
/// neither how many processes do it nor when one of them dies.
struct Housekeeping: Sendable {
  let house: House
  let heads: HeadsFile
  /// What went wrong, for the log.
  let complain: @Sendable (String) -> Void

  /// Sweeps until the task is cancelled.
  func run() async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await every(seconds: 1) { try await seal() } }
      group.addTask { await every(seconds: 3600) { try await forget() } }
      group.addTask { await every(seconds: 600) { try await tendPosts() } }
      // What holds from a day on holds within the day's first minute.
      group.addTask { await every(seconds: 60) { try await comeAbout() } }
      group.addTask { await every(seconds: 3600) { _ = try await house.alliances.keepSchedules() } }
    }
  }

  private func every(seconds: Int, _ sweep: @Sendable () async throws -> Void) async {
    while !Task.isCancelled {
      do {
        try await sweep()
      } catch {
        complain(Explanation.of(error))
      }
      try? await Task.sleep(for: .seconds(seconds))
    }
  }

  /// Seals what the journal has gained and publishes the head.
  func seal() async throws {
    let sealer = JournalSealer(timepiece: house.timepiece)
    var count: Int = 0
    repeat {
      // One look first: a sweep that finds nothing costs no transaction of the writer.
      guard try await hasUnsealed() else { break }
      count = try await house.database.write { try sealer.seal(in: $0) }
    } while count > 0
    let head: JournalHead? = try await house.database.read { try sealer.head(in: $0) }
    if let head { try heads.publish(head) }
  }

  /// Lets the changes of areas and bodies, and the ends of buildings and estates, come about whose day has come.
  func comeAbout() async throws {
    try await house.organisations.rollBodies(at: house.timepiece.now())
    try await house.places.carryOutEnds()
    let today: CivilDay = house.profile.calendar.localDay(house.timepiece.now())
    // One look first, as above.
    let isDue: Bool = try await house.database.read { session in
      try session.first("SELECT 1 FROM area_change WHERE enacted_at IS NULL AND day <= \(today) LIMIT 1") != nil
    }
    if isDue { try await house.places.enactDueChanges() }
  }

  /// Lets go of answers and sessions whose time is over.
  func forget() async throws {
    let now: Moment = house.timepiece.now()
    try await house.database.write { session in
      _ = try RequestMemory.forget(before: now.adding(seconds: -RequestMemory.retention), in: session)
      _ = try SessionKeeper().forget(at: now, in: session)
    }
    try await house.organisations.forgetImports()
    try await house.matters.deleteEndedContacts()
  }

  /// Hands on the work of posts whose last day is over, and makes people findable who were entered before there were marks.
  func tendPosts() async throws {
    let posts: PostDesk = house.organisations.posts
    let people = PersonRecords(seal: house.organisations.seal)
    try await house.database.write { session in _ = try posts.settle(in: session) }
    var marked: Int = 0
    repeat { marked = try await house.database.write { try people.markUnmarked(in: $0) } } while marked > 0
  }

  private func hasUnsealed() async throws -> Bool {
    try await house.database.read { try $0.first("SELECT 1 FROM journal_entry WHERE block IS NULL LIMIT 1") != nil }
  }
}
