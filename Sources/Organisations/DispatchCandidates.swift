public import Ground
public import SQL

/// To whom a matter at a place can be given: the posts above it that handle matters, and the organisations responsible there.
public struct DispatchCandidates: Sendable {
  public struct Choice: Sendable, Hashable {
    /// From the grid up to the city; vacant ones too, they say so.
    public let posts: [PostOption]
    /// From the smallest area up to the city.
    public let organisations: [OrganisationOption]
  }

  /// Whom the catalogue names.
  public enum Owner: Sendable, Hashable {
    case post(PostOption)
    case organisation(OrganisationOption)
  }

  let calendar: WorkingCalendar
  private let directory: PostDirectory
  let ancestry: Ancestry
  /// The kinds of bodies that can be given matters.
  let handlingKinds: [String]
  private let books: RoleBooks
  /// The types of posts of areas. Posts of organisations are left out: the organisation is chosen, not its seat.
  private let areaTypes: Set<String>

  public init(profile: CityProfile, seal: PersonSeal, books: RoleBooks? = nil) {
    calendar = profile.calendar
    directory = PostDirectory(profile: profile, seal: seal)
    ancestry = Ancestry(levels: profile.levels)
    handlingKinds = profile.handlingKinds
    self.books = books ?? RoleBooks(profile: profile)
    areaTypes = Set(profile.postTypes.filter { $0.level != nil }.map(\.id))
  }

  /// The types of posts of areas whose role handles matters that day.
  private func handlingTypes(_ now: Moment, in session: any Session) throws -> [String] {
    let book: RoleBook = try books.book(on: calendar.localDay(now), in: session)
    return book.types(permitting: .matterHandle).filter { areaTypes.contains($0) && book.role(ofType: $0)?.withinOrganisation == false }
  }

  /// - Parameter building: the matter's building, whose own posts are then among the choices.
  public func at(
    _ place: Place, building: BuildingID? = nil, now: Moment, words: Words, in session: any Session
  ) throws -> Choice {
    let handling: [String] = try handlingTypes(now, in: session)
    let condition: Query = "p.type IN (\(list: handling)) AND \(postCondition(place, building, now))"
    let posts: [PostOption] = try directory.options(where: condition, at: now, words: words, in: session)
    let organisations: [Organisation] = try organisations(containing: place, key: nil, now: now, in: session)
    return Choice(posts: posts.reversed(), organisations: organisations.map { OrganisationOption($0, words: words) })
  }

  /// Who handles a category by the catalogue at this place: the nearest organisation or post of that name; nil when there is none there.
  public func catalogueOwner(
    of category: CityProfile.Category, at place: Place, building: BuildingID? = nil, now: Moment, words: Words, in session: any Session
  ) throws -> Owner? {
    try owner(category.owner, at: place, building: building, now: now, words: words, in: session)
  }

  /// The nearest organisation or post of a name.
  func owner(
    _ owner: CityProfile.Category.Owner, at place: Place, building: BuildingID?, now: Moment, words: Words, in session: any Session
  ) throws -> Owner? {
    switch owner {
    case .organisation(let key):
      let found: Organisation? = try organisations(containing: place, key: key, now: now, in: session).first
      return found.map { .organisation(OrganisationOption($0, words: words)) }
    case .post(let type):
      let condition: Query = "p.type = \(type) AND \(postCondition(place, building, now))"
      return try directory.options(where: condition, at: now, words: words, in: session).last.map { .post($0) }
    }
  }

  private func postCondition(_ place: Place, _ building: BuildingID?, _ now: Moment) -> Query {
    let there: Query = "\(ancestry.condition("p", containing: place)) AND \(Validity.condition("p", on: calendar.localDay(now)))"
    guard let building else { return "\(there) AND p.building_id IS NULL" }
    return "\(there) AND (p.building_id IS NULL OR p.building_id = \(building))"
  }

  private func organisations(containing place: Place, key: String?, now: Moment, in session: any Session) throws -> [Organisation] {
    let named: Query = key.map { "o.profile_key = \($0) AND " } ?? "o.kind IN (\(list: handlingKinds)) AND "
    return try session.rows(
      """
      SELECT \(OrganisationRecords.columns) FROM organisation o
      WHERE \(named)\(ancestry.condition("o", containing: place)) AND \(Validity.condition("o", on: calendar.localDay(now)))
      ORDER BY o.place DESC, o.id
      """, OrganisationRecords.organisation)
  }
}
