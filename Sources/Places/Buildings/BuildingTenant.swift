public import Ground
public import SQL

/// A door that ends: a building that is pulled down, or one of its units.
public struct BuildingEnding: Sendable {
  public let building: Building
  /// nil: the whole building.
  public let unit: Int?
  /// The first day on which it no longer is.
  public let day: CivilDay
  /// The building of the same grid that takes over what stands there; nil: the grid itself does.
  public let heir: Building?

  public init(building: Building, unit: Int? = nil, day: CivilDay, heir: Building? = nil) {
    self.building = building
    self.unit = unit
    self.day = day
    self.heir = heir
  }
}

/// So many of something stand at a door.
public struct BuildingLoad: Sendable, Hashable {
  /// The key of a counted word: `building_load.posts`.
  public let word: String
  public let count: Int
  /// It has to be taken elsewhere before the building can end.
  public let isFast: Bool

  public init(word: String, count: Int, isFast: Bool = false) {
    self.word = word
    self.count = count
    self.isFast = isFast
  }
}

/// A room that keeps something at buildings: it says how much stands there, and takes it elsewhere when the door ends. Handed to
/// ``PlacesRoom`` with ``PlacesRoom/housing(_:)``.
public protocol BuildingTenant: Sendable {
  /// What is there on that day or will be later.
  func load(of ending: BuildingEnding, in session: any Session) throws -> [BuildingLoad]

  /// Whether this caller may end it, as far as this room is concerned.
  /// - Throws: ``Refusal`` `.invalid` on `goes_to`.
  func check(_ ending: BuildingEnding, by caller: Caller, in session: any Session) throws

  /// Takes what is there to the heir or to the grid, in the same transaction.
  func leave(_ ending: BuildingEnding, by caller: Caller, in session: any Session) throws
}

extension BuildingTenant {
  public func check(_ ending: BuildingEnding, by caller: Caller, in session: any Session) throws {}
}
