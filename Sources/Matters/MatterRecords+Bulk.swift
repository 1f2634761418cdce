import Ground
import SQL

extension MatterRecords {
  /// Writes a matter that has lived already: every column at once.
  /// - Returns: false when the number is already taken.
  func insertWhole(_ matter: Matter, in session: any Session) throws -> Bool {
    let location: Matter.Location = matter.location
    let deadline: Deadline = matter.deadline
    return try session.run(
      """
      INSERT INTO matter (id, number, place, district, area_id, building_id, address, longitude, latitude, category, title, body,
        source, state, waiting_for, is_open, desk_level, handler_post_id, handler_organisation_id, clock, budget_minutes,
        consumed_minutes, running_since, due_at, asked_minutes, reported_at, dispatched_at, accepted_at, answered_at, resolved_at,
        closed_at, confirmed, rating, rated_at, reopened, reports, joined_to, version)
      VALUES (\(matter.id), \(matter.number), \(location.place), \(matter.district), \(location.area), \(location.building),
        \(location.address), \(location.longitude), \(location.latitude), \(matter.category), \(matter.title), \(matter.body),
        \(matter.source.rawValue), \(matter.state), \(matter.waitingFor.rawValue), \(matter.isOpen), \(matter.deskLevel),
        \(matter.handlerPost), \(matter.handlerOrganisation), \(deadline.clock.rawValue), \(deadline.budgetMinutes),
        \(deadline.consumedMinutes), \(deadline.runningSince), \(deadline.due), \(matter.askedMinutes), \(matter.reportedAt),
        \(matter.dispatchedAt), \(matter.acceptedAt), \(matter.answeredAt), \(matter.resolvedAt), \(matter.closedAt),
        \(matter.confirmed), \(matter.rating), \(matter.ratedAt), \(matter.reopened), \(matter.reports), \(matter.joinedTo),
        \(matter.version))
      ON CONFLICT (number) DO NOTHING
      """) == 1
  }
}
