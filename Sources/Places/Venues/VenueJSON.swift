import Ground
import Web

enum VenueJSON {
  static let venue: Schema = .named(
    "Venue",
    .object([
      .init("id", .id), .init("kind", .string), .init("name", .string), .init("area", .id), .init("address", .string), .init("longitude", .number),
      .init("latitude", .number), .init("phone", .nullable(.string)), .init("functions", .array(.string)), .init("services", .array(.string)),
      .init("loans", .array(.string)), .init("hours", .array(.string)), .init("follows_calendar", .flag), .init("exceptions", .string),
      .init("valid_from", .nullable(.day)), .init("valid_until", .nullable(.day)), .init("version", .integer),
    ]))

  static func write(_ venue: Venue, phones: Bool, _ json: inout JSONWriter) {
    json.object { json in
      json.field("id", venue.id)
      json.field("kind", venue.kind)
      json.field("name", venue.name)
      json.field("area", venue.area)
      json.field("address", venue.address)
      json.field("longitude", venue.coordinates.longitude)
      json.field("latitude", venue.coordinates.latitude)
      json.field("phone", phones ? venue.phone : nil)
      json.key("functions")
      json.array(each: venue.functions.sorted()) { $0.string($1) }
      json.key("services")
      json.array(each: venue.services) { $0.string($1) }
      json.key("loans")
      json.array(each: venue.loans) { $0.string($1) }
      json.key("hours")
      json.array(each: venue.hours.weekly) { $0.string(OpeningHours.text($1)) }
      json.field("follows_calendar", venue.hours.followsCalendar)
      json.field("exceptions", venue.hours.exceptionsText)
      json.field("valid_from", venue.validFrom)
      json.field("valid_until", venue.validUntil)
      json.field("version", venue.version)
    }
  }
}
