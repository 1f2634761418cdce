import Ground
import Web

enum AllianceJSON {
  static let row: Schema = .named(
    "Alliance",
    .object([
      .init("id", .id), .init("kind", .string), .init("name", .string), .init("area", .id), .init("area_name", .string),
      .init("members", .integer), .init("chair", .nullable(.string)),
    ]))
  static let state: Schema = .named("AllianceVersion", .object([.init("id", .id), .init("version", .integer)]))
  static let view: Schema = .named(
    "AllianceWithSeats",
    .object([
      .init("id", .id), .init("kind", .string), .init("name", .string), .init("area", .id), .init("area_name", .string),
      .init("founded", .day), .init("on", .day), .init("chair", .nullable(.string)), .init("turn_months", .integer),
      .init("members", .array(member)), .init("seats", .array(seat)), .init("turns", .array(turn)), .init("passed_over", .array(passed)),
      .init("charter", .nullable(charter)),
    ]))
  static let unit: Schema = .named(
    "AllianceUnit", .object([.init("organisation", .id), .init("name", .string), .init("type", .string), .init("alliances", .integer)]))
  static let seat: Schema = .named(
    "AllianceSeat",
    .object([
      .init("id", .id), .init("alliance", .id), .init("kind", .choice(AllianceSeat.Kind.allCases.map(\.rawValue))), .init("post", .id),
      .init("unit", .nullable(.string)), .init("person", .nullable(.string)), .init("from", .day), .init("until", .nullable(.day)),
    ]))
  static let gap: Schema = .named("AllianceGap", .object([.init("area", .id), .init("name", .string), .init("level", .string)]))

  private static let member: Schema = .object([
    .init("id", .id), .init("organisation", .id), .init("name", .string), .init("type", .string), .init("from", .day),
    .init("until", .nullable(.day)),
  ])
  private static let turn: Schema = .object([
    .init("seat", .id), .init("unit", .string), .init("person", .string), .init("from", .day), .init("until", .day),
  ])
  private static let passed: Schema = .object([
    .init("seat", .id), .init("unit", .string), .init("person", .string), .init("from", .day), .init("until", .day), .init("duty", .string),
    .init("permission", .string),
  ])
  private static let charter: Schema = .object([.init("dated", .day), .init("principles", .any), .init("mechanisms", .any)])

  static func write(_ row: AllianceRow, _ json: inout JSONWriter) {
    json.object { json in
      json.field("id", row.alliance.id)
      json.field("kind", row.alliance.kind)
      json.field("name", row.name)
      json.field("area", row.alliance.area)
      json.field("area_name", row.areaName)
      json.field("members", row.members)
      json.field("chair", row.chair)
    }
  }

  static func write(_ alliance: Alliance, _ json: inout JSONWriter) {
    json.object {
      $0.field("id", alliance.id)
      $0.field("version", alliance.version)
    }
  }

  static func write(_ view: AllianceView, _ json: inout JSONWriter) {
    json.object { json in
      json.field("id", view.alliance.id)
      json.field("kind", view.alliance.kind)
      json.field("name", view.name)
      json.field("area", view.alliance.area)
      json.field("area_name", view.areaName)
      json.field("founded", view.alliance.validFrom)
      json.field("on", view.day)
      json.field("chair", view.chair)
      json.field("turn_months", view.alliance.turnMonths)
      json.key("members")
      json.array(each: view.members) { write($1, &$0) }
      json.key("seats")
      json.array(each: view.seats) { write($1, &$0) }
      json.key("turns")
      json.array(each: view.turns) { write($1, &$0) }
      json.key("passed_over")
      json.array(each: view.passed) { write($1, &$0) }
      json.key("charter")
      if let charter = view.charter { write(charter, &json) } else { json.null() }
    }
  }

  private static func write(_ member: AllianceView.Member, _ json: inout JSONWriter) {
    json.object {
      $0.field("id", member.member.id)
      $0.field("organisation", member.member.organisation)
      $0.field("name", member.name)
      $0.field("type", member.member.type)
      $0.field("from", member.member.validFrom)
      $0.field("until", member.member.validUntil)
    }
  }

  static func write(_ seat: AllianceView.Seat, _ json: inout JSONWriter) {
    json.object {
      $0.field("id", seat.seat.id)
      $0.field("alliance", seat.seat.alliance)
      $0.field("kind", seat.seat.kind.rawValue)
      $0.field("post", seat.seat.post)
      $0.field("unit", seat.unit)
      $0.field("person", seat.person)
      $0.field("from", seat.seat.validFrom)
      $0.field("until", seat.seat.validUntil)
    }
  }

  private static func write(_ turn: AllianceView.Turn, _ json: inout JSONWriter) {
    json.object { write(turn, into: &$0) }
  }

  private static func write(_ passed: AllianceView.Passed, _ json: inout JSONWriter) {
    json.object {
      write(passed.turn, into: &$0)
      $0.field("duty", passed.duty)
      $0.field("permission", passed.permission)
    }
  }

  private static func write(_ turn: AllianceView.Turn, into json: inout JSONWriter) {
    json.field("seat", turn.turn.seat)
    json.field("unit", turn.unit)
    json.field("person", turn.person)
    json.field("from", turn.turn.from)
    json.field("until", turn.turn.until)
  }

  private static func write(_ charter: AllianceCharter, _ json: inout JSONWriter) {
    json.object { json in
      json.field("dated", charter.dated)
      json.key("principles")
      write(charter.principles, &json)
      json.key("mechanisms")
      write(charter.mechanisms, &json)
    }
  }

  private static func write(_ texts: [String: String], _ json: inout JSONWriter) {
    json.object { json in
      for (key, text) in texts.sorted(by: { $0.key < $1.key }) {
        json.key(dynamic: key)
        json.string(text)
      }
    }
  }

  static func write(_ unit: MemberRecords.Unit, name: String, _ json: inout JSONWriter) {
    json.object {
      $0.field("organisation", unit.organisation)
      $0.field("name", name)
      $0.field("type", unit.type)
      $0.field("alliances", unit.alliances)
    }
  }

  static func write(_ gap: CoverageRecords.Gap, _ json: inout JSONWriter) {
    json.object {
      $0.field("area", gap.area)
      $0.field("name", gap.name)
      $0.field("level", gap.level)
    }
  }
}
