import Foundation
import Ground

/// The shapes of a request, made ready once when the site starts: names looked up in a table, patterns compiled.
struct FieldCheck: Sendable {
  struct Rule: Sendable {
    let shape: FieldShape
    let pattern: FieldPattern?
  }

  let rules: [Rule]
  private let positions: [String: Int]

  /// More values of one field than this are refused.
  static let maxValues: Int = 200

  init(_ shapes: [FieldShape]) {
    rules = shapes.map { Rule(shape: $0, pattern: FieldPattern($0)) }
    positions = Dictionary(shapes.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: { first, _ in first })
  }

  struct Outcome: Sendable {
    var values: FieldValues
    var problems: [FieldProblem]
  }

  /// Holds what came against the shapes.
  /// - Parameter refusesUnknown: whether a name without a shape is a problem; a page ignores it.
  func check(_ raw: RawFields, refusesUnknown: Bool) -> Outcome {
    var found: [[RawValue]?] = Array(repeating: nil, count: rules.count)
    var problems = raw.problems
    for entry in raw.values {
      guard let position = positions[entry.name] else {
        if refusesUnknown { problems.append(FieldProblem(entry.name.withoutControls.quoted, "field.unknown")) }
        continue
      }
      found[position, default: []].append(entry.value)
    }
    var values: [String: [String]] = [:]
    for (rule, came) in zip(rules, found) {
      let texts = rule.texts(came, raw: raw, problems: &problems)
      if !texts.isEmpty { values[rule.shape.name] = texts }
    }
    return Outcome(values: FieldValues(values: values, files: raw.files), problems: problems)
  }
}

extension [[RawValue]?] {
  fileprivate subscript(position: Int, default empty: [RawValue]) -> [RawValue] {
    get { self[position] ?? empty }
    set { self[position] = newValue }
  }
}

extension FieldCheck.Rule {
  /// The accepted texts of one field; what is not accepted becomes a problem and is left out.
  fileprivate func texts(_ came: [RawValue]?, raw: RawFields, problems: inout [FieldProblem]) -> [String] {
    if case .files(let max, let bytes) = shape.kind {
      // A file is a part of a multipart form; JSON has none.
      if raw.manner == .json, came != nil { complain("field.unknown", [:], &problems) }
      checkFiles(raw.files[shape.name] ?? [], max: max, bytes: bytes, problems: &problems)
      return []
    }
    var values: [RawValue] = came ?? []
    if raw.manner == .json {
      guard let unfolded = unfolded(values, problems: &problems) else { return [] }
      values = unfolded
    } else if !shape.many {
      // A hidden field before a checkbox of the same name: the last one counts.
      values = Array(values.suffix(1))
    }
    guard values.count <= FieldCheck.maxValues else {
      complain("field.many", ["max": "\(FieldCheck.maxValues)", "count": "\(values.count)"], &problems)
      return []
    }
    var texts: [String] = []
    let before = problems.count
    for value in values {
      switch FieldReader(shape: shape, pattern: pattern, manner: raw.manner).read(value) {
      case .text(let text): if !text.isEmpty { texts.append(text) }
      case .problem(let word, let arguments): complain(word, arguments, &problems)
      }
    }
    if shape.required, texts.isEmpty, problems.count == before { complain("field.missing", [:], &problems) }
    return texts
  }

  /// In JSON a field that may come several times is an array, and no other is.
  private func unfolded(_ values: [RawValue], problems: inout [FieldProblem]) -> [RawValue]? {
    guard let only = values.first else { return [] }
    guard shape.many else { return [only] }
    guard case .list(let elements) = only else {
      complain("field.type", ["got": only.word, "wanted": "json.list"], &problems)
      return nil
    }
    return elements
  }

  private func checkFiles(_ files: [Upload], max: Int, bytes: Int, problems: inout [FieldProblem]) {
    if files.count > max { complain("field.files.count", ["count": "\(files.count)", "max": "\(max)"], &problems) }
    for file in files where file.bytes.isEmpty { complain("field.files.empty", ["name": file.filename], &problems) }
    for file in files where file.bytes.count > bytes {
      complain("field.files.size", ["name": file.filename, "max": "\(bytes / 1024 / 1024)"], &problems)
    }
    let alreadyTold = problems.contains { $0.field == shape.name }
    if shape.required, files.isEmpty, !alreadyTold { complain("field.files.missing", [:], &problems) }
  }

  private func complain(_ word: String, _ arguments: [String: String], _ problems: inout [FieldProblem]) {
    problems.append(FieldProblem(shape.name, word, arguments))
  }
}
