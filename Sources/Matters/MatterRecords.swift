import Ground
import SQL

/// The rows of matters. Columns are named once, in the order in which `init(row:)` reads them.
struct MatterRecords: Sendable {
  static let columns: Query = """
    m.id, m.number, m.place, m.area_id, m.building_id, m.address, m.longitude, m.latitude, m.category, m.title, m.body, \
    m.source, m.state, m.waiting_for, m.is_open, m.desk_level, m.handler_post_id, m.handler_organisation_id, m.clock, \
    m.budget_minutes, m.consumed_minutes, m.running_since, m.due_at, m.asked_minutes, m.reported_at, m.dispatched_at, \
    m.accepted_at, m.answered_at, m.resolved_at, m.closed_at, m.confirmed, m.rating, m.rated_at, m.reopened, m.reports, \
    m.joined_to, m.version
    """

  /// The matter if the caller may see it. Absent and forbidden look alike.
  /// - Throws: ``Refusal/absent``.
  func visible(_ id: MatterID, to caller: Caller, in session: any Session) throws -> Matter {
    let filter = MatterRecords.filter(caller.policy(for: .matterRead))
    guard let matter = try session.first("SELECT \(Self.columns) FROM matter m WHERE m.id = \(id) AND \(filter)", Matter.init(row:)) else {
      throw Refusal.absent
    }
    return matter
  }

  func matter(_ id: MatterID, in session: any Session) throws -> Matter? {
    try session.first("SELECT \(Self.columns) FROM matter m WHERE m.id = \(id)", Matter.init(row:))
  }

  func matter(number: String, in session: any Session) throws -> MatterID? {
    try session.first("SELECT matter_id FROM matter_report WHERE number = \(number)") { try $0.at(0) }
  }

  /// Lets whoever else changes this matter wait until the transaction is over: what is read of it from here on stays so.
  func hold(_ id: MatterID, in session: any Session) throws {
    try session.run("UPDATE matter SET version = version WHERE id = \(id)")
  }

  /// A policy as a condition on `m`.
  static func filter(_ policy: Policy) -> Query {
    policy.filter(place: "m.place", organisation: "m.handler_organisation_id", post: "m.handler_post_id")
  }

  /// - Returns: false when the number is already taken: make another.
  func insert(_ matter: Matter, in session: any Session) throws -> Bool {
    let location = matter.location
    let deadline = matter.deadline
    let inserted = try session.run(
      """
      INSERT INTO matter (id, number, place, district, area_id, building_id, address, longitude, latitude, category, title, body,
        source, state, waiting_for, is_open, desk_level, clock, budget_minutes, consumed_minutes, running_since, due_at,
        reported_at, reopened, reports, version)
      VALUES (\(matter.id), \(matter.number), \(location.place), \(matter.district), \(location.area), \(location.building),
        \(location.address), \(location.longitude), \(location.latitude), \(matter.category), \(matter.title), \(matter.body),
        \(matter.source.rawValue), \(matter.state), \(matter.waitingFor.rawValue), \(matter.isOpen), \(matter.deskLevel),
        \(deadline.clock.rawValue), \(deadline.budgetMinutes), \(deadline.consumedMinutes), \(deadline.runningSince), \(deadline.due),
        \(matter.reportedAt), 0, \(matter.reports), 1)
      ON CONFLICT (number) DO NOTHING
      """)
    return inserted == 1
  }

  /// Writes what an act may change, if the row is still at the version it was read at.
  /// - Returns: the matter at its new version.
  /// - Throws: ``Refusal`` `.stale`.
  func save(_ matter: Matter, in session: any Session) throws -> Matter {
    let deadline = matter.deadline
    let changed = try session.run(
      """
      UPDATE matter SET category = \(matter.category), title = \(matter.title), state = \(matter.state),
        waiting_for = \(matter.waitingFor.rawValue), is_open = \(matter.isOpen), desk_level = \(matter.deskLevel),
        handler_post_id = \(matter.handlerPost), handler_organisation_id = \(matter.handlerOrganisation),
        budget_minutes = \(deadline.budgetMinutes), consumed_minutes = \(deadline.consumedMinutes),
        running_since = \(deadline.runningSince), due_at = \(deadline.due), asked_minutes = \(matter.askedMinutes),
        dispatched_at = \(matter.dispatchedAt), accepted_at = \(matter.acceptedAt), answered_at = \(matter.answeredAt),
        resolved_at = \(matter.resolvedAt), closed_at = \(matter.closedAt), confirmed = \(matter.confirmed),
        rating = \(matter.rating), rated_at = \(matter.ratedAt), reopened = \(matter.reopened), reports = \(matter.reports),
        joined_to = \(matter.joinedTo), version = \(matter.version + 1)
      WHERE id = \(matter.id) AND version = \(matter.version)
      """)
    guard changed == 1 else { throw Refusal(.stale) }
    var saved = matter
    saved.version += 1
    return saved
  }
}

extension MatterRecords {
  /// Counts further reporters without asking for a version: two neighbours at once must not stand in each other's way.
  func addReports(_ number: Int, to matter: Matter, in session: any Session) throws -> Matter {
    try session.run("UPDATE matter SET reports = reports + \(number), version = version + 1 WHERE id = \(matter.id)")
    var counted = matter
    counted.reports += number
    counted.version += 1
    return counted
  }
}

extension Matter {
  init(row: Row) throws {
    var next = row.reader()
    id = try next.next()
    number = try next.next()
    location = Location(
      place: try next.next(), area: try next.next(), building: try next.next(), address: try next.next(), longitude: try next.next(),
      latitude: try next.next())
    category = try next.next()
    title = try next.next()
    body = try next.next()
    source = try Matter.known(try next.next())
    state = try next.next()
    waitingFor = try Matter.known(try next.next())
    isOpen = try next.next()
    deskLevel = try next.next()
    handlerPost = try next.next()
    handlerOrganisation = try next.next()
    deadline = Deadline(
      clock: try Matter.known(try next.next()), budgetMinutes: try next.next(), consumedMinutes: try next.next(),
      runningSince: try next.next(), due: try next.next())
    askedMinutes = try next.next()
    reportedAt = try next.next()
    dispatchedAt = try next.next()
    acceptedAt = try next.next()
    answeredAt = try next.next()
    resolvedAt = try next.next()
    closedAt = try next.next()
    confirmed = try next.next()
    rating = try next.next()
    ratedAt = try next.next()
    reopened = try next.next()
    reports = try next.next()
    joinedTo = try next.next()
    version = try next.next()
  }

  /// A stored word as its enum.
  /// - Throws: ``RowError/unknown(word:of:)``.
  static func known<Word: RawRepresentable<String>>(_ word: String) throws -> Word {
    guard let value = Word(rawValue: word) else { throw RowError.unknown(word: word, of: "\(Word.self)") }
    return value
  }
}
