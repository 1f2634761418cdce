public import Ground
public import SQL

/// Who asks, from the account: the posts held that day and what their roles permit. One indexed query, on every request of staff.
public struct CallerRecords: Sendable {
  private let calendar: WorkingCalendar
  private let seal: PersonSeal
  public let books: RoleBooks

  public init(profile: CityProfile, seal: PersonSeal, books: RoleBooks? = nil) {
    calendar = profile.calendar
    self.seal = seal
    self.books = books ?? RoleBooks(profile: profile)
  }

  /// The caller behind an account, with the posts that hold on the day of `now` on the city's clock.
  /// - Returns: nil when there is no such account or it is disabled.
  public func caller(_ account: AccountID, at now: Moment, request: String, in session: any Session) throws -> Caller? {
    let day: CivilDay = calendar.localDay(now)
    guard let found = try read(account, seatsOn: day, in: session) else { return nil }
    let book: RoleBook = try books.book(found.edition, on: day, in: session)
    return found.file.caller(by: book, on: day, request: request)
  }

  /// The account with all its seats, past and future ones too, and the roles of the day: for whoever explains.
  /// - Returns: nil when there is no such account.
  public func file(_ account: AccountID, at now: Moment, in session: any Session) throws -> (file: AccountFile, book: RoleBook)? {
    guard let found = try read(account, seatsOn: nil, in: session) else { return nil }
    return (found.file, try books.book(found.edition, on: calendar.localDay(now), in: session))
  }

  private struct Found {
    let file: AccountFile
    let edition: RoleBooks.Edition
  }

  /// - Parameter day: leaves out what does not hold then anyway, to read less; the seats themselves decide.
  private func read(_ account: AccountID, seatsOn day: CivilDay?, in session: any Session) throws -> Found? {
    var head: Head?
    var seats: [Seat] = []
    try session.each(CallerRecords.query(account, on: day)) { row in
      var reader = row.reader()
      let own = try Head(&reader)
      if head == nil { head = own }
      if let seat = try CallerRecords.seat(&reader) { seats.append(seat) }
    }
    guard let head else { return nil }
    let file = AccountFile(
      account: account, name: head.name, person: head.person, personName: try seal.open(head.sealedName, head.person),
      isDisabled: head.isDisabled, proof: Seat.Proof(hasSecondFactor: head.hasFactor, hasOwnPassword: !head.isTemporary), seats: seats)
    return Found(file: file, edition: head.edition)
  }

  /// The columns that every row repeats.
  private struct Head {
    let name: String
    let person: PersonID
    let sealedName: [UInt8]
    let isDisabled: Bool
    let isTemporary: Bool
    let hasFactor: Bool
    let edition: RoleBooks.Edition

    init(_ reader: inout RowReader) throws {
      name = try reader.next()
      person = try reader.next()
      sealedName = try reader.next()
      isDisabled = try reader.next()
      isTemporary = try reader.next()
      hasFactor = try reader.next(Int64?.self) != nil
      edition = RoleBooks.Edition(number: try reader.next(Int64?.self) ?? 0, revision: try reader.next(Int64?.self) ?? 0)
    }
  }

  private static func seat(_ reader: inout RowReader) throws -> Seat? {
    guard let post: PostID = try reader.next() else { return nil }
    return Seat(
      post: post, type: try reader.next(), area: try reader.next(), range: try reader.range(), organisation: try reader.next(),
      term: try reader.days(), existence: try reader.days(), isActing: try reader.next())
  }

  private static let columns: Query = """
    a.name, a.person_id, n.name_sealed, a.disabled, a.temporary, f.confirmed, b.edition, b.revision,
      p.id, p.type, p.area_id, p.place, p.place_last, p.organisation_id, h.valid_from, h.valid_until, p.valid_from, p.valid_until
    """

  /// Seats of one's own, then those one acts for. Every account has a row in the first part.
  private static func query(_ account: AccountID, on day: CivilDay?) -> Query {
    let term: Query = day.map { Validity.condition("h", on: $0) } ?? "1 = 1"
    let existence: Query = day.map { Validity.condition("p", on: $0) } ?? "1 = 1"
    let person: Query = """
      FROM account a JOIN person n ON n.id = a.person_id
        LEFT JOIN role_book b ON b.id = 1
        LEFT JOIN second_factor f ON f.account_id = a.id
      """
    return """
      SELECT \(columns), 0 \(person)
        LEFT JOIN post_holding h ON h.person_id = a.person_id AND \(term)
        LEFT JOIN post p ON p.id = h.post_id AND \(existence)
      WHERE a.id = \(account)
      UNION ALL
      SELECT \(columns), 1 \(person)
        JOIN post_stand_in h ON h.person_id = a.person_id AND h.kind = 'acting' AND \(term)
        JOIN post p ON p.id = h.post_id AND \(existence)
      WHERE a.id = \(account)
      ORDER BY 19, 9, 15
      """
  }
}

extension RowReader {
  fileprivate mutating func days() throws -> Seat.Days { Seat.Days(try next(), try next()) }
}
