import Ground

/// A sentence by its key, to be said in the reader's language later. An argument that begins with `@` is itself a key.
struct ImportText: Sendable, Hashable, Codable {
  let word: String
  let arguments: [String: String]

  init(_ word: String, _ arguments: [String: String] = [:]) {
    self.word = word
    self.arguments = arguments
  }

  func said(_ words: Words) -> String {
    words(
      word,
      arguments.mapValues { argument in
        guard argument.hasPrefix("@"), words.has(String(argument.dropFirst())) else { return argument }
        return words(String(argument.dropFirst()))
      })
  }
}

/// What is wrong with one cell, or with a whole row.
struct ImportProblem: Error, Hashable, Codable {
  let row: Int
  /// The key of the column; nil: the row.
  let column: String?
  let text: ImportText

  init(row: Int, _ column: String?, _ word: String, _ arguments: [String: String] = [:]) {
    self.init(row: row, column, ImportText(word, arguments))
  }

  init(row: Int, _ column: String?, _ text: ImportText) {
    self.row = row
    self.column = column
    self.text = text
  }
}

/// What would become of one row.
struct ImportLine: Sendable, Hashable, Codable {
  enum Kind: String, Sendable, Codable, CaseIterable { case added, changed, ended }

  let row: Int
  let kind: Kind
  let subject: ImportText
  let steps: [ImportText]
}
