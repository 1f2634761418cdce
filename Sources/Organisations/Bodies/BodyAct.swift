import Ground
import Web

/// What can be done with a body: each act has a form of its own on the page where it is changed, and a route.
enum BodyAct: String, CaseIterable, Sendable {
  case rename, describe, move, reorganise, bind, bindEstate, unbind, admit, release, addDuty, reviseDuty, endDuty, dissolve
  case withdrawDissolution, withdrawPlan

  /// The path below `/organisations/{organisation}/`.
  var path: String {
    switch self {
    case .rename: "name"
    case .describe: "description"
    case .move: "parent"
    case .reorganise: "kind"
    case .bind: "areas"
    case .bindEstate: "estates"
    case .unbind: "areas/{binding}/end"
    case .admit: "members"
    case .release: "members/{member}/end"
    case .addDuty: "duties"
    case .reviseDuty: "duties/{duty}/wording"
    case .endDuty: "duties/{duty}/end"
    case .dissolve: "dissolution"
    case .withdrawDissolution: "dissolution/withdrawal"
    case .withdrawPlan: "plans/{day}/withdrawal"
    }
  }

  /// Where its form goes: the name in braces filled with an id.
  func action(_ organisation: OrganisationID, part: String? = nil) -> String {
    var steps: [String] = path.split(separator: "/").map { String($0) }
    for (index, step) in steps.enumerated() where step.hasPrefix("{") { steps[index] = part ?? "" }
    return "/organisations/\(organisation)/\(steps.joined(separator: "/"))"
  }

  var operation: (name: String, summary: String) {
    switch self {
    case .rename: ("renameOrganisation", "Rename a body from a day on")
    case .describe: ("describeOrganisation", "Put field, level and credit code of a body right, at once")
    case .move: ("moveOrganisation", "Put a body below another in the chain, from a day on")
    case .reorganise: ("reorganiseOrganisation", "Make a body one of another kind, from a day on")
    case .bind: ("bindOrganisation", "Make a body answer for another area or a building, from a day on")
    case .bindEstate: ("bindOrganisationToEstate", "Let a body stand at an estate, from a day on")
    case .unbind: ("unbindOrganisation", "End what a body answers for")
    case .admit: ("admitMember", "Take a unit into a commission or a task group")
    case .release: ("releaseMember", "Let a unit of a commission or a task group go")
    case .addDuty: ("addDuty", "Add a statement of what a body or a unit in it does")
    case .reviseDuty: ("reviseDuty", "Word a statement of duty anew, from a day on")
    case .endDuty: ("endDuty", "End a statement of duty")
    case .dissolve: ("dissolveOrganisation", "Dissolve a body, or merge it into the successor that takes over what it has")
    case .withdrawDissolution: ("withdrawDissolution", "Take back a dissolution whose day has not come")
    case .withdrawPlan: ("withdrawOrganisationPlan", "Take back what was to change of a body on a day ahead")
    }
  }

  var pathFields: [FieldShape] {
    switch self {
    case .unbind: [FieldShape("binding", .id, required: true, about: "The binding's id")]
    case .release: [FieldShape("member", .id, required: true, about: "The membership's id")]
    case .reviseDuty, .endDuty: [FieldShape("duty", .id, required: true, about: "The statement's id")]
    case .withdrawPlan: [FieldShape("day", .day, required: true, about: "The day of the change")]
    default: []
    }
  }

  func fields(_ profile: CityProfile) -> [FieldShape] {
    switch self {
    case .rename: BodyFields.naming(isRequired: false) + [BodyFields.from]
    case .describe: BodyFields.description(profile)
    case .move: [BodyFields.parent, BodyFields.from]
    case .reorganise: [BodyFields.kind(profile), BodyFields.from]
    case .bind: [BodyFields.area, BodyFields.building, BodyFields.from]
    case .bindEstate: [BodyFields.estate, BodyFields.from]
    case .admit: [BodyFields.member, BodyFields.part, BodyFields.from]
    case .addDuty:
      [BodyFields.text, BodyFields.basis, FieldShape("member", .id, about: "The unit in the body whose duty it is"), BodyFields.from]
    case .reviseDuty: [BodyFields.text, BodyFields.basis, BodyFields.from]
    case .dissolve: BodyFields.ending
    case .unbind, .release, .endDuty: [BodyFields.from]
    case .withdrawDissolution, .withdrawPlan: []
    }
  }
}

/// The fields of the forms of bodies.
enum BodyFields {
  static let from: FieldShape = FieldShape("from", .day, about: "The first day on which it is so; today unless said")
  static let ending: [FieldShape] = [FieldShape("successor", .id, about: "The body that takes over what it has; none: it ends"), from]
  static let area: FieldShape = FieldShape(
    "area", .text(max: 19, pattern: "^[0-9]{2,19}$"), required: true, about: "The area's code, or its id")
  static let parent: FieldShape = FieldShape("parent", .id, about: "The body directly above; left out: none")
  static let building: FieldShape = FieldShape("building", .id, about: "A building of the area")
  static let estate: FieldShape = FieldShape("estate", .id, required: true, about: "An estate within the body's area")
  static let member: FieldShape = FieldShape("member", .id, required: true, about: "The unit's id")
  static let part: FieldShape = FieldShape(
    "part", .choice(BodyMember.Part.allCases.map(\.rawValue)), required: true, about: "Leading unit or member")
  static let text: FieldShape = FieldShape("text", .text(max: 1000), required: true, about: "What is done, in the city's language")
  static let basis: FieldShape = FieldShape("basis", .text(max: 300), about: "The document it comes from")

  static func kind(_ profile: CityProfile) -> FieldShape {
    FieldShape("kind", .choice(profile.organisationKinds.map(\.id)), required: true, about: "A kind of the city's profile")
  }

  static func naming(isRequired: Bool) -> [FieldShape] {
    [
      FieldShape("name", .text(max: 120), required: isRequired, about: "The full name"),
      FieldShape("short_name", .text(max: 40), about: "As people say it"),
    ]
  }

  static func description(_ profile: CityProfile) -> [FieldShape] {
    [
      FieldShape("field", .choice(profile.organisationRules.fields), about: "The field of Party work"),
      FieldShape("unit_level", .choice(profile.organisationRules.unitLevels), about: "At whose level it stands"),
      FieldShape("credit_code", .text(max: 40), about: "Unified social credit code (GB 32100); a wrong one is kept and warned about"),
    ]
  }

  static func all(_ profile: CityProfile) -> [FieldShape] {
    [kind(profile), area, parent] + naming(isRequired: true) + description(profile) + [building, from]
  }
}
