import Ground
import Web

/// The wire shape of what a reporter may know.
enum FollowJSON {
  static let photo: Schema = .named(
    "FollowPhoto",
    .object([
      .init("id", .id), .init("kind", .choice(MatterPhoto.Kind.allCases.map(\.rawValue))), .init("thumbnail", .string), .init("full", .string),
      .init("width", .integer), .init("height", .integer),
    ]))

  static let event: Schema = .named(
    "FollowEvent",
    .object([
      .init("kind", .string), .init("at", .time), .init("text", .string), .init("note", .nullable(.string)), .init("dueBefore", .nullable(.time)),
      .init("dueAfter", .nullable(.time)),
    ]))

  static let view: Schema = .named(
    "Followed",
    .object([
      .init("number", .string), .init("category", .string), .init("address", .string), .init("text", .string), .init("state", .string),
      .init("stateText", .string), .init("open", .flag), .init("deskLevel", .string), .init("reportedAt", .time), .init("dueAt", .time),
      .init("answer", .nullable(.string)), .init("ratable", .flag), .init("rating", .nullable(.integer)), .init("solved", .nullable(.flag)),
      .init("comment", .nullable(.string)), .init("events", .array(event)), .init("photos", .array(photo)),
    ]))

  static func write(_ view: FollowView, token: String, _ words: Words, _ json: inout JSONWriter) {
    let matter: Matter = view.matter
    let report: Report = view.report
    json.object { json in
      json.field("number", report.number)
      json.field("category", matter.category)
      json.field("address", matter.location.address)
      json.field("text", report.body)
      json.field("state", matter.state)
      json.field("stateText", words("state.\(matter.state).plain"))
      json.field("open", matter.isOpen)
      json.field("deskLevel", matter.deskLevel)
      json.field("reportedAt", report.at)
      json.field("dueAt", matter.deadline.due)
      json.field("answer", view.answer?.event.note)
      json.field("ratable", view.isRatable)
      json.field("rating", report.rating)
      json.field("solved", report.solved)
      json.field("comment", report.comment)
      json.key("events")
      json.array(each: view.events) { write($1, words, &$0) }
      json.key("photos")
      json.array(each: view.photos) { write($1, token, &$0) }
    }
  }

  private static func write(_ event: FollowView.Event, _ words: Words, _ json: inout JSONWriter) {
    json.object {
      $0.field("kind", event.event.kind.word)
      $0.field("at", event.event.at)
      $0.field("text", event.sentence(words))
      $0.field("note", event.note)
      $0.field("dueBefore", event.event.dueBefore)
      $0.field("dueAfter", event.event.dueAfter)
    }
  }

  private static func write(_ photo: MatterPhoto, _ token: String, _ json: inout JSONWriter) {
    let path: String = "/f/\(token)/photos/\(photo.id)"
    json.object {
      $0.field("id", photo.id)
      $0.field("kind", photo.kind.rawValue)
      $0.field("thumbnail", path)
      $0.field("full", "\(path)?size=full")
      $0.field("width", photo.width)
      $0.field("height", photo.height)
    }
  }
}
