public import Ground
public import SQL

/// Keeps apart what must not come together in one person's hands, whoever appoints and however: the appointing verbs ask here.
public struct DutyGuard: Sendable {
  private let books: RoleBooks
  private let calendar: WorkingCalendar

  public init(profile: CityProfile, books: RoleBooks) {
    self.books = books
    calendar = profile.calendar
  }

  /// Somebody who has together what must not be.
  public struct Violation: Sendable, Hashable {
    public let person: PersonID
    public let posts: [PostID]
    public let breaches: [SeparationBreach]
  }

  /// Whether a person may be put into a post of a type.
  /// - Parameters: the days of the term; nil is open.
  /// - Throws: ``Refusal``: `.conflict` when the person would then hold duties that are kept apart; `.notAllowed` when the post carries such
  ///   a duty and the caller may not grant power (whoever sets posts up must not give himself another's).
  public func checkAppointment(
    of person: PersonID, to type: String, from: CivilDay, until: CivilDay?, by caller: Caller, at now: Moment, in session: any Session
  ) throws {
    let book: RoleBook = try books.book(on: max(from, calendar.localDay(now)), in: session)
    if book.dutyTypes.contains(type), caller.account != nil, !caller.may(.roleManage) { throw Refusal(.notAllowed, "access.duty_post") }
    let others: [String] = try types(of: person, from: from, until: until, in: session)
    try check(book.breaches(in: book.permissions(ofTypes: others + [type])))
  }

  /// - Throws: ``Refusal`` `.conflict` naming the first of these.
  public func check(_ breaches: [SeparationBreach]) throws {
    guard let breach = breaches.first else { return }
    throw Refusal(.conflict, "access.separation_breach", ["got": "duty.\(breach.duty)", "wanted": "permission.\(breach.permission.rawValue)"])
  }

  /// Who has together what must not be, on a day and by some book of roles: by import, by an older edit, or since before the rule.
  public func violations(by book: RoleBook, on day: CivilDay, in session: any Session) throws -> [Violation] {
    var held: [PersonID: [(post: PostID, type: String)]] = [:]
    let query: Query = """
      SELECT h.person_id, p.id, p.type FROM post_holding h JOIN post p ON p.id = h.post_id
      WHERE \(Validity.condition("h", on: day)) AND \(Validity.condition("p", on: day)) AND h.person_id IN (
        SELECT d.person_id FROM post_holding d JOIN post q ON q.id = d.post_id
        WHERE q.type IN (\(list: book.dutyTypes)) AND \(Validity.condition("d", on: day)) AND \(Validity.condition("q", on: day)))
      ORDER BY h.person_id, p.id
      """
    try session.each(query) { row in held[try row.at(0), default: []].append((try row.at(1), try row.at(2))) }
    return held.sorted { $0.key < $1.key }.compactMap { person, posts in
      let breaches: [SeparationBreach] = book.breaches(in: book.permissions(ofTypes: posts.map(\.type)))
      return breaches.isEmpty ? nil : Violation(person: person, posts: posts.map(\.post), breaches: breaches)
    }
  }

  /// Whether somebody with an open account would still be in office who may edit roles.
  /// - Throws: ``Refusal`` `.conflict` when nobody would: the city would be locked out of its own rules.
  public func checkSomebodyIsLeft(
    by book: RoleBook, on day: CivilDay, without account: AccountID? = nil, in session: any Session
  ) throws {
    let somebody = try session.first(
      """
      SELECT 1 FROM account a JOIN post_holding h ON h.person_id = a.person_id JOIN post p ON p.id = h.post_id
      WHERE a.disabled = 0 AND a.id <> \(account ?? AccountID(0)) AND p.type IN (\(list: book.types(permitting: .roleManage)))
        AND \(Validity.condition("h", on: day)) AND \(Validity.condition("p", on: day)) LIMIT 1
      """)
    if somebody == nil { throw Refusal(.conflict, "access.nobody_left") }
  }

  private func types(of person: PersonID, from: CivilDay, until: CivilDay?, in session: any Session) throws -> [String] {
    let beginsBefore: Query = until.map { "h.valid_from < \($0)" } ?? "1 = 1"
    return try session.rows(
      """
      SELECT DISTINCT p.type FROM post_holding h JOIN post p ON p.id = h.post_id
      WHERE h.person_id = \(person) AND \(beginsBefore) AND (h.valid_until IS NULL OR h.valid_until > \(from))
      """
    ) { try $0.at(0) }
  }
}
