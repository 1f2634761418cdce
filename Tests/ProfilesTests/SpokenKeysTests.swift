import Foundation
import Ground
import Testing
import Testkit

/// A word that Swift names: its key, and where.
private struct Spoken: Hashable {
  let key: String
  let place: String
}

@Suite("Words that Swift names")
struct SpokenKeysTests {
  /// Calls that take a word's key as their first argument, and refusals and field problems, whose second is one.
  nonisolated(unsafe) private static let patterns: [Regex<(Substring, key: Substring)>] = [
    /\bwords(?:\([^()]*\))?\(\s*"(?<key>[^"\\]+)"/,
    /\bRefusal\(\s*\.\w+,\s*"(?<key>[^"\\]+)"/,
    /\bFieldProblem\(\s*"[^"]*",\s*"(?<key>[^"\\]+)"/,
    /\bword: "(?<key>[a-z][a-zA-Z0-9_]*\.[^"\\ ]+)"/,
  ]

  private static func spoken() throws -> [Spoken] {
    let sources: URL = URL(filePath: citiesFolder).deletingLastPathComponent().appending(path: "Sources")
    let files: [URL] = (FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)?.allObjects as? [URL]) ?? []
    var out: [Spoken] = []
    for file in files where file.pathExtension == "swift" {
      let text: String = try String(contentsOf: file, encoding: .utf8)
      let name: String = file.path().replacingOccurrences(of: sources.path(), with: "")
      for (index, line) in text.components(separatedBy: .newlines).enumerated() where !isComment(line) {
        for pattern in patterns {
          out += line.matches(of: pattern).map { Spoken(key: String($0.key), place: "Sources\(name):\(index + 1)") }
        }
      }
    }
    return out
  }

  private static func isComment(_ line: String) -> Bool { line.drop { $0 == " " }.hasPrefix("//") }

  @Test("every word that Swift names is there, in both locales of both cities", arguments: cities)
  func allThere(slug: String) throws {
    let profile: CityProfile = try Testkit.profile(slug)
    let spoken: [Spoken] = try SpokenKeysTests.spoken()
    #expect(spoken.count > 20)
    for locale in profile.locales {
      let words: Words = profile.words(locale)
      let missing: [String] = Set(spoken.filter { !words.has($0.key) }.map { "\($0.place): \($0.key)" }).sorted()
      #expect(missing.isEmpty, "missing in \(locale) of \(slug):\n\(missing.joined(separator: "\n"))")
    }
  }
}
