public import Ground

/// What is asked for when a body is set up.
public struct BodyDraft: Sendable {
  public var kind: String
  public var area: AreaID
  public var parent: OrganisationID?
  public var name: String
  public var shortName: String?
  public var field: String?
  public var unitLevel: String?
  public var creditCode: String?
  public var building: BuildingID?
  /// The first day on which it exists.
  public var from: CivilDay

  public init(
    kind: String, area: AreaID, parent: OrganisationID? = nil, name: String, shortName: String? = nil, field: String? = nil,
    unitLevel: String? = nil, creditCode: String? = nil, building: BuildingID? = nil, from: CivilDay
  ) {
    self.kind = kind
    self.area = area
    self.parent = parent
    self.name = name
    self.shortName = shortName
    self.field = field
    self.unitLevel = unitLevel
    self.creditCode = creditCode
    self.building = building
    self.from = from
  }
}

/// What is said of a body beside its name and its place in the chain. It has no history: what was wrong is put right.
public struct BodyDescription: Sendable {
  public var field: String?
  public var unitLevel: String?
  public var creditCode: String?

  public init(field: String? = nil, unitLevel: String? = nil, creditCode: String? = nil) {
    self.field = field
    self.unitLevel = unitLevel
    self.creditCode = creditCode
  }
}
