public import Foundation

/// What the residents of a demo city report: `cities/_base/demo_matters.csv`, written for the demo; no real person's words.
public struct DemoStories: Sendable {
  struct Story: Sendable {
    let category: String
    let say: String
    let answer: String
    /// Why the first handler returns it; nil for most.
    let giveBack: String?
  }

  let stories: [Story]

  /// - Throws: what reading a file throws.
  public init(contentsOf url: URL) throws {
    let text = try String(contentsOf: url, encoding: .utf8)
    stories = text.split(separator: "\n").dropFirst().compactMap { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard cells.count == 4 else { return nil }
      return Story(category: cells[0], say: cells[1], answer: cells[2], giveBack: cells[3].isEmpty ? nil : cells[3])
    }
  }
}
