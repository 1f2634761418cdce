public import Ground
import SQL

extension OrganisationsRoom {
  /// Lets planned changes of bodies come into force: their rows, which other rooms read, follow the spans of today, and what ended bodies had
  /// goes to their successors.
  /// - Returns: how many bodies changed.
  @discardableResult public func rollBodies(at now: Moment) async throws -> Int {
    let day: CivilDay = profile.calendar.localDay(now)
    let desk: BodyDesk = bodyDesk
    // One look first: a day without a change costs no transaction of the writer.
    let isDue: Bool = try await database.read { session in
      try BodyRecords().isDue(on: day, in: session) || !BodyRecords().unsettled(on: day, limit: 1, in: session).isEmpty
    }
    guard isDue else { return 0 }
    return try await database.write { session in
      let rolled: Int = try BodyRecords().roll(to: day, in: session)
      return rolled + (try desk.settleEndings(in: session))
    }
  }
}
