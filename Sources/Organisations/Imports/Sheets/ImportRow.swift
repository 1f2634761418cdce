import Foundation
import Ground
import Sheets

/// A row as it was uploaded, its cells by the keys of the columns. An empty cell is nil: it leaves things as they are.
struct ImportRow: Sendable {
  let number: Int
  private let cells: [String: Cell]

  init(number: Int, cells: [String: Cell]) {
    self.number = number
    self.cells = cells
  }

  var isEmpty: Bool { cells.values.allSatisfy { ImportRow.tidy($0.text ?? "").isEmpty } }

  /// The text without space around it. A number is taken by its digits.
  func text(_ key: String) -> String? {
    guard let text = cells[key]?.text else { return nil }
    let tidy: String = ImportRow.tidy(text)
    return tidy.isEmpty ? nil : tidy
  }

  func integer(_ key: String) -> Int? { text(key).flatMap { Int($0) } }

  func day(_ key: String) -> CivilDay? {
    guard let cell = cells[key] else { return nil }
    if case .date(let date) = cell { return CivilDay(SheetDate(year: date.year, month: date.month, day: date.day).description) }
    return text(key).flatMap(ImportRow.day)
  }

  /// A cell names the last day on which something is so; what is kept is the first on which it no longer is.
  func firstDayAfter(_ key: String) -> CivilDay? { day(key)?.adding(days: 1) }

  /// `2026-3-2`, `2026/03/02`, `2026.3.2`, `20260302`, and with the signs for year, month and day between.
  static func day(_ text: String) -> CivilDay? {
    var parts: [Int] = text.split { !$0.isASCII || !$0.isNumber }.compactMap { Int($0) }
    if parts.count == 1, text.utf8.count == 8, let whole = parts.first { parts = [whole / 10_000, whole / 100 % 100, whole % 100] }
    guard parts.count == 3, (1900...9999).contains(parts[0]), (1...12).contains(parts[1]), (1...31).contains(parts[2]) else { return nil }
    let day = CivilDay(year: parts[0], month: parts[1], day: parts[2])
    return day.parts == (parts[0], parts[1], parts[2]) ? day : nil
  }

  static func tidy(_ text: String) -> String { text.trimmingCharacters(in: .whitespacesAndNewlines) }

  /// What is wrong with the cells themselves, whatever they mean.
  func problems(_ columns: [ImportColumn], open: Set<String>) -> [ImportProblem] {
    columns.compactMap { column in
      guard let cell = cells[column.key], let text = text(column.key) else { return nil }
      let quoted: String = text.count > 40 ? "\(text.prefix(40))…" : text
      if case .error = cell { return ImportProblem(row: number, column.key, "imports.problem.error", ["value": quoted]) }
      if case .number(let value) = cell, abs(value) >= 1e15 { return ImportProblem(row: number, column.key, "imports.problem.digits") }
      return problem(column, text, quoted, open)
    }
  }

  private func problem(_ column: ImportColumn, _ text: String, _ quoted: String, _ open: Set<String>) -> ImportProblem? {
    switch column.kind {
    case .text(let max):
      if text.unicodeScalars.count > max { return ImportProblem(row: number, column.key, "imports.problem.long", ["max": "\(max)"]) }
      guard text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else { return nil }
      return ImportProblem(row: number, column.key, "imports.problem.control")
    case .degrees:
      return Double(text) == nil ? ImportProblem(row: number, column.key, "imports.places.problem.point") : nil
    case .day:
      if day(column.key) != nil || open.contains(text) { return nil }
      return ImportProblem(row: number, column.key, "imports.problem.day", ["value": quoted])
    case .integer(let range):
      if let value = integer(column.key), range.contains(value) { return nil }
      let arguments: [String: String] = ["value": quoted, "min": "\(range.lowerBound)", "max": "\(range.upperBound)"]
      return ImportProblem(row: number, column.key, "imports.problem.integer", arguments)
    }
  }
}
