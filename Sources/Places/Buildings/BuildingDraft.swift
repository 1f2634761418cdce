public import Ground
import Web

/// What is said of a building when it is registered or put right.
public struct BuildingDraft: Sendable {
  /// As it is addressed.
  public var name: String
  public var formerName: String?
  /// Where it stands; the grid is found by it.
  public var point: Coordinates?
  /// The grid, where none is drawn around the point.
  public var grid: AreaID?
  public var estate: EstateID?
  public var households: Int?
  /// How many units it has; only when it is registered.
  public var units: Int
  /// The first day on which it stands; nil: since ever. Only when it is registered.
  public var from: CivilDay?

  public init(
    name: String, formerName: String? = nil, point: Coordinates?, grid: AreaID? = nil, estate: EstateID? = nil, households: Int? = nil,
    units: Int = 1, from: CivilDay? = nil
  ) {
    self.name = name
    self.formerName = formerName
    self.point = point
    self.grid = grid
    self.estate = estate
    self.households = households
    self.units = units
    self.from = from
  }

  init(_ values: FieldValues) {
    let point: Coordinates? = values.number("longitude").flatMap { longitude in
      values.number("latitude").flatMap { Coordinates(longitude: longitude, latitude: $0) }
    }
    self.init(
      name: values.text("name") ?? "", formerName: values.text("former_name"), point: point, grid: values.id("grid"),
      estate: values.id("estate"), households: values.integer("households").map { Int($0) }, units: Int(values.integer("units") ?? 1),
      from: values.day("from"))
  }
}
