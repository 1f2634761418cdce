/// What no Swift file says: Chinese words, which live in the words files, and the names of cities, which are data.
enum WordFence {
  /// The cities this project began with; the folders of `cities/` are added.
  static let cities: Set<String> = ["zhenlai", "jilin", "taonan", "zhenjiang", "shizuishan"]

  static func hanTrespasses(_ file: SourceFile) -> [Trespass] {
    SwiftText(file.text).literals.filter { $0.text.unicodeScalars.contains(where: isHan) }.map { literal in
      Trespass(path: file.path, line: literal.line, what: "Chinese in a string: \(literal.text)")
    }
  }

  static func cityTrespasses(_ file: SourceFile, cities: Set<String>) -> [Trespass] {
    let text = SwiftText(file.text)
    let spoken: [(Int, String)] = text.literals.map { ($0.line, $0.text) } + text.lines.map { ($0.number, String($0.text)) }
    return spoken.flatMap { line, words in
      cities.filter { words.lowercased().contains($0) }.map { Trespass(path: file.path, line: line, what: "names the city \($0)") }
    }
  }

  /// The blocks of the Unified Ideographs and their extensions, and the radicals.
  private static func isHan(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isIdeographic }
}

/// Files that grow past this hold two things.
enum SizeFence {
  static let limit = 350

  static func trespasses(_ file: SourceFile) -> [Trespass] {
    let count: Int = file.text.split(separator: "\n", omittingEmptySubsequences: false).count - (file.text.hasSuffix("\n") ? 1 : 0)
    return count > limit ? [Trespass(path: file.path, line: count, what: "\(count) lines, more than \(limit)")] : []
  }
}
