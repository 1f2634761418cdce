/// A Swift file taken apart just far enough for the fence: its code without comments and without the insides of strings, and
/// the strings. Line breaks stay where they are, so that a line's number is its number in the file.
struct SwiftText {
  struct Literal: Equatable {
    let line: Int
    let text: String
  }

  private(set) var code: String = ""
  private(set) var literals: [Literal] = []
  private let characters: [Character]
  private var position = 0
  private var line = 1

  init(_ text: String) {
    characters = Array(text)
    while position < characters.count { step() }
  }

  /// The code, line by line, with each line's number from 1.
  var lines: [(number: Int, text: Substring)] {
    code.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { ($0.offset + 1, $0.element) }
  }

  private mutating func step() {
    if at("//") {
      while position < characters.count, !characters[position].isNewline { position += 1 }
    } else if at("/*") {
      comment()
    } else if let hashes = literalStart() {
      literal(hashes)
    } else {
      keep()
    }
  }

  private func at(_ text: String, from start: Int? = nil) -> Bool {
    let begin: Int = start ?? position
    return begin + text.count <= characters.count && zip(begin..., text).allSatisfy { characters[$0] == $1 }
  }

  /// Takes one character over into the code.
  private mutating func keep() {
    code.append(characters[position])
    skip()
  }

  private mutating func skip() {
    if characters[position].isNewline { line += 1 }
    position += 1
  }

  /// Comments nest in Swift.
  private mutating func comment() {
    var depth = 0
    repeat {
      if at("/*") || at("*/") {
        depth += at("/*") ? 1 : -1
        position += 2
      } else {
        if characters[position].isNewline { code.append("\n") }
        skip()
      }
    } while depth > 0 && position < characters.count
  }

  /// The number of `#` before a quotation mark that begins here, or nil.
  private func literalStart() -> Int? {
    var end: Int = position
    while end < characters.count, characters[end] == "#" { end += 1 }
    return end < characters.count && characters[end] == "\"" ? end - position : nil
  }

  private mutating func literal(_ hashes: Int) {
    position += hashes
    let quote: String = at("\"\"\"") ? "\"\"\"" : "\""
    let fence = String(repeating: "#", count: hashes)
    position += quote.count
    code.append("\"")
    var text = ""
    let start: Int = line
    while position < characters.count, !at(quote + fence) {
      if at("\\" + fence + "(") {
        position += 1 + hashes
        interpolation()
      } else {
        if at("\\" + fence) { position += 1 + hashes }
        guard position < characters.count else { break }
        text.append(characters[position])
        if characters[position].isNewline { code.append("\n") }
        skip()
      }
    }
    position += quote.count + hashes
    code.append("\"")
    literals.append(Literal(line: start, text: text))
  }

  /// What stands in `\( … )` is code again, strings and all.
  private mutating func interpolation() {
    var depth = 0
    repeat {
      if characters[position] == "(" { depth += 1 }
      if characters[position] == ")" { depth -= 1 }
      step()
    } while depth > 0 && position < characters.count
  }
}
