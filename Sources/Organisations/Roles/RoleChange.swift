public import Ground

/// One edit of the roles as it is kept: what, from which day, by whom, and why.
public struct RoleChange: Sendable, Hashable {
  public let id: RoleChangeID
  public let edit: RoleEdit
  /// The first day on which it counts.
  public let validFrom: CivilDay
  public let made: Moment
  public let by: PersonID?
  public let reason: String
  /// The edit that this one takes back.
  public let reverses: RoleChangeID?

  public init(
    id: RoleChangeID, edit: RoleEdit, validFrom: CivilDay, made: Moment, by: PersonID?, reason: String, reverses: RoleChangeID? = nil
  ) {
    self.id = id
    self.edit = edit
    self.validFrom = validFrom
    self.made = made
    self.by = by
    self.reason = reason
    self.reverses = reverses
  }
}

extension Noun {
  public enum RoleChange {}
}

public typealias RoleChangeID = Identifier<Noun.RoleChange>
