public import Ground

/// A post that is to be established.
public struct PostDraft: Sendable, Hashable {
  /// The id of the profile's post type.
  public var type: String
  /// The area it serves; for a post of an organisation nil means the organisation's own.
  public var area: AreaID?
  public var building: BuildingID?
  /// Counted from 1.
  public var unit: Int?
  public var organisation: OrganisationID?
  /// What tells it from others of its type and home.
  public var name: String?
  /// The first day on which it exists, and the first on which it no longer does.
  public var validFrom: CivilDay
  public var validUntil: CivilDay?

  public init(
    type: String, area: AreaID? = nil, building: BuildingID? = nil, unit: Int? = nil, organisation: OrganisationID? = nil, name: String? = nil,
    validFrom: CivilDay, validUntil: CivilDay? = nil
  ) {
    self.type = type
    self.area = area
    self.building = building
    self.unit = unit
    self.organisation = organisation
    self.name = name
    self.validFrom = validFrom
    self.validUntil = validUntil
  }
}

/// Somebody is to hold a post.
public struct Appointment: Sendable, Hashable {
  public var person: PersonID
  /// The first day.
  public var from: CivilDay
  /// The first day on which it no longer holds; nil: until further notice. Set for what is past, or for a rotation planned ahead.
  public var until: CivilDay?
  /// The first day after the term; nil: by the post type's years, when it has any.
  public var termUntil: CivilDay?

  public init(person: PersonID, from: CivilDay, until: CivilDay? = nil, termUntil: CivilDay? = nil) {
    self.person = person
    self.from = from
    self.until = until
    self.termUntil = termUntil
  }
}
