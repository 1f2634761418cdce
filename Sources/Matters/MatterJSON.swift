import Ground
import Places
import Web

/// The wire shapes of matters for staff.
enum MatterJSON {
  static let row: Schema = .named("Matter", .object(rowProperties))

  private static let rowProperties: [Schema.Property] = [
    .init("id", .id), .init("number", .string), .init("title", .string), .init("category", .string), .init("state", .string),
    .init("waitingFor", .choice(Workflow.WaitingFor.allCases.map(\.rawValue))), .init("open", .flag), .init("area", .id),
    .init("areaName", .string), .init("address", .string), .init("longitude", .nullable(.number)), .init("latitude", .nullable(.number)),
    .init("source", .choice(Matter.Source.allCases.map(\.rawValue))), .init("deskLevel", .string), .init("handlerPost", .nullable(.id)),
    .init("handlerOrganisation", .nullable(.id)), .init("handler", .nullable(.string)), .init("reportedAt", .time), .init("dueAt", .time),
    .init("late", .flag), .init("answeredAt", .nullable(.time)), .init("resolvedAt", .nullable(.time)), .init("closedAt", .nullable(.time)),
    .init("confirmed", .nullable(.flag)), .init("rating", .nullable(.integer)), .init("reports", .integer), .init("reopened", .integer),
    .init("version", .integer),
  ]

  static func write(_ row: QueueRow, _ json: inout JSONWriter) {
    json.object { writeFields(row.matter, areaName: row.areaName, handler: row.handler, standing: row.standing, &$0) }
  }

  private static func writeFields(_ matter: Matter, areaName: String, handler: String?, standing: MatterStanding, _ json: inout JSONWriter) {
    json.field("id", matter.id)
    json.field("number", matter.number)
    json.field("title", matter.title)
    json.field("category", matter.category)
    json.field("state", matter.state)
    json.field("waitingFor", matter.waitingFor.rawValue)
    json.field("open", matter.isOpen)
    json.field("area", matter.location.area)
    json.field("areaName", areaName)
    json.field("address", matter.location.address)
    json.field("longitude", matter.location.longitude)
    json.field("latitude", matter.location.latitude)
    json.field("source", matter.source.rawValue)
    json.field("deskLevel", matter.deskLevel)
    json.field("handlerPost", matter.handlerPost)
    json.field("handlerOrganisation", matter.handlerOrganisation)
    json.field("handler", handler)
    json.field("reportedAt", matter.reportedAt)
    json.field("dueAt", matter.deadline.due)
    if case .late = standing { json.field("late", true) } else { json.field("late", false) }
    json.field("answeredAt", matter.answeredAt)
    json.field("resolvedAt", matter.resolvedAt)
    json.field("closedAt", matter.closedAt)
    json.field("confirmed", matter.confirmed)
    json.field("rating", matter.rating)
    json.field("reports", matter.reports)
    json.field("reopened", matter.reopened)
    json.field("version", matter.version)
  }

  // MARK: One matter

  static let event: Schema = .named(
    "MatterEvent",
    .object([
      .init("id", .id), .init("at", .time), .init("kind", .string), .init("post", .nullable(.string)), .init("person", .nullable(.string)),
      .init("target", .nullable(.string)), .init("note", .nullable(.string)), .init("dueBefore", .nullable(.time)),
      .init("dueAfter", .nullable(.time)), .init("photos", .array(.id)),
    ]))

  static let reason: Schema = .named("DeadlineReason", .string)

  static let view: Schema = .named(
    "MatterInFull",
    .object(
      rowProperties + [
        .init("body", .string), .init("events", .array(event)), .init("acts", .array(.string)), .init("reasons", .array(reason)),
        .init("hasContact", .flag), .init("budgetMinutes", .integer), .init("consumedMinutes", .integer),
      ]))

  static func write(_ view: MatterView, words: Words, calendar: WorkingCalendar, now: Moment, _ json: inout JSONWriter) {
    json.object { json in
      let matter = view.matter
      writeFields(matter, areaName: view.chain.last?.name ?? "", handler: view.handler, standing: view.standing, &json)
      json.field("body", matter.body)
      json.key("events")
      json.array(each: view.events) { write($1, &$0) }
      json.key("acts")
      json.array(each: view.acts) { $0.string($1.act.rawValue) }
      json.key("reasons")
      json.array(each: view.reasons.reasons) { $0.string($1.text(words, on: calendar)) }
      json.field("hasContact", !view.contacts.isEmpty)
      json.field("budgetMinutes", matter.deadline.budgetMinutes)
      json.field("consumedMinutes", matter.deadline.consumed(at: now, on: calendar))
    }
  }

  private static func write(_ told: MatterView.Event, _ json: inout JSONWriter) {
    json.object { json in
      json.field("id", told.event.id)
      json.field("at", told.event.at)
      json.field("kind", told.event.kind.word)
      json.field("post", told.post)
      json.field("person", told.person)
      json.field("target", told.target)
      json.field("note", told.event.note)
      json.field("dueBefore", told.event.dueBefore)
      json.field("dueAfter", told.event.dueAfter)
      json.key("photos")
      json.array(each: told.photos) { $0.string($1.id.description) }
    }
  }

  // MARK: What an act leaves behind

  static let state: Schema = .named(
    "MatterState",
    .object([
      .init("id", .id), .init("number", .string), .init("state", .string), .init("open", .flag), .init("dueAt", .time), .init("version", .integer),
    ]))

  static func writeState(_ matter: Matter, _ json: inout JSONWriter) {
    json.object { json in
      json.field("id", matter.id)
      json.field("number", matter.number)
      json.field("state", matter.state)
      json.field("open", matter.isOpen)
      json.field("dueAt", matter.deadline.due)
      json.field("version", matter.version)
    }
  }

  static let contact: Schema = .named("Contact", .object([.init("name", .nullable(.string)), .init("phone", .nullable(.string))]))

  static let contacts: Schema = .named("Contacts", .object([.init("contacts", .array(contact))]))

  // MARK: Tiles

  static let tiles: Schema = .named(
    "Tiles",
    .object(
      [.init("area", .id), .init("name", .string)]
        + ["open", "dueToday", "late", "answeredThisWeek", "rated", "satisfied"].map { Schema.Property($0, .integer) }))

  static let tilesView: Schema = .named("TilesOfArea", .object([.init("tiles", tiles), .init("below", .array(tiles))]))

  static func write(_ view: TilesView, _ json: inout JSONWriter) {
    json.object { json in
      json.key("tiles")
      write(TilesView.Line(area: view.area, tiles: view.tiles), &json)
      json.key("below")
      json.array(each: view.lines) { write($1, &$0) }
    }
  }

  private static func write(_ line: TilesView.Line, _ json: inout JSONWriter) {
    json.object { json in
      json.field("area", line.area.id)
      json.field("name", line.area.name)
      json.field("open", line.tiles.open)
      json.field("dueToday", line.tiles.dueToday)
      json.field("late", line.tiles.late)
      json.field("answeredThisWeek", line.tiles.answeredThisWeek)
      json.field("rated", line.tiles.rated)
      json.field("satisfied", line.tiles.satisfied)
    }
  }

  // MARK: Map

  /// A GeoJSON FeatureCollection (RFC 7946) of the matters that have a position.
  static let points: Schema = .named("MatterPoints", .object([.init("type", .choice(["FeatureCollection"])), .init("features", .array(.any))]))

  static func writePoints(_ rows: [QueueRow], _ json: inout JSONWriter) {
    json.object { json in
      json.field("type", "FeatureCollection")
      json.key("features")
      json.array(each: rows.filter { $0.matter.location.longitude != nil }) { writePoint($1, &$0) }
    }
  }

  private static func writePoint(_ row: QueueRow, _ json: inout JSONWriter) {
    json.object { json in
      json.field("type", "Feature")
      json.key("geometry")
      json.object { json in
        json.field("type", "Point")
        json.key("coordinates")
        json.array {
          $0.number(row.matter.location.longitude ?? 0)
          $0.number(row.matter.location.latitude ?? 0)
        }
      }
      json.key("properties")
      json.object { json in
        json.field("title", row.matter.title)
        json.field("href", "/matters/\(row.matter.id)")
        switch row.standing {
        case .late, .soon: json.field("state", "warning")
        default: json.field("state", "calm")
        }
      }
    }
  }
}
