public import Ground

/// What an area is at one time, without its dates.
public struct AreaState: Sendable, Hashable, Codable {
  public var code: String
  /// The id of the profile's level.
  public var level: String
  public var name: String
  /// nil for the city.
  public var parent: AreaID?

  public init(code: String, level: String, name: String, parent: AreaID?) {
    self.code = code
    self.level = level
    self.name = name
    self.parent = parent
  }

  /// The places of an area with this code; empty codes have none.
  public var range: PlaceRange { PlaceRange(code: code) ?? PlaceRange(Place(0), Place(0)) }
}
