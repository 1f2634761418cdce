/// JSON Schema (2020-12) of what is sent and what is given.
extension Schema {
  /// All named schemas within this one.
  func collect(into named: inout [String: Schema]) {
    switch self {
    case .array(let inner), .nullable(let inner): inner.collect(into: &named)
    case .object(let properties): for property in properties { property.schema.collect(into: &named) }
    case .named(let name, let inner):
      guard named[name] == nil else { return }
      named[name] = inner
      inner.collect(into: &named)
    default: return
    }
  }

  func write(_ writer: inout JSONWriter) {
    switch self {
    case .string: Schema.plain("string", &writer)
    case .id: Schema.plain("string", &writer) { $0.field("pattern", FieldReader.idPattern) }
    case .time: Schema.plain("string", &writer) { $0.field("format", "date-time") }
    case .day: Schema.plain("string", &writer) { $0.field("format", "date") }
    case .integer: Schema.plain("integer", &writer)
    case .number: Schema.plain("number", &writer)
    case .flag: Schema.plain("boolean", &writer)
    case .choice(let words): Schema.choice(words, &writer)
    case .any: writer.object { _ in }
    case .named(let name, _): writer.object { $0.field("$ref", "#/components/schemas/\(name)") }
    case .array(let inner):
      Schema.plain("array", &writer) { writer in
        writer.key("items")
        inner.write(&writer)
      }
    case .nullable(let inner):
      writer.object { writer in
        writer.key("anyOf")
        writer.array { writer in
          inner.write(&writer)
          Schema.plain("null", &writer)
        }
      }
    case .object(let properties): Schema.object(properties, &writer)
    }
  }

  static func plain(_ type: String, _ writer: inout JSONWriter, _ more: (inout JSONWriter) -> Void = { _ in }) {
    writer.object { writer in
      writer.field("type", type)
      more(&writer)
    }
  }

  static func choice(_ words: [String], _ writer: inout JSONWriter) {
    plain("string", &writer) { writer in
      writer.key("enum")
      writer.array(each: words) { $0.string($1) }
    }
  }

  private static func object(_ properties: [Property], _ writer: inout JSONWriter) {
    plain("object", &writer) { writer in
      writer.key("properties")
      writer.object { writer in
        for property in properties {
          writer.key(dynamic: property.name)
          property.schema.write(&writer)
        }
      }
      let required = properties.filter(\.required).map(\.name)
      if !required.isEmpty {
        writer.key("required")
        writer.array(each: required) { $0.string($1) }
      }
      writer.field("additionalProperties", false)
    }
  }
}

extension FieldShape {
  var isFiles: Bool { if case .files = kind { true } else { false } }

  /// The control characters that text may not have, in a regular expression's class.
  private static let controls: String = "\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f"

  func write(_ writer: inout JSONWriter) {
    if case .files(let max, _) = kind { return files(max, &writer) }
    guard many else { return one(isRequired: required, &writer) }
    Schema.plain("array", &writer) { writer in
      writer.key("items")
      one(isRequired: true, &writer)
      if required { writer.field("minItems", 1) }
      writer.field("maxItems", FieldCheck.maxValues)
    }
  }

  private func files(_ max: Int, _ writer: inout JSONWriter) {
    Schema.plain("array", &writer) { writer in
      writer.key("items")
      Schema.plain("string", &writer) { $0.field("format", "binary") }
      if required { writer.field("minItems", 1) }
      writer.field("maxItems", max)
    }
  }

  private func one(isRequired: Bool, _ writer: inout JSONWriter) {
    switch kind {
    case .text(let max, let pattern): text(max, pattern, isRequired, &writer)
    case .id: Schema.plain("string", &writer) { $0.field("pattern", FieldReader.idPattern) }
    case .integer(let range):
      Schema.plain("integer", &writer) { writer in
        writer.field("minimum", range.lowerBound)
        writer.field("maximum", range.upperBound)
      }
    case .number(let range):
      Schema.plain("number", &writer) { writer in
        writer.field("minimum", range.lowerBound)
        writer.field("maximum", range.upperBound)
      }
    case .flag: Schema.plain("boolean", &writer)
    case .choice(let words): Schema.choice(words, &writer)
    case .day: Schema.plain("string", &writer) { $0.field("format", "date") }
    case .files: writer.object { _ in }
    }
  }

  private func text(_ max: Int, _ pattern: String?, _ isRequired: Bool, _ writer: inout JSONWriter) {
    let any = "[^\(FieldShape.controls)]"
    let visible = "[^\(FieldShape.controls)\\s]"
    Schema.plain("string", &writer) { writer in
      if isRequired { writer.field("minLength", 1) }
      writer.field("maxLength", max)
      writer.field("pattern", pattern.map(FieldPattern.whole) ?? (isRequired ? "^\(any)*\(visible)\(any)*$" : "^\(any)*$"))
    }
  }
}
