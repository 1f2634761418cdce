public import Ground

/// What an area is from one day to another: its code, name, level and the area above it. An area keeps one id for life and has one
/// span after another; they neither overlap nor, while the area exists, leave a gap.
public struct AreaSpan: Sendable, Hashable {
  public let area: AreaID
  public let code: String
  public let level: String
  public let name: String
  /// nil for the city.
  public let parent: AreaID?
  /// The places of this area and of all below it, as they were numbered in this span.
  public let range: PlaceRange
  /// The first day on which it is so; nil: since ever.
  public var validFrom: CivilDay?
  /// The first day on which it no longer is; nil: until further notice.
  public var validUntil: CivilDay?
  /// The change that began it; nil for what was there from the start.
  public var change: AreaChangeID?

  public init(
    area: AreaID, code: String, level: String, name: String, parent: AreaID?, range: PlaceRange, validFrom: CivilDay? = nil,
    validUntil: CivilDay? = nil, change: AreaChangeID? = nil
  ) {
    self.area = area
    self.code = code
    self.level = level
    self.name = name
    self.parent = parent
    self.range = range
    self.validFrom = validFrom
    self.validUntil = validUntil
    self.change = change
  }

  init(_ area: Area) {
    self.init(
      area: area.id, code: area.code, level: area.level, name: area.name, parent: area.parent, range: area.range, validFrom: area.validFrom,
      validUntil: area.validUntil)
  }

  public func holds(on day: CivilDay) -> Bool { (validFrom.map { $0 <= day } ?? true) && (validUntil.map { day < $0 } ?? true) }

  /// The area as it was in this span.
  func area(version: Int64) -> Area {
    Area(
      id: area, code: code, level: level, name: name, parent: parent, range: range, validFrom: validFrom, validUntil: validUntil,
      version: version)
  }
}
