public import Ground

/// One statement of what somebody does: a body, a unit as a member of it, or a level of the city. A statement that is worded anew keeps
/// its thread, so that every wording is there with its days.
public struct Duty: Sendable, Hashable {
  public let id: DutyID
  /// The id of the statement's first wording.
  public let thread: DutyID
  public let organisation: OrganisationID?
  /// The unit in the body whose duty it is; nil: the body's own.
  public let member: OrganisationID?
  /// For a duty of all bodies at a level: the level's id.
  public let level: String?
  /// Its place among the body's statements, from 1.
  public var position: Int
  public var text: String
  /// The document it comes from.
  public var basis: String?
  public var validFrom: CivilDay
  public var validUntil: CivilDay?
  public var version: Int64

  public init(
    id: DutyID, thread: DutyID, organisation: OrganisationID?, member: OrganisationID? = nil, level: String? = nil, position: Int, text: String,
    basis: String? = nil, validFrom: CivilDay, validUntil: CivilDay? = nil, version: Int64 = 1
  ) {
    self.id = id
    self.thread = thread
    self.organisation = organisation
    self.member = member
    self.level = level
    self.position = position
    self.text = text
    self.basis = basis
    self.validFrom = validFrom
    self.validUntil = validUntil
    self.version = version
  }

  public func holds(on day: CivilDay) -> Bool { validFrom <= day && validUntil.map { day < $0 } ?? true }
}

/// A duty with the name of the unit it binds.
struct DutyRow: Sendable {
  let duty: Duty
  let memberName: String?
}
