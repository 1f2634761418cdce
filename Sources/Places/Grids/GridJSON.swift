import Ground
import Web

/// Kinds, duties, overlaps and numbers on the wire.
enum GridJSON {
  private static let span: Schema = .object([.init("word", .string), .init("valid_from", .nullable(.day)), .init("valid_until", .nullable(.day))])

  static let grid: Schema = .named(
    "GridDuties",
    .object([
      .init("area", .id), .init("kind", .string), .init("duties", .array(.string)), .init("kinds", .array(span)), .init("spans", .array(span)),
      .init("version", .integer),
    ]))

  static let overlap: Schema = .named(
    "GridOverlap",
    .object([
      .init("area", .id), .init("name", .string), .init("duty", .string), .init("old_grids", .integer), .init("grids", .integer),
      .init("carrying", .integer),
    ]))

  static let share: Schema = .named(
    "GridLayers",
    .object([
      .init("area", .id), .init("duty", .string), .init("version", .integer),
      .init(
        "rows",
        .array(
          .object([
            .init("layer", .id), .init("code", .string), .init("name", .string), .init("grid", .id), .init("square_metres", .number),
            .init("share", .number), .init("carries", .flag),
          ]))),
    ]))

  static let merged: Schema = .named(
    "GridMerge", .object([.init("area", .id), .init("duty", .string), .init("ended", .integer), .init("from", .day)]))

  static let registered: Schema = .named(
    "GridLayersRegistered", .object([.init("area", .id), .init("duty", .string), .init("grids", .integer)]))

  static let numbering: Schema = .named(
    "GridNumbering",
    .object([
      .init("area", .id), .init("applied", .flag), .init("changes", .integer),
      .init("grids", .array(.object([.init("id", .id), .init("name", .string), .init("old", .string), .init("new", .string)]))),
    ]))

  static func write(_ grid: GridProfile, on day: CivilDay, _ rules: CityProfile.GridRules, _ json: inout JSONWriter) {
    json.object { json in
      json.field("area", grid.area.id)
      json.field("kind", grid.kind(on: day, rules))
      json.key("duties")
      json.array(each: grid.duties(on: day).sorted()) { $0.string($1) }
      json.key("kinds")
      json.array(each: grid.kinds) { write($1, &$0) }
      json.key("spans")
      json.array(each: grid.duties) { write($1, &$0) }
      json.field("version", grid.area.version)
    }
  }

  private static func write(_ span: GridSpan, _ json: inout JSONWriter) {
    json.object { json in
      json.field("word", span.word)
      json.field("valid_from", span.from)
      json.field("valid_until", span.until)
    }
  }

  static func write(_ row: GridOverlap, _ json: inout JSONWriter) {
    json.object { json in
      json.field("area", row.area)
      json.field("name", row.name)
      json.field("duty", row.duty)
      json.field("old_grids", row.layers)
      json.field("grids", row.grids)
      json.field("carrying", row.carrying)
    }
  }

  static func write(_ area: Area, duty: String, _ rows: [GridLayerShare], _ json: inout JSONWriter) {
    json.object { json in
      json.field("area", area.id)
      json.field("duty", duty)
      json.field("version", area.version)
      json.key("rows")
      json.array(each: rows) { json, row in
        json.object { json in
          json.field("layer", row.layer.id)
          json.field("code", row.layer.code)
          json.field("name", row.layer.name)
          json.field("grid", row.grid)
          json.field("square_metres", row.squareMetres.rounded())
          json.field("share", (row.share * 1000).rounded() / 1000)
          json.field("carries", row.carries)
        }
      }
    }
  }

  static func write(_ numbering: GridNumbering, of area: AreaID, applied: Bool, _ json: inout JSONWriter) {
    json.object { json in
      json.field("area", area)
      json.field("applied", applied)
      json.field("changes", numbering.changes.count)
      json.key("grids")
      json.array(each: numbering.lines) { json, line in
        json.object { json in
          json.field("id", line.grid)
          json.field("name", line.name)
          json.field("old", line.old)
          json.field("new", line.new)
        }
      }
    }
  }
}
