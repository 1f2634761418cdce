import Ground
import Web

enum VisitJSON {
  static let round: Schema = .named(
    "VisitRound",
    .object([
      .init("id", .id), .init("area", .id), .init("quarter", .string), .init("covers", .choice(VisitRound.Covers.allCases.map(\.rawValue))),
      .init("version", .integer),
    ]))
  static let roundView: Schema = .named(
    "VisitRoundWithCounts",
    .object([
      .init("id", .id), .init("area", .id), .init("quarter", .string), .init("covers", .string), .init("version", .integer),
      .init("visits", .integer), .init("planned", .integer), .init("done", .integer), .init("overdue", .integer),
    ]))
  private static let properties: [Schema.Property] = [
    .init("id", .id), .init("round", .id), .init("secretary", .id), .init("community", .string), .init("organisation", .id), .init("unit", .string),
    .init("goes_out", .flag), .init("planned", .day), .init("done", .nullable(.day)),
    .init("state", .choice(SecretaryVisit.State.allCases.map(\.rawValue))), .init("version", .integer),
  ]
  static let visit: Schema = .named("SecretaryVisit", .object(properties))
  static let view: Schema = .named(
    "SecretaryVisitWithFollowUps",
    .object(
      properties + [
        .init("exchanged", .nullable(.string)),
        .init(
          "follow_ups",
          .array(
            .object([.init("id", .id), .init("what", .string), .init("owner", .string), .init("due", .day), .init("done", .nullable(.day))]))),
      ]))

  static func write(_ round: VisitRound, _ json: inout JSONWriter) { json.object { fields(round, &$0) } }

  static func write(_ round: VisitRound, _ visits: [SecretaryVisit], today: CivilDay, _ json: inout JSONWriter) {
    json.object { json in
      fields(round, &json)
      json.field("visits", visits.count)
      json.field("planned", visits.filter { $0.state(on: today) == .planned }.count)
      json.field("done", visits.filter { $0.state(on: today) == .done }.count)
      json.field("overdue", visits.filter { $0.state(on: today) == .overdue }.count)
    }
  }

  private static func fields(_ round: VisitRound, _ json: inout JSONWriter) {
    json.field("id", round.id)
    json.field("area", round.area)
    json.field("quarter", round.quarter.description)
    json.field("covers", round.covers.rawValue)
    json.field("version", round.version)
  }

  static func write(_ visit: SecretaryVisit, _ names: VisitNames, today: CivilDay, _ json: inout JSONWriter) {
    json.object { fields(visit, names, today, &$0) }
  }

  static func write(_ visit: SecretaryVisit, _ names: VisitNames, _ followUps: [FollowUp], today: CivilDay, _ json: inout JSONWriter) {
    json.object { json in
      fields(visit, names, today, &json)
      json.field("exchanged", visit.exchanged)
      json.key("follow_ups")
      json.array(each: followUps) { json, it in
        json.object {
          $0.field("id", it.id)
          $0.field("what", it.what)
          $0.field("owner", it.owner)
          $0.field("due", it.due)
          $0.field("done", it.done)
        }
      }
    }
  }

  private static func fields(_ visit: SecretaryVisit, _ names: VisitNames, _ today: CivilDay, _ json: inout JSONWriter) {
    json.field("id", visit.id)
    json.field("round", visit.round)
    json.field("secretary", visit.pair.secretary)
    json.field("community", names.community(visit))
    json.field("organisation", visit.pair.unit)
    json.field("unit", names.unit(visit))
    json.field("goes_out", visit.goesOut)
    json.field("planned", visit.planned)
    json.field("done", visit.done)
    json.field("state", visit.state(on: today).rawValue)
    json.field("version", visit.version)
  }
}
