import Ground
import Web

/// What can be done with an estate: each act has a form of its own on the page where it is changed, and a route.
enum EstateAct: String, CaseIterable, Sendable {
  case describe, manage, end, withdrawEnd

  /// The path below `/estates/{estate}/`.
  var path: String {
    switch self {
    case .describe: "description"
    case .manage: "modes"
    case .end: "end"
    case .withdrawEnd: "end/withdrawal"
    }
  }

  var operation: (name: String, summary: String) {
    switch self {
    case .describe: ("describeEstate", "Put name, flags, households and first day of an estate right")
    case .manage: ("manageEstate", "Say how an estate is managed from a day on; what was planned for later is forgotten")
    case .end: ("endEstate", "End an estate, today, earlier or on a day ahead, and say which estate its buildings go to")
    case .withdrawEnd: ("withdrawEstateEnd", "Take the planned end of an estate back")
    }
  }

  func fields(_ housing: CityProfile.Housing) -> [FieldShape] {
    switch self {
    case .describe: Self.description(housing)
    case .manage:
      [
        FieldShape("mode", .choice(housing.modes.map(\.id)), required: true, about: "How it is managed"),
        FieldShape("from", .day, required: true, about: "The first day on which it is"),
      ]
    case .end:
      [
        FieldShape("day", .day, required: true, about: "The first day on which it no longer is one; one ahead is carried out when it comes"),
        FieldShape("buildings_to", .text(max: 20), about: "The id of the estate its buildings go to, or `none`; needed when it has any"),
      ]
    case .withdrawEnd: []
    }
  }

  static func founding(_ housing: CityProfile.Housing) -> [FieldShape] {
    description(housing) + [
      FieldShape("area", .id, required: true, about: "The community it lies in"),
      FieldShape("mode", .choice(housing.modes.map(\.id)), about: "How it is managed from its first day on, else from today"),
    ]
  }

  private static func description(_ housing: CityProfile.Housing) -> [FieldShape] {
    [
      FieldShape("name", .text(max: 60), required: true, about: "Its name, of which there is one in a community"),
      FieldShape("flags", .choice(housing.flags.map(\.id)), many: true, about: "All its marks"),
      FieldShape("households", .integer(0...100_000), about: "How many households live there"),
      FieldShape("from", .day, about: "The first day on which it is one; since ever unless said"),
    ]
  }
}
