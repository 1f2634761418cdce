public import Ground
public import SQL
public import Web

/// The room of areas, buildings and codes, ready to be served.
public struct PlacesRoom: Sendable {
  public let profile: CityProfile
  /// Which grid a point lies in; shared with the rooms that take reports.
  public let locator: GridLocator
  let database: any Database
  let ids: IdentifierMaker
  let timepiece: Timepiece
  let desk: AreaDesk = AreaDesk()
  /// Who moves along when areas change.
  private(set) var followers: [any AreaFollower] = []

  public init(
    database: any Database, profile: CityProfile, ids: IdentifierMaker = IdentifierMaker(node: 0, timepiece: .system), timepiece: Timepiece = .system
  ) {
    self.database = database
    self.profile = profile
    self.ids = ids
    self.timepiece = timepiece
    locator = GridLocator(level: profile.levels.last?.id ?? "")
  }

  /// The same room, whose changes of areas are followed by what other rooms keep there.
  public func following(_ followers: [any AreaFollower]) -> PlacesRoom {
    var room = self
    room.followers += followers
    return room
  }

  public var routes: [Route] { [listAreas, showArea, mapArea, printCodes, findPoint] + planRoutes }
}
