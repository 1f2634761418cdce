public import Ground

/// A power, a service or a resource that has been given down to an area, usually a subdistrict: by whom, on what basis, since when.
public struct StreetPower: Sendable, Hashable {
  public let id: StreetPowerID
  /// The id of the profile's kind of power; its word is `power.<kind>`.
  public let kind: String
  public let title: String
  public let area: AreaID
  public let range: PlaceRange
  /// Who gave it, in words: it may be a body that is in no register.
  public let giver: String?
  public let basis: String?
  public let validFrom: CivilDay
  public var validUntil: CivilDay?
  public var version: Int64

  public init(
    id: StreetPowerID, kind: String, title: String, area: AreaID, range: PlaceRange, giver: String? = nil, basis: String? = nil,
    validFrom: CivilDay, validUntil: CivilDay? = nil, version: Int64 = 1
  ) {
    self.id = id
    self.kind = kind
    self.title = title
    self.area = area
    self.range = range
    self.giver = giver
    self.basis = basis
    self.validFrom = validFrom
    self.validUntil = validUntil
    self.version = version
  }

  public func holds(on day: CivilDay) -> Bool { validFrom <= day && validUntil.map { day < $0 } ?? true }
}

/// One time the power was used.
public struct PowerExercise: Sendable, Hashable {
  public let id: PowerExerciseID
  public let power: StreetPowerID
  public let day: CivilDay
  public let text: String
  /// What came of it.
  public let result: String?

  public init(id: PowerExerciseID, power: StreetPowerID, day: CivilDay, text: String, result: String? = nil) {
    self.id = id
    self.power = power
    self.day = day
    self.text = text
    self.result = result
  }
}

/// A power as a list shows it.
struct StreetPowerRow: Sendable {
  let power: StreetPower
  let areaName: String
  let uses: Int
}
