import Foundation

/// The one SQL text of the house, as SQLite needs to read it.
enum SQLiteText {
  /// `$1` becomes `?1`: SQLite takes `$1` for a *named* parameter and numbers it by its first appearance. In statements that
  /// make tables, types get SQLite's own names.
  static func translated(_ text: String) -> String {
    // Outside single quotes are the pieces 0, 2, 4 …; a doubled quote inside a literal makes an empty even piece.
    let pieces = text.split(separator: "'", omittingEmptySubsequences: false)
    let shapes = makesTables(text)
    var out: [String] = []
    for (index, piece) in pieces.enumerated() {
      if index.isMultiple(of: 2) {
        let numbered = String(piece.replacing("$", with: "?"))
        out.append(shapes ? ownTypes(numbered) : numbered)
      } else {
        out.append(String(piece))
      }
    }
    return out.joined(separator: "'")
  }

  private static func makesTables(_ text: String) -> Bool {
    let start = text.drop { $0.isWhitespace }.prefix(6).uppercased()
    return start == "CREATE" || start.hasPrefix("ALTER")
  }

  private static func ownTypes(_ text: String) -> String {
    var out = text
    for (pattern, name) in types { out = out.replacingOccurrences(of: pattern, with: name, options: [.regularExpression, .caseInsensitive]) }
    return out
  }

  private static let types: [(pattern: String, name: String)] = [
    // A BIGINT key would be no rowid, and accept NULL and text.
    (#"\bBIGINT(\s+NOT\s+NULL)?\s+PRIMARY\s+KEY\b"#, "INTEGER PRIMARY KEY"),
    (#"\bBYTEA\b"#, "BLOB"),
    (#"\bDOUBLE\s+PRECISION\b"#, "REAL"),
  ]
}
