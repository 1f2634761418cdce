public import Ground
public import SQL
public import Web

/// The room of areas, buildings and codes, ready to be served.
public struct PlacesRoom: Sendable {
  public let profile: CityProfile
  /// Which grid a point lies in; shared with the rooms that take reports.
  public let locator: GridLocator
  /// The areas as they were on a day; shared with the rooms that count.
  public let structures: StructureKeeper = StructureKeeper()
  /// The last plan checks; the page, its map and its marks share one.
  let planKeeper: PlanKeeper = PlanKeeper()
  let database: any Database
  let ids: IdentifierMaker
  let timepiece: Timepiece
  let desk: AreaDesk = AreaDesk()
  /// Who moves along when areas change.
  private(set) var followers: [any AreaFollower] = PlacesRoom.areaFollowers
  /// Who has something to say on the page of an estate.
  private(set) var estateRooms: [any EstateFaceted] = []
  /// Who keeps something at buildings.
  private(set) var tenants: [any BuildingTenant] = []
  /// Who keeps something at estates.
  private(set) var guests: [any EstateTenant] = []

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

  /// The same room, on whose pages of estates other rooms have a say, in this order.
  public func showing(_ rooms: [any EstateFaceted]) -> PlacesRoom {
    var room = self
    room.estateRooms += rooms
    return room
  }

  /// The same room, whose buildings are not ended without those that keep something there.
  public func housing(_ tenants: [any BuildingTenant]) -> PlacesRoom {
    var room = self
    room.tenants += tenants
    return room
  }

  /// The same room, whose estates do not end without what other rooms keep there.
  public func hosting(_ guests: [any EstateTenant]) -> PlacesRoom {
    var room = self
    room.guests += guests
    return room
  }

  /// Where changes of areas are decided.
  public var changes: AreaChangeDesk { AreaChangeDesk(profile: profile, ids: ids, timepiece: timepiece, followers: followers) }

  /// Lets the changes come about whose day has come. May be run at any time, by several processes at once.
  @discardableResult public func enactDueChanges() async throws -> Int {
    let desk = changes
    return try await database.write { try desk.enactDue(in: $0) }
  }

  public var routes: [Route] {
    [listAreas, showArea, mapArea, printCodes, findPoint] + planRoutes + drawingRoutes + gridRoutes + changeRoutes + venueEditRoutes + venueRoutes
      + estateEditRoutes + estateRoutes + buildingEditRoutes + buildingRoutes
  }
}
