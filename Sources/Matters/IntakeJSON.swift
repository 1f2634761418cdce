import Ground
import Places
import Web

/// The wire shapes of reporting.
enum IntakeJSON {
  static let reported: Schema = .named("Reported", .object([.init("number", .string), .init("follow", .string), .init("dueAt", .time)]))

  static let place: Schema = .named(
    "CodePlace",
    .object([
      .init("code", .string), .init("kind", .choice(DoorCode.Kind.allCases.map(\.rawValue))), .init("address", .string),
      .init("areas", .array(.object([.init("level", .string), .init("name", .string)]))), .init("longitude", .nullable(.number)),
      .init("latitude", .nullable(.number)),
      .init("categories", .array(.object([.init("id", .string), .init("name", .string), .init("hint", .string), .init("offered", .flag)]))),
      .init(
        "known",
        .array(
          .object([
            .init("id", .id), .init("category", .string), .init("state", .string), .init("reportedAt", .time), .init("reports", .integer),
          ]))),
    ]))

  static func write(_ report: Report, follow: String, due: Moment, _ json: inout JSONWriter) {
    json.object {
      $0.field("number", report.number)
      $0.field("follow", follow)
      $0.field("dueAt", due)
    }
  }

  static func write(_ view: IntakeView, _ profile: CityProfile, _ words: Words, _ json: inout JSONWriter) {
    let step: Doorstep = view.step
    json.object { json in
      json.field("code", step.code.code)
      json.field("kind", step.code.kind.rawValue)
      json.field("address", step.address(words))
      json.key("areas")
      json.array(each: step.chain) { json, area in
        json.object {
          $0.field("level", area.level)
          $0.field("name", area.name)
        }
      }
      json.field("longitude", step.coordinates?.longitude)
      json.field("latitude", step.coordinates?.latitude)
      json.key("categories")
      json.array(each: profile.categories) { write($1, words, &$0) }
      json.key("known")
      json.array(each: view.known) { write($1, &$0) }
    }
  }

  private static func write(_ category: CityProfile.Category, _ words: Words, _ json: inout JSONWriter) {
    json.object {
      $0.field("id", category.id)
      $0.field("name", words("category.\(category.id)"))
      $0.field("hint", words("category.\(category.id).hint"))
      $0.field("offered", category.offered)
    }
  }

  private static func write(_ known: IntakeView.Known, _ json: inout JSONWriter) {
    json.object {
      $0.field("id", known.id)
      $0.field("category", known.category)
      $0.field("state", known.state)
      $0.field("reportedAt", known.reportedAt)
      $0.field("reports", known.reports)
    }
  }
}
