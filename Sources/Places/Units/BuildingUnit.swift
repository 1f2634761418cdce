public import Ground

/// A stairwell of a building with a door of its own (单元), from a day to a day.
public struct BuildingUnit: Sendable, Hashable {
  public let building: BuildingID
  /// Counted from 1.
  public let number: Int
  public let households: Int?
  public let validFrom: CivilDay?
  public let validUntil: CivilDay?

  public init(building: BuildingID, number: Int, households: Int? = nil, validFrom: CivilDay? = nil, validUntil: CivilDay? = nil) {
    self.building = building
    self.number = number
    self.households = households
    self.validFrom = validFrom
    self.validUntil = validUntil
  }

  public func exists(on day: CivilDay) -> Bool { (validFrom.map { $0 <= day } ?? true) && (validUntil.map { day < $0 } ?? true) }
}
