public import Ground
public import SQL

/// The venues as they are kept.
public struct VenueRecords: Sendable {
  public init() {}

  /// A venue, whoever asks: it is open to everybody.
  public func find(_ id: VenueID, in session: any Session) throws -> Venue? {
    let found = try session.rows("SELECT \(Self.columns) FROM venue v WHERE v.id = \(id)", Self.venue)
    return try furnished(found, in: session).first
  }

  /// A page of the venues there are on a day, in the order of their places.
  public func list(
    _ filter: VenueFilter, on day: CivilDay, after cursor: RowCursor? = nil, limit: Int, in session: any Session
  ) throws -> [Venue] {
    var conditions = [DatedRows.holding("v", on: day)] + filter.conditions
    if let cursor { conditions.append(cursor.condition("v")) }
    let found = try session.rows(
      "SELECT \(Self.columns) FROM venue v WHERE \(Query.joined(conditions, by: " AND ")) ORDER BY v.place, v.id LIMIT \(limit)", Self.venue)
    return try furnished(found, in: session)
  }

  /// The venue of an area that has this name and no end, else the one that ended on a day.
  public func find(named name: String, in area: AreaID, endedOn day: CivilDay? = nil, in session: any Session) throws -> Venue? {
    let found = try session.rows(
      """
      SELECT \(Self.columns) FROM venue v
      WHERE v.area_id = \(area) AND v.name = \(name) AND (v.valid_until IS NULL OR v.valid_until = \(day))
      ORDER BY v.valid_until IS NULL DESC, v.id LIMIT 1
      """, Self.venue)
    return try furnished(found, in: session).first
  }

  /// The venues of an area around a point, the nearest first, each with its distance in metres.
  public func near(
    _ point: Coordinates, within area: Area, on day: CivilDay, most: Int, in session: any Session
  ) throws -> [(venue: Venue, metres: Int)] {
    let all = try list(VenueFilter(within: Within(area)), on: day, limit: 500, in: session)
    let measured = all.map { (venue: $0, metres: Int($0.coordinates.distance(to: point).rounded())) }
    return Array(measured.sorted { ($0.metres, $0.venue.id) < ($1.metres, $1.venue.id) }.prefix(most))
  }

  // MARK: Writing

  public func insert(_ venue: Venue, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO venue (id, kind, name, area_id, place, address, longitude, latitude, phone, services, loans, weekly, follows_calendar, exceptions,
        valid_from, valid_until, version)
      VALUES (\(venue.id), \(venue.kind), \(venue.name), \(venue.area), \(venue.place), \(venue.address), \(venue.coordinates.longitude),
        \(venue.coordinates.latitude), \(venue.phone), \(Self.text(venue.services)), \(Self.text(venue.loans)), \(venue.hours.weeklyText),
        \(venue.hours.followsCalendar), \(venue.hours.exceptionsText), \(venue.validFrom), \(venue.validUntil),
        \(venue.version))
      """)
    try insertFunctions(venue, in: session)
  }

  /// - Throws: ``Refusal`` `.stale` when it has changed since it was read.
  func update(_ venue: Venue, in session: any Session) throws {
    let changed = try session.run(
      """
      UPDATE venue SET kind = \(venue.kind), name = \(venue.name), address = \(venue.address), longitude = \(venue.coordinates.longitude),
        latitude = \(venue.coordinates.latitude), phone = \(venue.phone), services = \(Self.text(venue.services)),
        loans = \(Self.text(venue.loans)), weekly = \(venue.hours.weeklyText), follows_calendar = \(venue.hours.followsCalendar),
        exceptions = \(venue.hours.exceptionsText), valid_from = \(venue.validFrom),
        valid_until = \(venue.validUntil), version = version + 1
      WHERE id = \(venue.id) AND version = \(venue.version)
      """)
    if changed == 0 { throw Refusal(.stale) }
    try session.run("DELETE FROM venue_function WHERE venue_id = \(venue.id)")
    try insertFunctions(venue, in: session)
  }

  private func insertFunctions(_ venue: Venue, in session: any Session) throws {
    for function in venue.functions.sorted() {
      try session.run("INSERT INTO venue_function (venue_id, function) VALUES (\(venue.id), \(function))")
    }
  }

  // MARK: Columns

  private static let columns: Query = """
    v.id, v.kind, v.name, v.area_id, v.place, v.address, v.longitude, v.latitude, v.phone, v.services, v.loans, v.weekly, v.follows_calendar,
    v.exceptions, v.valid_from, v.valid_until, v.version
    """

  private static func venue(_ row: Row) throws -> Venue {
    var next = row.reader()
    return Venue(
      id: try next.next(), kind: try next.next(), name: try next.next(), area: try next.next(), place: try next.next(),
      address: try next.next(), coordinates: Coordinates(checkedLongitude: try next.next(), latitude: try next.next()), phone: try next.next(),
      services: lines(try next.next()), loans: lines(try next.next()),
      hours: OpeningHours(weekly: try next.next(), followsCalendar: try next.next(), exceptions: try next.next()) ?? .never,
      validFrom: try next.next(), validUntil: try next.next(), version: try next.next())
  }

  private static func text(_ lines: [String]) -> String { lines.joined(separator: "\n") }
  private static func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }

  private func furnished(_ venues: [Venue], in session: any Session) throws -> [Venue] {
    guard !venues.isEmpty else { return [] }
    var functions: [VenueID: Set<String>] = [:]
    try session.each("SELECT venue_id, function FROM venue_function WHERE venue_id IN (\(list: venues.map(\.id)))") { row in
      functions[try row.at(0), default: []].insert(try row.at(1))
    }
    return venues.map { venue in
      var out = venue
      out.functions = functions[venue.id] ?? []
      return out
    }
  }
}
