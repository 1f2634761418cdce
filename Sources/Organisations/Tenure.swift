public import Ground

/// A person holds a post from a day to a day.
public struct Tenure: Sendable, Hashable {
  public let post: PostID
  public let person: PersonID
  /// The first day on which it holds, and the first on which it no longer does; nil: until further notice.
  public let validFrom: CivilDay
  public var validUntil: CivilDay?

  public init(post: PostID, person: PersonID, validFrom: CivilDay, validUntil: CivilDay? = nil) {
    self.post = post
    self.person = person
    self.validFrom = validFrom
    self.validUntil = validUntil
  }

  public func holds(on day: CivilDay) -> Bool { validFrom <= day && validUntil.map { day < $0 } ?? true }
}
