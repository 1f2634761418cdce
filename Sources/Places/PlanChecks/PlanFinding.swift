public import Ground

/// One thing that is wrong with how land is divided.
public struct PlanFinding: Sendable, Hashable {
  public enum Kind: String, Sendable, CaseIterable {
    /// An area without an outline although the one above has one.
    case unmapped
    /// An outline that crosses itself, or whose parts hang together by corners only.
    case tangled, pieces
    /// Land under no area, under several, or under one that does not belong there.
    case gap, overlap, outside
    /// A grid with too few or too many households.
    case small, large
    /// A building that stands in no grid, in another than the one it is registered in, or in several.
    case homeless, misplaced, doubled

    /// Whether it is about the drawing, not about numbers: a new drawing must have none of these.
    public var isGeometric: Bool { self != .small && self != .large }
  }

  public let kind: Kind
  /// The areas it is about: those that overlap, the grid that is too large, the grid in which a building is registered.
  public let areas: [AreaID]
  /// The area above, for gaps and what sticks out.
  public let whole: AreaID?
  public let building: BuildingID?
  public let squareMetres: Double?
  public let households: Int?
  /// A point in it, for the map.
  public let point: Coordinates?
  /// The land itself, as polygons without holes whose rings are open.
  public let land: [[Coordinates]]

  init(
    _ kind: Kind, areas: [AreaID], whole: AreaID? = nil, building: BuildingID? = nil, squareMetres: Double? = nil, households: Int? = nil,
    point: Coordinates? = nil, land: [[Coordinates]] = []
  ) {
    self.kind = kind
    self.areas = areas
    self.whole = whole
    self.building = building
    self.squareMetres = squareMetres
    self.households = households
    self.point = point
    self.land = land
  }
}
