public import Ground

/// A person holds a post from a day to a day.
public struct Tenure: Sendable, Hashable {
  public let post: PostID
  public let person: PersonID
  /// The first day on which it holds, and the first on which it no longer does; nil: until further notice.
  public let validFrom: CivilDay
  public var validUntil: CivilDay?
  /// The first day after the term for which the person was appointed; nil: no term. Who is not replaced by then sits on,
  /// and stands in the list of expired terms.
  public var termUntil: CivilDay?

  public init(post: PostID, person: PersonID, validFrom: CivilDay, validUntil: CivilDay? = nil, termUntil: CivilDay? = nil) {
    self.post = post
    self.person = person
    self.validFrom = validFrom
    self.validUntil = validUntil
    self.termUntil = termUntil
  }

  public func overlaps(_ other: Tenure) -> Bool {
    validFrom < other.validUntil ?? .farAway && other.validFrom < validUntil ?? .farAway
  }

  public func holds(on day: CivilDay) -> Bool { validFrom <= day && validUntil.map { day < $0 } ?? true }
}

extension CivilDay {
  /// After every day that a date can name: the end of what is open-ended.
  static let farAway: CivilDay = CivilDay(year: 9999, month: 12, day: 31)
}
