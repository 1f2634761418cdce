import Ground
import Web

/// What can be done with a venue: each act has a form of its own on the page where it is changed, and a route.
enum VenueAct: String, CaseIterable, Sendable {
  case describe, close

  /// The path below `/venues/{venue}/`.
  var path: String {
    switch self {
    case .describe: "description"
    case .close: "end"
    }
  }

  var operation: (name: String, summary: String) {
    switch self {
    case .describe: ("describeVenue", "Put right what a venue is, offers and lends, and when it is open")
    case .close: ("closeVenue", "Close a venue for good, from a day on")
    }
  }

  func fields(_ housing: CityProfile.Housing) -> [FieldShape] {
    switch self {
    case .describe: Self.description(housing)
    case .close: [FieldShape("day", .day, required: true, about: "The first day on which it no longer is there; today or earlier")]
    }
  }

  static func founding(_ housing: CityProfile.Housing) -> [FieldShape] {
    description(housing) + [FieldShape("area", .id, required: true, about: "The community or grid it serves")]
  }

  private static func description(_ housing: CityProfile.Housing) -> [FieldShape] {
    [
      FieldShape("kind", .choice(housing.venueKinds.map(\.id)), required: true),
      FieldShape("name", .text(max: 80), required: true, about: "Its name, as it hangs at its entrance"),
      FieldShape("address", .text(max: 120), required: true),
      FieldShape("longitude", .number(-180...180), required: true, about: "Degrees east, WGS 84"),
      FieldShape("latitude", .number(-90...90), required: true, about: "Degrees north, WGS 84"),
      FieldShape("phone", .text(max: 20, pattern: "^[0-9+ -]{5,20}$"), about: "Of the venue itself"),
      FieldShape("functions", .choice(housing.venueFunctions), many: true, about: "What it is there for"),
      FieldShape("services", .text(max: 2_000), about: "What can be settled here, one item a line"),
      FieldShape("loans", .text(max: 2_000), about: "What can be borrowed here, one item a line"),
    ] + VenueHoursForm.shapes
  }
}
