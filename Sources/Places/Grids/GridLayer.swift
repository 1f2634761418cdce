public import Ground

/// A grid of a duty's own old system, from before duties were merged into one grid (全要素一张网).
public struct GridLayer: Sendable, Hashable {
  public let id: GridLayerID
  /// Of the profile's duties; its grids together are the duty's system.
  public let duty: String
  /// The community it lies in.
  public let area: AreaID
  public let place: Place
  public let code: String
  public let name: String
  public let polygon: Polygon

  public init(id: GridLayerID, duty: String, area: AreaID, place: Place, code: String, name: String, polygon: Polygon) {
    self.id = id
    self.duty = duty
    self.area = area
    self.place = place
    self.code = code
    self.name = name
    self.polygon = polygon
  }
}

/// A community in which a duty still has grids of its own beside the unified ones.
public struct GridOverlap: Sendable, Hashable {
  public let area: AreaID
  public let name: String
  public let place: Place
  public let duty: String
  /// How many grids the old system has here, how many unified grids there are, and how many of these carry the duty already.
  public let layers: Int
  public let grids: Int
  public let carrying: Int
}

/// An old grid and a unified one that share land.
public struct GridLayerShare: Sendable, Hashable {
  public let layer: GridLayer
  public let grid: AreaID
  public let gridName: String
  /// Square metres that both cover.
  public let squareMetres: Double
  /// Of the old grid's land, 0 to 1.
  public let share: Double
  public let carries: Bool
}
