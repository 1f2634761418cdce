public import Ground

/// A piece of the city that has a code and somebody responsible: the city, a district, a subdistrict, a community, a grid.
///
/// Its id is one for life. Code, name and place may change with time; they are the current span of the dates they carry.
public struct Area: Placed, Hashable {
  public let id: AreaID
  /// Decimal digits, as many as the level has in the city's profile (4, 6, 9, 12, 15).
  public let code: String
  /// The id of the profile's level, such as `grid`.
  public let level: String
  public let name: String
  /// nil for the city.
  public let parent: AreaID?
  /// The places of this area and of all below it.
  public let range: PlaceRange
  /// The first day on which it is so, and the first on which it no longer is; nil: always, and until further notice.
  public let validFrom: CivilDay?
  public let validUntil: CivilDay?
  public let version: Int64

  /// The place of what belongs to this area as a whole.
  public var place: Place { range.first }

  public init(
    id: AreaID, code: String, level: String, name: String, parent: AreaID?, range: PlaceRange, validFrom: CivilDay? = nil,
    validUntil: CivilDay? = nil, version: Int64 = 1
  ) {
    self.id = id
    self.code = code
    self.level = level
    self.name = name
    self.parent = parent
    self.range = range
    self.validFrom = validFrom
    self.validUntil = validUntil
    self.version = version
  }
}
