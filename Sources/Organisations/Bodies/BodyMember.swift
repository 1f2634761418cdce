public import Ground

/// A unit in a commission or a task group, from a day to a day.
public struct BodyMember: Sendable, Hashable {
  public enum Part: String, Sendable, CaseIterable {
    /// 牵头单位.
    case lead
    /// 成员单位.
    case member
  }

  public let id: OrganisationMemberID
  public let body: OrganisationID
  public let member: OrganisationID
  public let part: Part
  public let validFrom: CivilDay
  public var validUntil: CivilDay?

  public init(
    id: OrganisationMemberID, body: OrganisationID, member: OrganisationID, part: Part, validFrom: CivilDay, validUntil: CivilDay? = nil
  ) {
    self.id = id
    self.body = body
    self.member = member
    self.part = part
    self.validFrom = validFrom
    self.validUntil = validUntil
  }

  public func holds(on day: CivilDay) -> Bool { validFrom <= day && validUntil.map { day < $0 } ?? true }
}
