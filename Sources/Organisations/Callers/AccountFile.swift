public import Ground

/// Everything about an account that decides what its owner may do, before anything is decided.
public struct AccountFile: Sendable, Hashable {
  public let account: AccountID
  /// The sign-in name.
  public let name: String
  public let person: PersonID
  /// The person's name.
  public let personName: String
  public let isDisabled: Bool
  public let proof: Seat.Proof
  /// In the order of their posts.
  public let seats: [Seat]

  public init(
    account: AccountID, name: String, person: PersonID, personName: String, isDisabled: Bool, proof: Seat.Proof, seats: [Seat]
  ) {
    self.account = account
    self.name = name
    self.person = person
    self.personName = personName
    self.isDisabled = isDisabled
    self.proof = proof
    self.seats = seats
  }

  /// What the seats give on a day: the one place where a caller's holdings come from.
  public func holdings(by book: RoleBook, on day: CivilDay) -> [Holding] {
    seats.compactMap { try? $0.judged(by: book, on: day, proof).get() }
  }

  /// Whether some post gives nothing only because there is no second factor.
  public func lacksSecondFactor(by book: RoleBook, on day: CivilDay) -> Bool {
    seats.contains { $0.judged(by: book, on: day, proof).obstacle == .secondFactorMissing }
  }

  /// Whether a role of some post in office needs a second factor.
  public func needsSecondFactor(by book: RoleBook, on day: CivilDay) -> Bool {
    let without = Seat.Proof(hasSecondFactor: false, hasOwnPassword: true)
    return seats.contains { $0.judged(by: book, on: day, without).obstacle == .secondFactorMissing }
  }

  /// nil when nobody may come in with the account.
  public func caller(by book: RoleBook, on day: CivilDay, request: String) -> Caller? {
    if isDisabled { return nil }
    return Caller(account: account, person: person, name: personName, holdings: holdings(by: book, on: day), request: request)
  }
}
