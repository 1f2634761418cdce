import Ground
import Web

/// What can be done with a building: each act has a form of its own on the page where it is changed, and a route.
enum BuildingAct: String, CaseIterable, Sendable {
  case describe, addUnit, countUnit, endUnit, withdrawUnitEnd, end, withdrawEnd

  /// The path below `/buildings/{building}/`.
  var path: String {
    switch self {
    case .describe: "description"
    case .addUnit: "units"
    case .countUnit: "units/{unit}/households"
    case .endUnit: "units/{unit}/end"
    case .withdrawUnitEnd: "units/{unit}/end/withdrawal"
    case .end: "end"
    case .withdrawEnd: "end/withdrawal"
    }
  }

  var operation: (name: String, summary: String) {
    switch self {
    case .describe: ("describeBuilding", "Put address, point, estate and households of a building right; a point in another grid takes it there")
    case .addUnit: ("addUnit", "Add a unit to a building, from a day on")
    case .countUnit: ("countUnit", "Say how many households a unit has")
    case .endUnit: ("endUnit", "End a unit of a building from a day on")
    case .withdrawUnitEnd: ("withdrawUnitEnd", "Take the planned end of a unit back")
    case .end: ("endBuilding", "End a building that is pulled down, and say who takes over what stands there")
    case .withdrawEnd: ("withdrawBuildingEnd", "Take the planned end of a building back")
    }
  }

  var pathFields: [FieldShape] {
    switch self {
    case .countUnit, .endUnit, .withdrawUnitEnd: [FieldShape("unit", .integer(1...200), required: true, about: "The unit's number")]
    default: []
    }
  }

  var fields: [FieldShape] {
    switch self {
    case .describe: Self.description
    case .addUnit:
      [
        FieldShape("number", .integer(1...200), required: true, about: "The unit's number, counted from 1"),
        FieldShape("households", .integer(0...1_000), about: "How many households it has"),
        FieldShape("from", .day, about: "The first day on which it is there; as long as the building unless said"),
      ]
    case .countUnit: [FieldShape("households", .integer(0...1_000), about: "How many households it has; nobody has counted unless said")]
    case .endUnit, .end: [Self.day, Self.heir]
    case .withdrawUnitEnd, .withdrawEnd: []
    }
  }

  static let founding: [FieldShape] =
    description + [
      FieldShape("units", .integer(1...200), about: "How many units it has; 1 unless said"),
      FieldShape("from", .day, about: "The first day on which it stands; since ever unless said"),
      FieldShape("community", .id, about: "Of a page: where the form was, to be shown again there"),
    ]

  private static let description: [FieldShape] = [
    FieldShape("name", .text(max: 60), required: true, about: "As it is addressed, such as the street and the number"),
    FieldShape("former_name", .text(max: 60), about: "What it was called before; a new name keeps the old one here unless said"),
    FieldShape("longitude", .number(-180...180), required: true, about: "Degrees east, WGS 84"),
    FieldShape("latitude", .number(-90...90), required: true, about: "Degrees north, WGS 84"),
    FieldShape("grid", .id, about: "The grid; found by the point unless no grid is drawn there"),
    FieldShape("estate", .id, about: "The estate it belongs to, in the same community"),
    FieldShape("households", .integer(0...10_000), about: "How many households live in it"),
  ]

  private static let day: FieldShape = FieldShape(
    "day", .day, required: true, about: "The first day on which it no longer is there; one ahead is carried out when it comes")

  private static let heir: FieldShape = FieldShape(
    "goes_to", .text(max: 20),
    about: "Who takes over: `grid`, or the id of a building of the same grid; needed when posts or open matters stand there")
}
