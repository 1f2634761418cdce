public import Ground
public import SQL

/// The verbs on venues. Each is one transaction with one journal entry, allowed where the caller manages areas.
public struct VenueDesk: PlaceDesk {
  typealias Thing = Venue
  static let noun: StaticString = "venue"

  let profile: CityProfile
  let ids: IdentifierMaker
  let timepiece: Timepiece
  let locator: GridLocator
  let records: VenueRecords = VenueRecords()
  let areas: AreaRecords = AreaRecords()

  public var today: CivilDay { profile.calendar.localDay(timepiece.now()) }

  /// - Throws: ``Refusal`` `.invalid` on `area`, `name`, `longitude`.
  public func open(_ draft: VenueDraft, by caller: Caller, in session: any Session) throws -> Venue {
    guard let area = try draft.area.flatMap({ try areas.find($0, in: session) }), area.validUntil == nil,
      caller.policy(for: .areaManage).allows(place: area.place)
    else { throw problem("area", "area") }
    let point = try point(draft, in: area, session)
    try checkName(draft.name, in: area.id, besides: nil, in: session)
    let venue = Venue(
      id: ids.next(), kind: draft.kind, name: draft.name, area: area.id, place: area.place, address: draft.address, coordinates: point,
      phone: draft.phone, functions: draft.functions, services: draft.services, loans: draft.loans, hours: draft.hours, validFrom: today)
    try records.insert(venue, in: session)
    try note("venue.opened", venue, after: facts(venue), by: caller, in: session)
    return venue
  }

  /// Exceptions that have passed stay as they were.
  /// - Throws: ``Refusal`` `.absent`, `.stale`, `.conflict` when it is closed, `.invalid` on `name`, `longitude`.
  public func describe(
    _ id: VenueID, _ draft: VenueDraft, expecting version: Int64?, by caller: Caller, in session: any Session
  ) throws -> Venue {
    let before = try target(id, expecting: version, by: caller, in: session)
    guard let area = try areas.find(before.area, in: session) else { throw Refusal.absent }
    var after = before
    after.kind = draft.kind
    after.name = draft.name
    after.address = draft.address
    after.coordinates = draft.point == before.coordinates ? before.coordinates : try point(draft, in: area, session)
    after.phone = draft.phone
    after.functions = draft.functions
    after.services = draft.services
    after.loans = draft.loans
    after.hours = draft.hours
    for (day, spans) in before.hours.exceptions where day < today { after.hours.exceptions[day] = spans }
    if draft.name != before.name { try checkName(draft.name, in: before.area, besides: id, in: session) }
    try records.update(after, in: session)
    try note("venue.described", after, before: facts(before), after: facts(after), by: caller, in: session)
    return try target(id, expecting: before.version + 1, by: caller, in: session)
  }

  /// - Throws: ``Refusal`` `.absent`, `.stale`, `.conflict` when it is closed, `.invalid` on `day`.
  public func close(_ id: VenueID, on day: CivilDay, expecting version: Int64?, by caller: Caller, in session: any Session) throws -> Venue {
    let before = try target(id, expecting: version, by: caller, in: session)
    if day > today { throw problem("day", "ahead") }
    try PlaceDay.checkEnd(day, after: before.validFrom.map { $0.adding(days: -1) }, "day", today: today)
    var after = before
    after.validUntil = day
    try records.update(after, in: session)
    try note("venue.closed", after, after: ["until": day.description], by: caller, in: session)
    guard let closed = try records.find(id, in: session) else { throw Refusal.absent }
    return closed
  }

  /// Every venue within a policy that there is today, in the order of their places.
  public func each(_ filter: VenueFilter, of policy: Policy, in session: any Session, _ take: (Venue) throws -> Void) throws {
    var cursor: RowCursor?
    repeat {
      let page = try records.list(filter, on: today, after: cursor, limit: 500, in: session)
      for venue in page where policy.allows(place: venue.place) { try take(venue) }
      cursor = page.count == 500 ? page.last.map { RowCursor($0) } : nil
    } while cursor != nil
  }

  /// The venue, if it is open for good and this caller may change it.
  func target(_ id: VenueID, expecting version: Int64?, by caller: Caller, in session: any Session) throws -> Venue {
    try changeable(records.find(id, in: session), expecting: version, by: caller)
  }

  /// Where grids are drawn, it stands in the area it serves.
  private func point(_ draft: VenueDraft, in area: Area, _ session: any Session) throws -> Coordinates {
    guard let point = draft.point else { throw problem("longitude", "point") }
    guard let grid = try locator.grid(at: point, in: session).flatMap({ try areas.find($0, in: session) }) else { return point }
    if !area.range.contains(grid.place) { throw problem("longitude", "outside", ["area": area.name]) }
    return point
  }

  private func facts(_ venue: Venue) -> [String: String] {
    [
      "kind": venue.kind, "name": venue.name, "area": venue.area.description, "address": venue.address, "phone": venue.phone ?? "",
      "functions": venue.functions.sorted().joined(separator: " "), "services": venue.services.joined(separator: "; "),
      "loans": venue.loans.joined(separator: "; "), "hours": venue.hours.weekly.map(OpeningHours.text).joined(separator: "; "),
      "exceptions": venue.hours.exceptionsText,
    ]
  }
}
