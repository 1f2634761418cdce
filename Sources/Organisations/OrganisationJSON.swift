import Ground
import Web

enum OrganisationJSON {
  static let organisation: Schema = .named("Organisation", .object(properties))
  static let view: Schema = .named(
    "OrganisationWithPosts",
    .object(
      properties + [
        Schema.Property("above", .array(relative)), Schema.Property("below", .array(relative)), Schema.Property("below_count", .integer),
        Schema.Property("posts", .nullable(.array(PostJSON.post))), Schema.Property("areas", .array(binding)),
        Schema.Property("members", .array(member)), Schema.Property("member_of", .array(member)), Schema.Property("duties", .array(duty)),
        Schema.Property("history", .array(span)),
      ]))

  private static let properties: [Schema.Property] = [
    Schema.Property("id", .id), Schema.Property("kind", .string), Schema.Property("key", .nullable(.string)),
    Schema.Property("name", .string), Schema.Property("short_name", .nullable(.string)), Schema.Property("area", .id),
    Schema.Property("area_name", .string), Schema.Property("parent", .nullable(.id)), Schema.Property("field", .nullable(.string)),
    Schema.Property("unit_level", .nullable(.string)), Schema.Property("credit_code", .nullable(.string)),
    Schema.Property("credit_code_warnings", .array(.choice(CreditCode.Warning.allCases.map(\.rawValue)))),
    Schema.Property("valid_from", .day), Schema.Property("valid_until", .nullable(.day)), Schema.Property("successor", .nullable(.id)),
    Schema.Property("version", .integer),
  ]
  private static let relative: Schema = .object([
    Schema.Property("id", .id), Schema.Property("kind", .string), Schema.Property("name", .string),
  ])
  private static let binding: Schema = .object([
    Schema.Property("id", .id), Schema.Property("area", .id), Schema.Property("building", .nullable(.id)),
    Schema.Property("estate", .nullable(.id)), Schema.Property("name", .string), Schema.Property("valid_from", .day),
    Schema.Property("valid_until", .nullable(.day)),
  ])
  private static let member: Schema = .object([
    Schema.Property("id", .id), Schema.Property("organisation", .id), Schema.Property("name", .string), Schema.Property("part", .string),
    Schema.Property("valid_from", .day), Schema.Property("valid_until", .nullable(.day)),
  ])
  private static let duty: Schema = .object([
    Schema.Property("id", .id), Schema.Property("thread", .id), Schema.Property("member", .nullable(.id)),
    Schema.Property("position", .integer), Schema.Property("text", .string), Schema.Property("basis", .nullable(.string)),
    Schema.Property("valid_from", .day), Schema.Property("valid_until", .nullable(.day)),
  ])
  private static let span: Schema = .object([
    Schema.Property("kind", .string), Schema.Property("name", .nullable(.string)), Schema.Property("parent", .nullable(.id)),
    Schema.Property("valid_from", .day), Schema.Property("valid_until", .nullable(.day)),
  ])

  static func write(_ row: OrganisationRow, _ json: inout JSONWriter) {
    json.object { fields(row.organisation, row.name, row.areaName, &$0) }
  }

  static func write(_ view: OrganisationView, words: Words, _ json: inout JSONWriter) {
    json.object { json in
      fields(view.organisation, view.name, view.areaName, &json)
      json.key("above")
      json.array(each: view.above) { write($1, &$0) }
      json.key("below")
      json.array(each: view.below) { write($1, &$0) }
      json.field("below_count", view.countBelow)
      json.key("posts")
      if let posts = view.posts { json.array(each: posts) { PostJSON.write($1, &$0) } } else { json.null() }
      lists(view, &json)
    }
  }

  private static func lists(_ view: OrganisationView, _ json: inout JSONWriter) {
    json.key("areas")
    json.array(each: view.bindings) { write($1, &$0) }
    json.key("members")
    json.array(each: view.members) { write($1, &$0) }
    json.key("member_of")
    json.array(each: view.memberOf) { write($1, &$0) }
    json.key("duties")
    json.array(each: view.duties) { write($1.duty, &$0) }
    json.key("history")
    json.array(each: view.history) { write($1.span, &$0) }
  }

  private static func fields(_ organisation: Organisation, _ name: String, _ areaName: String, _ json: inout JSONWriter) {
    json.field("id", organisation.id)
    json.field("kind", organisation.kind)
    json.field("key", organisation.key)
    json.field("name", name)
    json.field("short_name", organisation.shortName)
    json.field("area", organisation.area)
    json.field("area_name", areaName)
    json.field("parent", organisation.parent)
    json.field("field", organisation.field)
    json.field("unit_level", organisation.unitLevel)
    json.field("credit_code", organisation.creditCode)
    json.key("credit_code_warnings")
    json.array(each: organisation.creditCode.map { CreditCode($0).warnings } ?? []) { $0.string($1.rawValue) }
    days(organisation.validFrom, organisation.validUntil, &json)
    json.field("successor", organisation.successor)
    json.field("version", organisation.version)
  }

  private static func days(_ from: CivilDay, _ until: CivilDay?, _ json: inout JSONWriter) {
    json.field("valid_from", from)
    json.field("valid_until", until)
  }

  private static func write(_ relative: OrganisationView.Relative, _ json: inout JSONWriter) {
    json.object { json in
      json.field("id", relative.organisation.id)
      json.field("kind", relative.organisation.kind)
      json.field("name", relative.name)
    }
  }

  private static func write(_ bound: OrganisationView.Bound, _ json: inout JSONWriter) {
    json.object { json in
      json.field("id", bound.binding.id)
      json.field("area", bound.binding.area)
      json.field("building", bound.binding.building)
      json.field("estate", bound.binding.estate)
      json.field("name", bound.name)
      days(bound.binding.validFrom, bound.binding.validUntil, &json)
    }
  }

  private static func write(_ row: MemberRow, _ json: inout JSONWriter) {
    json.object { json in
      json.field("id", row.member.id)
      json.field("organisation", row.other)
      json.field("name", row.name)
      json.field("part", row.member.part.rawValue)
      days(row.member.validFrom, row.member.validUntil, &json)
    }
  }

  static func write(_ duty: Duty, _ json: inout JSONWriter) {
    json.object { json in
      json.field("id", duty.id)
      json.field("thread", duty.thread)
      json.field("member", duty.member)
      json.field("position", duty.position)
      json.field("text", duty.text)
      json.field("basis", duty.basis)
      days(duty.validFrom, duty.validUntil, &json)
    }
  }

  private static func write(_ span: BodySpan, _ json: inout JSONWriter) {
    json.object { json in
      json.field("kind", span.kind)
      json.field("name", span.name)
      json.field("parent", span.parent)
      days(span.validFrom, span.validUntil, &json)
    }
  }
}
