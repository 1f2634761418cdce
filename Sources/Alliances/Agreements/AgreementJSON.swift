import Ground
import Web

enum AgreementJSON {
  private static let party: Schema = .object([.init("party", .string), .init("name", .string), .init("signed", .nullable(.day))])
  private static let properties: [Schema.Property] = [
    .init("id", .id), .init("title", .string), .init("pair", .nullable(.id)), .init("from", .day), .init("until", .day),
    .init("state", .choice(Agreement.State.allCases.map(\.rawValue))), .init("parties", .array(party)), .init("renews", .nullable(.id)),
    .init("version", .integer),
  ]
  static let agreement: Schema = .named("Agreement", .object(properties))
  static let view: Schema = .named(
    "AgreementWithText",
    .object(
      properties + [
        .init("terms", .string), .init("resources", .array(.string)), .init("needs", .array(.string)), .init("projects", .array(.string)),
        .init("due_in_working_days", .nullable(.integer)),
        .init("negotiations", .array(.object([.init("id", .id), .init("day", .day), .init("said", .string), .init("outcome", .string)]))),
      ]))

  static func write(_ agreement: Agreement, _ names: PartyNames, _ json: inout JSONWriter) {
    json.object { fields(agreement, names, &$0) }
  }

  static func write(_ view: AgreementView, _ json: inout JSONWriter) {
    json.object { json in
      fields(view.agreement, view.names, &json)
      json.field("terms", view.agreement.terms)
      json.key("resources")
      json.array(each: Agreement.Lists.lines(view.agreement.lists.resources)) { $0.string($1) }
      json.key("needs")
      json.array(each: Agreement.Lists.lines(view.agreement.lists.needs)) { $0.string($1) }
      json.key("projects")
      json.array(each: Agreement.Lists.lines(view.agreement.lists.projects)) { $0.string($1) }
      json.field("due_in_working_days", view.dueIn)
      json.key("negotiations")
      json.array(each: view.negotiations) { json, it in
        json.object {
          $0.field("id", it.id)
          $0.field("day", it.day)
          $0.field("said", it.said)
          $0.field("outcome", it.outcome)
        }
      }
    }
  }

  private static func fields(_ agreement: Agreement, _ names: PartyNames, _ json: inout JSONWriter) {
    json.field("id", agreement.id)
    json.field("title", agreement.title)
    json.field("pair", agreement.pair)
    json.field("from", agreement.validFrom)
    json.field("until", agreement.validUntil)
    json.field("state", agreement.state.rawValue)
    json.key("parties")
    json.array(each: agreement.parties) { json, party in
      json.object {
        $0.field("party", party.party.description)
        $0.field("name", names[party.party])
        $0.field("signed", party.signed)
      }
    }
    json.field("renews", agreement.renews)
    json.field("version", agreement.version)
  }
}
