public import Ground
public import SQL

/// A seat in an alliance. Standing chairs and members have a post each; those who take turns share the rotating chair's.
public struct AllianceSeat: Sendable, Hashable {
  public enum Kind: String, Sendable, CaseIterable, Bindable {
    case standing, rotating, member
  }

  public let id: AllianceSeatID
  public let alliance: OrganisationID
  public let kind: Kind
  /// The member whose seat it is; nil for a chair who comes from the area itself.
  public let member: AllianceMemberID?
  public let post: PostID
  /// Who takes the turns; for the other kinds who was named first, the post's holder counts.
  public var person: PersonID
  public let validFrom: CivilDay
  public var validUntil: CivilDay?

  public init(
    id: AllianceSeatID, alliance: OrganisationID, kind: Kind, member: AllianceMemberID?, post: PostID, person: PersonID, validFrom: CivilDay,
    validUntil: CivilDay? = nil
  ) {
    self.id = id
    self.alliance = alliance
    self.kind = kind
    self.member = member
    self.post = post
    self.person = person
    self.validFrom = validFrom
    self.validUntil = validUntil
  }

  public func isThere(on day: CivilDay) -> Bool { validFrom <= day && validUntil.map { day < $0 } ?? true }
}

/// A turn as it is kept: whose seat, and who in person.
public struct AllianceTurn: Sendable, Hashable {
  public let turn: Rotation.Turn
  public let person: PersonID
}
