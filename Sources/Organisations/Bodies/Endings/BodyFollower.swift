public import Ground
public import SQL

/// Something that has to do with bodies, such as open matters or memberships. What follows a body changes with it, in the same transaction.
public protocol BodyFollower: Sendable {
  /// What the body's end concerns, and what becomes of it: shown before it is decided.
  func loads(of ending: BodySuccession, in session: any Session) throws -> [BodyLoad]

  /// The body is no longer: what it had goes to its successor, or ends.
  func ended(_ ending: BodySuccession, by caller: Caller, in session: any Session) throws
}

/// A body that ends, and who takes its place.
public struct BodySuccession: Sendable, Hashable {
  public let body: OrganisationID
  /// The body that takes over; nil: nobody does.
  public let successor: OrganisationID?
  /// The first day on which the body no longer exists.
  public let day: CivilDay
  /// The post under which the caller acts.
  public let acting: PostID?

  public init(body: OrganisationID, successor: OrganisationID?, day: CivilDay, acting: PostID? = nil) {
    self.body = body
    self.successor = successor
    self.day = day
    self.acting = acting
  }
}

/// So many of something are concerned when a body ends.
public struct BodyLoad: Sendable, Hashable {
  public enum Fate: String, Sendable, CaseIterable {
    /// It goes to the successor.
    case moves
    /// It ends with the body.
    case ends
    /// It stays as it is, and somebody has to look at it.
    case stays
  }

  /// The key of a counted word: `matter.body_load`.
  public let word: String
  public let count: Int
  public let fate: Fate
  /// Where one sees exactly these.
  public let href: String?
  /// The key of the sentence that says why the body cannot end like this.
  public let problem: String?

  public init(word: String, count: Int, fate: Fate, href: String?, problem: String? = nil) {
    self.word = word
    self.count = count
    self.fate = fate
    self.href = href
    self.problem = problem
  }
}
