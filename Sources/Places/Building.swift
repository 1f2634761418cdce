public import Ground

/// A residential building in a grid, such as 松江路 12 号楼.
public struct Building: Sendable, Hashable {
  public let id: BuildingID
  /// The grid it stands in.
  public let area: AreaID
  /// The grid's place.
  public let place: Place
  public let name: String
  /// The residential estate it belongs to, if any.
  public let estate: EstateID?
  /// How many stairwells with a door of their own it has.
  public let units: Int
  /// How many households live in it; nil: nobody has counted.
  public let households: Int?
  public let coordinates: Coordinates
  public let version: Int64

  public init(
    id: BuildingID, area: AreaID, place: Place, name: String, estate: EstateID?, units: Int, coordinates: Coordinates,
    households: Int? = nil, version: Int64 = 1
  ) {
    self.id = id
    self.area = area
    self.place = place
    self.name = name
    self.estate = estate
    self.units = units
    self.households = households
    self.coordinates = coordinates
    self.version = version
  }
}
