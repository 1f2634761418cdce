import Ground
import Web

/// The shapes of changes of areas on the wire.
enum AreaChangeJSON {
  static let state: Schema = .named(
    "AreaState", .object([.init("code", .string), .init("level", .string), .init("name", .string), .init("parent", .nullable(.id))]))

  private static let plan: [Schema.Property] = [
    .init("kind", .choice(AreaPlan.Kind.allCases.map(\.rawValue))), .init("area", .id), .init("day", .day),
    .init(
      "areas",
      .array(
        .object([
          .init("id", .id), .init("before", .nullable(state)), .init("after", .nullable(state)), .init("successor", .nullable(.id)),
          .init("origin", .nullable(.id)),
        ]))),
    .init("buildings", .array(.object([.init("id", .id), .init("from", .id), .init("to", .id)]))),
    .init("outlines", .array(.id)),
  ]

  static let change: Schema = .named(
    "AreaChange",
    .object(
      [.init("id", .id)] + plan + [
        .init("reason", .nullable(.string)), .init("made_at", .time), .init("enacted_at", .nullable(.time)), .init("reverses", .nullable(.id)),
        .init("reversed_by", .nullable(.id)), .init("version", .integer),
      ]))

  static let preview: Schema = .named(
    "AreaChangePreview",
    .object(
      plan + [
        .init(
          "touches",
          .array(
            .object([
              .init("subject", .string), .init("moved", .integer), .init("renumbered", .integer),
              .init("rows", .array(.object([.init("title", .string), .init("from", .id), .init("to", .id)]))),
            ]))),
        .init("ahead", .integer),
        .init("undrawn", .array(.id)),
      ]))

  static func write(_ change: AreaChange, _ json: inout JSONWriter) {
    json.object { json in
      json.field("id", change.id)
      fields(change.plan, &json)
      json.field("reason", change.reason)
      json.field("made_at", change.madeAt)
      json.field("enacted_at", change.enactedAt)
      json.field("reverses", change.reverses)
      json.field("reversed_by", change.reversedBy)
      json.field("version", change.version)
    }
  }

  static func write(_ preview: AreaChangeDesk.Preview, _ json: inout JSONWriter) {
    json.object { json in
      fields(preview.plan, &json)
      json.key("touches")
      json.array(each: preview.touches) { json, touch in
        json.object { json in
          json.field("subject", touch.subject)
          json.field("moved", touch.moved)
          json.field("renumbered", touch.renumbered)
          json.key("rows")
          json.array(each: touch.rows) { row($1, &$0) }
        }
      }
      json.field("ahead", preview.ahead)
      json.key("undrawn")
      json.array(each: preview.plan.undrawn) { $0.string($1.description) }
    }
  }

  private static func row(_ row: AreaTouch.Row, _ json: inout JSONWriter) {
    json.object {
      $0.field("title", row.title)
      $0.field("from", row.from)
      $0.field("to", row.to)
    }
  }

  private static func fields(_ plan: AreaPlan, _ json: inout JSONWriter) {
    json.field("kind", plan.kind.rawValue)
    json.field("area", plan.subject)
    json.field("day", plan.day)
    json.key("areas")
    json.array(each: plan.steps) { step($1, &$0) }
    json.key("buildings")
    json.array(each: plan.buildings) { json, step in
      json.object {
        $0.field("id", step.building)
        $0.field("from", step.from)
        $0.field("to", step.to)
      }
    }
    json.key("outlines")
    json.array(each: plan.outlines) { $0.string($1.area.description) }
  }

  private static func step(_ step: AreaPlan.Step, _ json: inout JSONWriter) {
    json.object { json in
      json.field("id", step.area)
      json.key("before")
      state(step.before, &json)
      json.key("after")
      state(step.after, &json)
      json.field("successor", step.successor)
      json.field("origin", step.origin)
    }
  }

  private static func state(_ state: AreaState?, _ json: inout JSONWriter) {
    guard let state else { return json.null() }
    json.object {
      $0.field("code", state.code)
      $0.field("level", state.level)
      $0.field("name", state.name)
      $0.field("parent", state.parent)
    }
  }
}
