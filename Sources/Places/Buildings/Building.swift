public import Ground

/// A residential building in a grid, such as 松江路 12 号楼.
public struct Building: Placed, Lasting, Hashable {
  public let id: BuildingID
  /// The grid it stands in.
  public let area: AreaID
  /// The grid's place.
  public let place: Place
  /// As it is addressed: 松江路 12 号楼.
  public var name: String
  /// What it was called before, which people still look for.
  public var formerName: String?
  /// The residential estate it belongs to, if any.
  public var estate: EstateID?
  /// How many stairwells with a door of their own it has: the highest number among them.
  public var units: Int
  /// How many households live in it; nil: nobody has counted.
  public var households: Int?
  public var coordinates: Coordinates
  /// The first day on which it stands, and the first on which it no longer does; nil: since ever, and until further notice.
  public var validFrom: CivilDay?
  public var validUntil: CivilDay?
  public let version: Int64

  public init(
    id: BuildingID, area: AreaID, place: Place, name: String, estate: EstateID?, units: Int, coordinates: Coordinates,
    households: Int? = nil, formerName: String? = nil, validFrom: CivilDay? = nil, validUntil: CivilDay? = nil, version: Int64 = 1
  ) {
    self.id = id
    self.area = area
    self.place = place
    self.name = name
    self.estate = estate
    self.units = units
    self.households = households
    self.formerName = formerName
    self.coordinates = coordinates
    self.validFrom = validFrom
    self.validUntil = validUntil
    self.version = version
  }
}
