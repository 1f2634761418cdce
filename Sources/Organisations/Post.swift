public import Ground

/// A post as it stands in the structure, whoever holds it: the 网格长 of a grid, the dispatcher's seat of a subdistrict, the handler of a department.
public struct Post: Sendable, Hashable {
  public let id: PostID
  /// The id of the profile's post type; its word is `post.<type>`.
  public let type: String
  public let area: AreaID
  /// The area and all below it.
  public let range: PlaceRange
  /// A 楼栋长 stands at one building of the grid, a 单元长 at one of its units, counted from 1.
  public let building: BuildingID?
  public let unit: Int?
  /// The organisation whose post it is.
  public let organisation: OrganisationID?
  /// What tells it from others of its type and home, where something does: a seat's number or duty.
  public var name: String?
  /// The first day on which it exists, and the first on which it no longer does.
  public let validFrom: CivilDay
  public var validUntil: CivilDay?
  public var version: Int64

  public init(
    id: PostID, type: String, area: AreaID, range: PlaceRange, building: BuildingID? = nil, unit: Int? = nil,
    organisation: OrganisationID? = nil, name: String? = nil, validFrom: CivilDay, validUntil: CivilDay? = nil, version: Int64 = 1
  ) {
    self.id = id
    self.type = type
    self.area = area
    self.range = range
    self.building = building
    self.unit = unit
    self.organisation = organisation
    self.name = name
    self.validFrom = validFrom
    self.validUntil = validUntil
    self.version = version
  }

  public var place: Place { range.first }
}
