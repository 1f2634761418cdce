public import Ground
public import SQL
public import Web

/// The room of areas, buildings and codes, ready to be served.
public struct PlacesRoom: Sendable {
  public let profile: CityProfile
  /// Which grid a point lies in; shared with the rooms that take reports.
  public let locator: GridLocator
  let database: any Database
  let desk: AreaDesk = AreaDesk()

  public init(database: any Database, profile: CityProfile) {
    self.database = database
    self.profile = profile
    locator = GridLocator(level: profile.levels.last?.id ?? "")
  }

  public var routes: [Route] { [listAreas, showArea, mapArea, printCodes, findPoint] }
}
