public import Ground

/// A residential estate (小区): buildings that are managed as one.
public struct Estate: Placed, Lasting, Hashable {
  public let id: EstateID
  public var name: String
  /// The community it lies in.
  public let area: AreaID
  /// The community's place.
  public let place: Place
  /// Of the profile's flags.
  public var flags: Set<String>
  /// Of the profile's modes, on the day for which it was read; nil while nobody has said.
  public var mode: String?
  public var households: Int?
  /// The first day on which it is one, and the first on which it no longer is; nil: always, and until further notice.
  public var validFrom: CivilDay?
  public var validUntil: CivilDay?
  public var version: Int64

  public init(
    id: EstateID, name: String, area: AreaID, place: Place, flags: Set<String> = [], mode: String? = nil, households: Int? = nil,
    validFrom: CivilDay? = nil, validUntil: CivilDay? = nil, version: Int64 = 1
  ) {
    self.id = id
    self.name = name
    self.area = area
    self.place = place
    self.flags = flags
    self.mode = mode
    self.households = households
    self.validFrom = validFrom
    self.validUntil = validUntil
    self.version = version
  }
}

/// From when to when an estate was managed in one way.
public struct EstateModeSpan: Sendable, Hashable {
  public let mode: String
  public let validFrom: CivilDay
  public let validUntil: CivilDay?
}
