import Foundation
import Ground

/// Reads one value of one field.
struct FieldReader {
  let shape: FieldShape
  let pattern: FieldPattern?
  let manner: RawFields.Manner

  enum Reading {
    case text(String)
    case problem(String, [String: String])
  }

  func read(_ value: RawValue) -> Reading {
    switch (shape.kind, value) {
    case (.text(let max, _), .text(let text)): readText(text, max: max)
    case (.id, .text(let text)): readID(text)
    case (.choice(let words), .text(let text)): readChoice(text, words)
    case (.day, .text(let text)): readDay(text)
    case (.integer(let range), .number(let text)): readInteger(text, range)
    case (.number(let range), .number(let text)): readNumber(text, range)
    case (.flag, .flag(let flag)): .text(flag ? "1" : "0")
    case (.integer(let range), .text(let text)) where manner != .json: ifAny(text) { readInteger($0, range) }
    case (.number(let range), .text(let text)) where manner != .json: ifAny(text) { readNumber($0, range) }
    case (.flag, .text(let text)) where manner != .json: ifAny(text, readFlag)
    default: .problem("field.type", ["got": value.word, "wanted": wanted])
    }
  }

  /// An empty field of a form is one that was not filled in.
  private func ifAny(_ text: String, _ read: (String) -> Reading) -> Reading {
    guard manner == .form else { return read(text) }
    let trimmed = text.trimmed
    return trimmed.isEmpty ? .text("") : read(trimmed)
  }

  private var wanted: String {
    switch shape.kind {
    case .integer, .number: "json.number"
    case .flag: "json.flag"
    case .text, .id, .choice, .day, .files: "json.text"
    }
  }

  private func readText(_ text: String, max: Int) -> Reading {
    let lines = text.withUnixLines
    let length = lines.unicodeScalars.count
    if length > max { return .problem("field.long", ["length": "\(length)", "max": "\(max)"]) }
    if lines.hasControls { return .problem("field.control", [:]) }
    let trimmed = lines.trimmed
    if let pattern, !isRight(trimmed, as: text, pattern) { return .problem("field.pattern", ["value": trimmed.quoted]) }
    // An element of an array that says nothing is a mistake of a program; an empty row of a form is not.
    if shape.many, manner != .form, trimmed.isEmpty { return .problem("field.missing", [:]) }
    return .text(trimmed)
  }

  /// In a form what is empty was left out. Elsewhere the text itself must be right; a line end behind it does not count,
  /// because to some readers of the pattern `$` stands before it.
  private func isRight(_ trimmed: String, as text: String, _ pattern: FieldPattern) -> Bool {
    if manner == .form { return trimmed.isEmpty || pattern.matches(trimmed) }
    return pattern.matches(text) || (text.hasSuffix("\n") && pattern.matches(String(text.dropLast())))
  }

  private func readID(_ text: String) -> Reading {
    if text.isEmpty, manner == .form { return .text("") }
    guard let number = Int64(text), number > 0, number < FieldReader.idLimit, String(number) == text else {
      return .problem("field.id", ["value": text.withoutControls.quoted])
    }
    return .text(text)
  }

  /// Above it no pattern can say what fits 63 bits; ids get there in the year 2092.
  static let idLimit: Int64 = 9_000_000_000_000_000_000
  static let idPattern: String = "^([1-9][0-9]{0,17}|[1-8][0-9]{18})$"

  private func readChoice(_ text: String, _ words: [String]) -> Reading {
    if words.contains(text) { return .text(text) }
    if text.isEmpty, manner == .form { return .text("") }
    return .problem("field.choice", ["value": text.withoutControls.quoted, "choices": words.prefix(12).joined(separator: ", ")])
  }

  private func readDay(_ text: String) -> Reading {
    if text.isEmpty, manner == .form { return .text("") }
    // Only digits between the dashes: `Int` would read a sign too.
    let isPlain = text.utf8.count == 10 && text.utf8.allSatisfy { $0 == 0x2d || (0x30...0x39).contains($0) }
    guard isPlain, CivilDay(text) != nil else { return .problem("field.day", ["value": text.withoutControls.quoted]) }
    return .text(text)
  }

  private func readInteger(_ text: String, _ range: ClosedRange<Int64>) -> Reading {
    guard let number = integer(text) else { return .problem("field.integer", ["value": text.withoutControls.quoted]) }
    guard range.contains(number) else { return outside(text, "\(range.lowerBound)", "\(range.upperBound)") }
    return .text(String(number))
  }

  private func integer(_ text: String) -> Int64? {
    switch manner {
    case .form: Int64(text)
    case .address: Int64(text).flatMap { String($0) == text ? $0 : nil }
    case .json: Int64(text) ?? whole(text)
    }
  }

  /// JSON knows one kind of number: 1.0 is an integer.
  private func whole(_ text: String) -> Int64? {
    guard let number = Double(text), number.rounded() == number, abs(number) <= 9_007_199_254_740_992 else { return nil }
    return Int64(number)
  }

  private func readNumber(_ text: String, _ range: ClosedRange<Double>) -> Reading {
    guard isPlain(text), let number = Double(text), number.isFinite else { return .problem("field.number", ["value": text.withoutControls.quoted]) }
    guard range.contains(number) else { return outside(text, "\(range.lowerBound)", "\(range.upperBound)") }
    return .text(text)
  }

  /// `Double` would also read `0x1p3`, `inf` and `nan`.
  private func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"): true
      default: false
      }
    }
  }

  private func readFlag(_ text: String) -> Reading {
    switch text {
    case "true": .text("1")
    case "false": .text("0")
    case "1" where manner == .form, "on" where manner == .form: .text("1")
    case "0" where manner == .form, "off" where manner == .form: .text("0")
    default: .problem("field.flag", ["value": text.withoutControls.quoted])
    }
  }

  private func outside(_ text: String, _ low: String, _ high: String) -> Reading {
    .problem("field.range", ["value": text.withoutControls.quoted, "min": low, "max": high])
  }
}
