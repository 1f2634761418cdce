public import Ground

/// Someone beside a post's holder, from a day to a day.
public struct StandIn: Sendable, Hashable {
  public typealias ID = Identifier<StandIn>

  public enum Kind: String, Sendable, CaseIterable {
    /// The deputy or reserve (副、备) who is asked first when the holder cannot. Gives no permission by itself.
    case alternate
    /// Acts for the post (代理): has its permissions on those days, and the journal says "acting for".
    case acting
  }

  public let id: ID
  public let post: PostID
  public let person: PersonID
  public let kind: Kind
  /// The first day, and the first on which it no longer holds; acting always has an end.
  public let validFrom: CivilDay
  public var validUntil: CivilDay?
  /// Alternates are asked in this order.
  public var position: Int

  public init(id: ID, post: PostID, person: PersonID, kind: Kind, validFrom: CivilDay, validUntil: CivilDay?, position: Int = 0) {
    self.id = id
    self.post = post
    self.person = person
    self.kind = kind
    self.validFrom = validFrom
    self.validUntil = validUntil
    self.position = position
  }

  public func holds(on day: CivilDay) -> Bool { validFrom <= day && validUntil.map { day < $0 } ?? true }

  /// Alternates before others, in the order in which they are asked.
  static func isAsked(_ one: StandIn, before other: StandIn) -> Bool {
    (one.position, one.validFrom, one.id) < (other.position, other.validFrom, other.id)
  }

  func overlaps(_ from: CivilDay, _ until: CivilDay?) -> Bool {
    validFrom < until ?? .farAway && from < validUntil ?? .farAway
  }
}
