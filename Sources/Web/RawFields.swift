import Ground

/// One value as it came, before it is held against its shape. JSON has types; a form has only text.
enum RawValue: Sendable, Hashable {
  case text(String)
  /// A JSON number as it was written.
  case number(String)
  case flag(Bool)
  case null
  case list([RawValue])
  case object

  /// What people call it in JSON, as a key of the words.
  var word: String {
    switch self {
    case .text: "json.text"
    case .number: "json.number"
    case .flag: "json.flag"
    case .null: "json.null"
    case .list: "json.list"
    case .object: "json.object"
    }
  }
}

/// The fields of a request as they came.
struct RawFields: Sendable {
  var values: [(name: String, value: RawValue)] = []
  var files: [String: [Upload]] = [:]
  /// Problems found while reading, such as a file that is too large to be kept.
  var problems: [FieldProblem] = []
  var manner: Manner = .form

  /// How strictly values are read.
  enum Manner: Sendable {
    /// People filled it in: spaces around do not matter, and what is empty was left out.
    case form
    /// The address of the JSON interface: text, but exact.
    case address
    /// Typed and exact.
    case json
  }

  /// The last value of a name, for the hidden fields of a form.
  func text(_ name: String) -> String? {
    for entry in values.reversed() where entry.name == name {
      if case .text(let text) = entry.value { return text }
    }
    return nil
  }

  /// The texts as they came, to fill a refused form with.
  var echo: FieldValues {
    var texts: [String: [String]] = [:]
    for entry in values {
      if case .text(let text) = entry.value { texts[entry.name, default: []].append(text.withoutControls) }
    }
    return FieldValues(values: texts, files: files)
  }
}

extension RawFields {
  mutating func complain(_ field: String, _ word: String, _ arguments: [String: String] = [:]) {
    problems.append(FieldProblem(field, word, arguments))
  }
}
