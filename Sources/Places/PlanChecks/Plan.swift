public import Ground

/// How land is divided: areas with their outlines, and the buildings on it.
public struct Plan: Sendable {
  /// An area of the plan. Those without an outline are part of it too: they are findings.
  public struct Part: Sendable {
    public let id: AreaID
    public let parent: AreaID?
    public var polygon: Polygon?
    /// Whether limits on households hold for it: a grid, and of a kind that is sized.
    public let isSized: Bool
    /// Whether it is of the lowest level, in which buildings stand.
    public let isGrid: Bool

    public init(id: AreaID, parent: AreaID?, polygon: Polygon?, isSized: Bool, isGrid: Bool) {
      self.id = id
      self.parent = parent
      self.polygon = polygon
      self.isSized = isSized
      self.isGrid = isGrid
    }
  }

  public struct House: Sendable {
    public let id: BuildingID
    /// The grid in which it is registered.
    public var grid: AreaID
    public let coordinates: Coordinates
    /// nil: nobody has counted.
    public let households: Int?

    public init(id: BuildingID, grid: AreaID, coordinates: Coordinates, households: Int?) {
      self.id = id
      self.grid = grid
      self.coordinates = coordinates
      self.households = households
    }
  }

  /// In the order of their codes, every area before those below it.
  public var parts: [Part]
  public var houses: [House]

  public init(parts: [Part], houses: [House]) {
    self.parts = parts
    self.houses = houses
  }
}
