public import Ground
public import SQL

/// Who may give which post to whom, and what must not come together in one person's hands: the rule of every entrance by which somebody
/// gets a post, be it a page, a sheet, an alliance or the command line.
public struct DutyGuard: Sendable {
  let books: RoleBooks
  /// Types of posts that are seats of alliances.
  private let allianceSeats: Set<String>

  public init(profile: CityProfile, books: RoleBooks) {
    self.books = books
    allianceSeats = Set(profile.alliances.kinds.flatMap { [$0.standingChair, $0.member] + [$0.rotatingChair].compactMap(\.self) })
  }

  // MARK: Who gives

  /// What it may take to keep a post; each post takes some of these.
  static let keeping: [Permission] = [.peopleManage, .roleManage, .allianceManage]

  /// The post under which a caller may keep a post of a type at a place. Posts that carry a separated duty are kept by whoever grants power,
  /// and by nobody who only manages people; an alliance's seats also by whoever runs it. nil: the caller may not.
  func keeper(
    of type: String, place: Place, organisation: OrganisationID?, post: PostID?, by caller: Caller, on day: CivilDay, in session: any Session
  ) throws -> Holding? {
    for permission in enough(toKeep: type, by: try book(on: day, in: session)) {
      if let holding = caller.acting(permission, place: place, organisation: organisation, post: post) { return holding }
    }
    return nil
  }

  /// Of these types of posts those that a caller may keep, in some place.
  public func kept(of types: [String], by caller: Caller, on day: CivilDay, in session: any Session) throws -> Set<String> {
    let book: RoleBook = try book(on: day, in: session)
    return Set(types.filter { enough(toKeep: $0, by: book).contains { caller.may($0) } })
  }

  /// Each of these is enough.
  private func enough(toKeep type: String, by book: RoleBook) -> [Permission] {
    if book.carriesDuty(type) { return [.roleManage] }
    return allianceSeats.contains(type) ? [.peopleManage, .allianceManage] : [.peopleManage]
  }

  // MARK: Who gets

  /// What somebody would get.
  public struct Gift: Sendable {
    let type: String
    let person: PersonID
    let from: CivilDay
    /// The first day on which it is no longer his; nil is open.
    let until: CivilDay?
    /// Types of posts that the person gets beside it and that the database does not know yet.
    let beside: Set<String>

    public init(_ type: String, to person: PersonID, from: CivilDay, until: CivilDay?, beside: Set<String> = []) {
      self.type = type
      self.person = person
      self.from = from
      self.until = until
      self.beside = beside
    }
  }

  /// Nobody gives a post to himself, and nobody gets what the city keeps apart from what he has in those days.
  /// - Throws: ``Refusal`` `.invalid` on `person`.
  public func check(_ gift: Gift, by caller: Caller, on today: CivilDay, in session: any Session) throws {
    if gift.person == caller.person { throw Refusal.invalid([FieldProblem("person", "posts.problem.oneself")]) }
    guard let breach = try breach(gift, on: today, in: session) else { return }
    throw Refusal.invalid([FieldProblem("person", DutyGuard.word, DutyGuard.sentence(breach))])
  }

  /// What would come together by a post of this type that must not. What has come together without one does not keep anybody from a
  /// third post.
  public func breach(_ gift: Gift, on today: CivilDay, in session: any Session) throws -> SeparationBreach? {
    let book: RoleBook = try books.book(on: max(gift.from, today), in: session)
    let held: [String] = try OccupancyRecords.types(of: gift.person, from: gift.from, until: gift.until, in: session)
    let others: Set<String> = gift.beside.union(held).subtracting([gift.type])
    let before: [SeparationBreach] = book.breaches(in: book.permissions(ofTypes: others))
    let after: [SeparationBreach] = book.breaches(in: book.permissions(ofTypes: others.union([gift.type])))
    return after.first { !before.contains($0) }
  }

  /// - Throws: ``Refusal`` `.conflict` naming the first of these.
  public func check(_ breaches: [SeparationBreach]) throws {
    if let breach = breaches.first { throw Refusal(.conflict, DutyGuard.word, DutyGuard.sentence(breach)) }
  }

  private static let word: String = "access.separation_breach"

  private static func sentence(_ breach: SeparationBreach) -> [String: String] {
    ["got": "duty.\(breach.duty)", "wanted": "permission.\(breach.permission.rawValue)"]
  }

  /// Whoever has, on a day or later, a post that carries a separated duty: in nobody else's hands comes together what must not.
  public func burdened(from day: CivilDay, in session: any Session) throws -> [PersonID] {
    let types: [String] = try books.days(from: day, in: session).flatMap { try book(on: $0, in: session).dutyTypes }
    return try OccupancyRecords.people(withTypes: Set(types).sorted(), from: day, in: session)
  }

  // MARK: How it stands

  /// Somebody who has together what must not be.
  public struct Violation: Sendable, Hashable {
    public let person: PersonID
    public let breaches: [SeparationBreach]
  }

  /// Who has together what must not be, on a day and by some book of roles: by an older edit, or since before the rule. Sorted.
  /// - Parameter known: what this book keeps apart and does not find apart already is left out.
  public func violations(by book: RoleBook, beyond known: RoleBook? = nil, on day: CivilDay, in session: any Session) throws -> [Violation] {
    let held: [PersonID: [OccupancyRecords.Held]] = try OccupancyRecords.posts(ofWhoHas: book.dutyTypes, on: day, in: session)
    return held.sorted { $0.key < $1.key }.compactMap { person, posts in
      let types: [String] = posts.map(\.type)
      let old: [SeparationBreach] = known.map { $0.breaches(in: $0.permissions(ofTypes: types)) } ?? []
      let breaches: [SeparationBreach] = book.breaches(in: book.permissions(ofTypes: types)).filter { !old.contains($0) }
      return breaches.isEmpty ? nil : Violation(person: person, breaches: breaches)
    }
  }

  func book(on day: CivilDay, in session: any Session) throws -> RoleBook { try books.book(on: day, in: session) }
}
