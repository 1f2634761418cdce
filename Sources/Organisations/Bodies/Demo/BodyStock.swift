public import Foundation

/// What the bodies of a demo city are called and do: `demo_bodies.csv` of `cities/_base`, and of the city, whose parts replace the base's.
public struct BodyStock: Sendable {
  struct Line: Sendable, Hashable {
    /// `governing`, `group`, `unit`, `social`, `section` or `duty`.
    let part: String
    let kind: String
    let level: String?
    let text: String
  }

  let lines: [Line]

  /// - Throws: what reading a file throws.
  public init(base: URL, city: URL?) throws {
    let common: [Line] = BodyStock.lines(try String(contentsOf: base, encoding: .utf8))
    let own: [Line] = try city.map { BodyStock.lines(try String(contentsOf: $0, encoding: .utf8)) } ?? []
    let replaced: Set<String> = Set(own.map(\.part))
    lines = common.filter { !replaced.contains($0.part) } + own
  }

  func lines(_ part: String) -> [Line] { lines.filter { $0.part == part } }

  func duties(of kind: String) -> [String] { lines.filter { $0.part == "duty" && $0.kind == kind }.map(\.text) }

  private static func lines(_ text: String) -> [Line] {
    text.split(whereSeparator: \.isNewline).dropFirst().compactMap { line in
      let cells: [String] = line.split(separator: ",", maxSplits: 3, omittingEmptySubsequences: false).map { String($0) }
      guard cells.count == 4 else { return nil }
      return Line(part: cells[0], kind: cells[1], level: cells[2].isEmpty ? nil : cells[2], text: cells[3])
    }
  }
}
