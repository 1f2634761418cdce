public import Ground
import Web

/// What is said of a venue when it is opened or put right.
public struct VenueDraft: Sendable {
  public var kind: String
  public var name: String
  /// The area it serves; only when it is opened.
  public var area: AreaID?
  public var address: String
  public var point: Coordinates?
  public var phone: String?
  public var functions: Set<String>
  public var services: [String]
  public var loans: [String]
  public var hours: OpeningHours

  public init(
    kind: String, name: String, area: AreaID? = nil, address: String, point: Coordinates?, phone: String? = nil, functions: Set<String> = [],
    services: [String] = [], loans: [String] = [], hours: OpeningHours = .never
  ) {
    self.kind = kind
    self.name = name
    self.area = area
    self.address = address
    self.point = point
    self.phone = phone
    self.functions = functions
    self.services = services
    self.loans = loans
    self.hours = hours
  }

  /// What is said of a venue now.
  public init(_ venue: Venue) {
    self.init(
      kind: venue.kind, name: venue.name, address: venue.address, point: venue.coordinates, phone: venue.phone, functions: venue.functions,
      services: venue.services, loans: venue.loans, hours: venue.hours)
  }

  /// - Throws: ``Refusal`` `.invalid` on the opening hours.
  init(_ values: FieldValues) throws {
    let point: Coordinates? = values.number("longitude").flatMap { longitude in
      values.number("latitude").flatMap { Coordinates(longitude: longitude, latitude: $0) }
    }
    self.init(
      kind: values.text("kind") ?? "", name: values.text("name") ?? "", area: values.id("area"), address: values.text("address") ?? "",
      point: point, phone: values.text("phone"), functions: Set(values.texts("functions")), services: VenueDraft.lines(values.text("services")),
      loans: VenueDraft.lines(values.text("loans")), hours: try VenueHoursForm.hours(values))
  }

  /// One item a line.
  static func lines(_ text: String?) -> [String] {
    (text ?? "").split(whereSeparator: \.isNewline).map { $0.trimmingPrefix(while: \.isWhitespace) }.filter { !$0.isEmpty }.map { String($0) }
  }
}
