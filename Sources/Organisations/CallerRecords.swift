public import Ground
public import SQL

/// Who asks, from the account: the posts held that day and what their roles permit. One indexed query, on every request of staff.
public struct CallerRecords: Sendable {
  private struct Entitlement: Sendable {
    let title: String
    let permissions: Set<Permission>
    let withinOrganisation: Bool
  }

  private let calendar: WorkingCalendar
  private let seal: PersonSeal
  /// By post type, worked out once.
  private let entitlements: [String: Entitlement]

  public init(profile: CityProfile, seal: PersonSeal) {
    calendar = profile.calendar
    self.seal = seal
    let words: Words = profile.words(profile.locales.first ?? "")
    var entitlements: [String: Entitlement] = [:]
    for type in profile.postTypes {
      guard let role = profile.role(type.role) else { continue }
      entitlements[type.id] = Entitlement(
        title: words("post.\(type.id)"), permissions: role.permissions, withinOrganisation: role.withinOrganisation)
    }
    self.entitlements = entitlements
  }

  /// The caller behind an account, with the posts that hold on the day of `now` on the city's clock.
  /// - Returns: nil when there is no such account or it is disabled.
  public func caller(_ account: AccountID, at now: Moment, request: String, in session: any Session) throws -> Caller? {
    let day: CivilDay = calendar.today(now)
    var person: PersonID?
    var name: String = ""
    var holdings: [Holding] = []
    try session.each(CallerRecords.query(account, on: day)) { row in
      var reader = row.reader()
      let id: PersonID = try reader.next()
      let sealed: [UInt8] = try reader.next()
      if person == nil { name = try seal.open(sealed, id) }
      person = id
      if let post: PostID = try reader.next() { try append(post, &reader, to: &holdings) }
    }
    guard let person else { return nil }
    return Caller(account: account, person: person, name: name, holdings: holdings, request: request)
  }

  private func append(_ post: PostID, _ reader: inout RowReader, to holdings: inout [Holding]) throws {
    let type: String = try reader.next()
    let area: AreaID = try reader.next()
    let range: PlaceRange = try reader.range()
    let organisation: OrganisationID? = try reader.next()
    guard let entitlement = entitlements[type] else { return }
    // A role within an organisation gives nothing at a post that belongs to none: it must not widen to the area.
    if entitlement.withinOrganisation, organisation == nil { return }
    holdings.append(
      Holding(
        post: post, title: entitlement.title, area: area, range: range,
        organisation: entitlement.withinOrganisation ? organisation : nil, permissions: entitlement.permissions))
  }

  private static func query(_ account: AccountID, on day: CivilDay) -> Query {
    """
    SELECT a.person_id, n.name_sealed, p.id, p.type, p.area_id, p.place, p.place_last, p.organisation_id
    FROM account a JOIN person n ON n.id = a.person_id
      LEFT JOIN post_holding h ON h.person_id = a.person_id AND \(Validity.condition("h", on: day))
      LEFT JOIN post p ON p.id = h.post_id AND \(Validity.condition("p", on: day))
    WHERE a.id = \(account) AND a.disabled = 0 ORDER BY p.id
    """
  }
}
