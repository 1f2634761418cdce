/// A person at a post, whether it holds today or not: what is read of an account before anything is decided.
public struct Seat: Sendable, Hashable {
  public let post: PostID
  /// The profile's type of the post.
  public let type: String
  public let area: AreaID
  public let range: PlaceRange
  /// The organisation whose post it is.
  public let organisation: OrganisationID?
  /// When the person holds it,
  public let term: Days
  /// and when the post itself exists.
  public let existence: Days
  /// The person does not hold the post but acts for it (代理).
  public let isActing: Bool

  /// The first day included, the last one not; nil is open.
  public struct Days: Sendable, Hashable {
    public let from: CivilDay
    public let until: CivilDay?

    public init(_ from: CivilDay, _ until: CivilDay?) {
      self.from = from
      self.until = until
    }

    public func contains(_ day: CivilDay) -> Bool { from <= day && until.map { day < $0 } ?? true }
  }

  public init(
    post: PostID, type: String, area: AreaID, range: PlaceRange, organisation: OrganisationID?, term: Days, existence: Days,
    isActing: Bool = false
  ) {
    self.post = post
    self.type = type
    self.area = area
    self.range = range
    self.organisation = organisation
    self.term = term
    self.existence = existence
    self.isActing = isActing
  }

  /// Why a seat gives nothing at all.
  public enum Obstacle: Error, Sendable, Hashable {
    case notBegun(CivilDay)
    case ended(CivilDay)
    case postNotBegun(CivilDay)
    case postAbolished(CivilDay)
    /// The city's profile has no such post any more.
    case typeUnknown
    /// Its role holds within an organisation and the post belongs to none: it must not widen to the area.
    case organisationMissing
    /// Its role needs a second factor and the account has none.
    case secondFactorMissing
    /// The account still has the password that somebody else chose.
    case passwordTemporary
  }

  /// How an account stands, as far as it decides what seats give.
  public struct Proof: Sendable, Hashable {
    public let hasSecondFactor: Bool
    public let hasOwnPassword: Bool

    public init(hasSecondFactor: Bool, hasOwnPassword: Bool) {
      self.hasSecondFactor = hasSecondFactor
      self.hasOwnPassword = hasOwnPassword
    }
  }

  /// What the seat gives on a day. Everything that decides and everything that explains a decision asks here.
  public func judged(by book: RoleBook, on day: CivilDay, _ proof: Proof) -> Result<Holding, Obstacle> {
    if let obstacle = obstacleInTime(on: day) { return .failure(obstacle) }
    guard let role = book.role(ofType: type) else { return .failure(.typeUnknown) }
    if role.withinOrganisation, organisation == nil { return .failure(.organisationMissing) }
    if !proof.hasOwnPassword { return .failure(.passwordTemporary) }
    if role.needsSecondFactor, !proof.hasSecondFactor { return .failure(.secondFactorMissing) }
    return .success(
      Holding(
        post: post, title: book.title(ofType: type), area: area, range: range, organisation: role.withinOrganisation ? organisation : nil,
        permissions: role.permissions, isActing: isActing))
  }

  private func obstacleInTime(on day: CivilDay) -> Obstacle? {
    if let until = term.until, until <= day { return .ended(until) }
    if let until = existence.until, until <= day { return .postAbolished(until) }
    if term.from > day { return .notBegun(term.from) }
    return existence.from > day ? .postNotBegun(existence.from) : nil
  }
}

extension Result where Success == Holding, Failure == Seat.Obstacle {
  /// Why the seat gives nothing; nil when it gives something.
  public var obstacle: Seat.Obstacle? { if case .failure(let obstacle) = self { obstacle } else { nil } }
}
