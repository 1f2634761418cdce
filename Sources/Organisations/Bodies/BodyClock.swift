public import Ground
import SQL

extension OrganisationsRoom {
  /// Lets planned changes of bodies come into force: their rows, which other rooms read, follow the spans of today.
  /// - Returns: how many bodies changed.
  @discardableResult public func rollBodies(at now: Moment) async throws -> Int {
    let day: CivilDay = profile.calendar.localDay(now)
    // One look first: a day without a change costs no transaction of the writer.
    guard try await database.read({ try BodyRecords().isDue(on: day, in: $0) }) else { return 0 }
    return try await database.write { try BodyRecords().roll(to: day, in: $0) }
  }
}
