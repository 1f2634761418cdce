public import Ground

/// What a body answers for beside the area where it stands: another area, a building or an estate, from a day to a day.
public struct BodyBinding: Sendable, Hashable {
  public let id: OrganisationBindingID
  public let organisation: OrganisationID
  public let area: AreaID
  public let range: PlaceRange
  public let building: BuildingID?
  public let estate: EstateID?
  public let validFrom: CivilDay
  public var validUntil: CivilDay?

  public init(
    id: OrganisationBindingID, organisation: OrganisationID, area: AreaID, range: PlaceRange, building: BuildingID? = nil,
    estate: EstateID? = nil, validFrom: CivilDay, validUntil: CivilDay? = nil
  ) {
    self.id = id
    self.organisation = organisation
    self.area = area
    self.range = range
    self.building = building
    self.estate = estate
    self.validFrom = validFrom
    self.validUntil = validUntil
  }

  public func holds(on day: CivilDay) -> Bool { validFrom <= day && validUntil.map { day < $0 } ?? true }

  /// Whether two bodies are bound to the same area and building.
  func answersForTheSame(as other: BodyBinding) -> Bool { area == other.area && building == other.building }

  /// The same for another body, from a day on.
  func taken(over body: OrganisationID, id: OrganisationBindingID, from day: CivilDay) -> BodyBinding {
    BodyBinding(id: id, organisation: body, area: area, range: range, building: building, validFrom: day, validUntil: validUntil)
  }
}
