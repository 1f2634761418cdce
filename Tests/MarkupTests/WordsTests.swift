import Foundation
import Testing

@Suite("The words of the frame and the parts")
struct WordsTests {
  @Test("both languages have the same keys and fill the same places")
  func complete() throws {
    let chinese: [String: String] = try Words.load("zh-CN")
    let english: [String: String] = try Words.load("en")
    #expect(chinese.keys.sorted() == english.keys.sorted())
    for (key, text) in chinese { #expect(Words.places(in: text) == Words.places(in: english[key] ?? ""), "\(key)") }
  }

  @Test("every key that Swift names has a word")
  func named() throws {
    let words: [String: String] = try Words.load("zh-CN")
    let folder: URL = Words.root.appending(path: "Sources/Markup").resolvingSymlinksInPath()
    let files: [URL] = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    let named: [String] = try files.flatMap { Words.keys(in: try String(contentsOf: $0, encoding: .utf8)) }
    #expect(named.count > 20)
    for key in named { #expect(words[key] != nil, "\(key)") }
  }
}

/// The flat YAML of our words, read without the library that only another room knows.
enum Words {
  static let root: URL = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func load(_ locale: String) throws -> [String: String] {
    let file: URL = root.appending(path: "cities/_base/words.markup.\(locale).yaml")
    var out: [String: String] = [:]
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") where !line.hasPrefix("#") {
      let parts: [Substring] = line.split(separator: ":", maxSplits: 1)
      out[String(parts[0])] = parts[1].trimmingCharacters(in: .whitespaces)
    }
    return out
  }

  /// `{meters}` and the like.
  static func places(in text: String) -> [String] { text.matches(of: /\{[a-z]+\}/).map { String($0.output) }.sorted() }

  /// The keys in code, not those of the examples in comments.
  static func keys(in source: String) -> [String] {
    let code: String = source.split(separator: "\n").filter { !$0.contains("///") }.joined(separator: "\n")
    return code.matches(of: /words\("([a-z_.]+)"\)/).map { String($0.output.1) }
  }
}
