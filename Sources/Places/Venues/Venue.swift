public import Ground

/// A place that is open to everybody (阵地): a service centre, a station, a shared home.
public struct Venue: Placed, Lasting, Hashable {
  public let id: VenueID
  /// Of the profile's venue kinds.
  public var kind: String
  public var name: String
  /// The community or grid it serves.
  public let area: AreaID
  public let place: Place
  public var address: String
  public var coordinates: Coordinates
  /// Of the venue itself, as it hangs at its entrance.
  public var phone: String?
  /// Of the profile's venue functions.
  public var functions: Set<String>
  /// What can be settled here, one line each.
  public var services: [String]
  /// What can be borrowed here, one line each.
  public var loans: [String]
  public var hours: OpeningHours
  public var validFrom: CivilDay?
  public var validUntil: CivilDay?
  public var version: Int64

  public init(
    id: VenueID, kind: String, name: String, area: AreaID, place: Place, address: String, coordinates: Coordinates, phone: String? = nil,
    functions: Set<String> = [], services: [String] = [], loans: [String] = [], hours: OpeningHours = .never, validFrom: CivilDay? = nil,
    validUntil: CivilDay? = nil, version: Int64 = 1
  ) {
    self.id = id
    self.kind = kind
    self.name = name
    self.area = area
    self.place = place
    self.address = address
    self.coordinates = coordinates
    self.phone = phone
    self.functions = functions
    self.services = services
    self.loans = loans
    self.hours = hours
    self.validFrom = validFrom
    self.validUntil = validUntil
    self.version = version
  }
}
