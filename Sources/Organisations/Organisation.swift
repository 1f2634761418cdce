public import Ground

/// A department, unit, property company or any other body that handles matters or takes part in them.
public struct Organisation: Sendable, Hashable {
  public let id: OrganisationID
  /// The id of the profile's kind; its word is `organisation_kind.<kind>`.
  public var kind: String
  /// The profile's name for it (`organisation.<key>` is its word), when the catalogue knows it.
  public let key: String?
  /// Its own name, where it has one beside the profile's.
  public var name: String?
  /// As people say it.
  public var shortName: String?
  /// The body directly above in the chain.
  public var parent: OrganisationID?
  /// A field and a unit level of the profile.
  public var field: String?
  public var unitLevel: String?
  /// The 18 characters of GB 32100, as they were given: a wrong one is warned about, not refused.
  public var creditCode: String?
  /// The body that took its place when it was dissolved.
  public var successor: OrganisationID?
  public let area: AreaID
  /// The area it is responsible for, and all below.
  public let range: PlaceRange
  /// The first day on which it exists, and the first on which it no longer does.
  public let validFrom: CivilDay
  public var validUntil: CivilDay?
  public var version: Int64

  public init(
    id: OrganisationID, kind: String, key: String? = nil, name: String? = nil, shortName: String? = nil, parent: OrganisationID? = nil,
    field: String? = nil, unitLevel: String? = nil, creditCode: String? = nil, successor: OrganisationID? = nil, area: AreaID,
    range: PlaceRange, validFrom: CivilDay, validUntil: CivilDay? = nil, version: Int64 = 1
  ) {
    self.id = id
    self.kind = kind
    self.key = key
    self.name = name
    self.shortName = shortName
    self.parent = parent
    self.field = field
    self.unitLevel = unitLevel
    self.creditCode = creditCode
    self.successor = successor
    self.area = area
    self.range = range
    self.validFrom = validFrom
    self.validUntil = validUntil
    self.version = version
  }

  public func holds(on day: CivilDay) -> Bool { validFrom <= day && validUntil.map { day < $0 } ?? true }

  public var place: Place { range.first }

  /// Its own name, or the profile's word for it.
  public func name(_ words: Words) -> String { name ?? key.map { words("organisation.\($0)") } ?? words("organisation_kind.\(kind)") }
}
