public import Ground

/// An alliance: an organisation whose members are organisations. Its name, area and dates are the organisation's.
public struct Alliance: Sendable, Hashable {
  public let id: OrganisationID
  public let kind: String
  public let area: AreaID
  public let place: Place
  public let validFrom: CivilDay
  /// From here turns of the rotating chair are counted, and how many months each has.
  public var turnFrom: CivilDay
  public var turnMonths: Int
  /// The one post that the rotating chairs hold one after another; nil until somebody takes turns.
  public var rotatingPost: PostID?
  public var version: Int64

  public init(
    id: OrganisationID, kind: String, area: AreaID, place: Place, validFrom: CivilDay, turnFrom: CivilDay, turnMonths: Int,
    rotatingPost: PostID? = nil, version: Int64 = 1
  ) {
    self.id = id
    self.kind = kind
    self.area = area
    self.place = place
    self.validFrom = validFrom
    self.turnFrom = turnFrom
    self.turnMonths = turnMonths
    self.rotatingPost = rotatingPost
    self.version = version
  }
}

/// An organisation in an alliance, from a day to a day.
public struct AllianceMember: Sendable, Hashable {
  public let id: AllianceMemberID
  public let alliance: OrganisationID
  public let organisation: OrganisationID
  /// One of the profile's; its word is `alliance_member_type.<type>`.
  public let type: String
  public let validFrom: CivilDay
  public var validUntil: CivilDay?

  public init(
    id: AllianceMemberID, alliance: OrganisationID, organisation: OrganisationID, type: String, validFrom: CivilDay, validUntil: CivilDay? = nil
  ) {
    self.id = id
    self.alliance = alliance
    self.organisation = organisation
    self.type = type
    self.validFrom = validFrom
    self.validUntil = validUntil
  }

  public func isThere(on day: CivilDay) -> Bool { validFrom <= day && validUntil.map { day < $0 } ?? true }
}

extension CityProfile {
  /// The kind of body that stands under an alliance and is none itself: its working groups.
  func groupKind(under kind: String) -> String? {
    organisationKinds.first { $0.parents.contains(kind) && alliances.kind($0.id) == nil }?.id
  }
}
