import Ground
import Sheets

/// How columns are called: by their titles in every language of the city, and by their keys.
struct ImportHeader: Sendable {
  struct Found: Sendable {
    /// By the position of the column.
    var keys: [Int: String] = [:]
    var titles: [Int: String] = [:]
    var ignored: [String] = []
  }

  private let columns: [ImportColumn]
  private let keys: [String: String]
  private let titles: [String: String]
  /// Our own column of problems in a marked sheet, which comes back with it.
  private let own: Set<String>

  init(subject: String, columns: [ImportColumn], profile: CityProfile, words: Words) {
    self.columns = columns
    var keys: [String: String] = [:]
    var own: Set<String> = []
    for locale in profile.locales {
      let words: Words = profile.words(locale)
      for column in columns { keys[ImportHeader.plain(words("imports.\(subject).\(column.key)"))] = column.key }
      own.insert(ImportHeader.plain(words("imports.marked.column")))
    }
    for column in columns { keys[column.key] = column.key }
    self.keys = keys
    self.own = own
    titles = Dictionary(uniqueKeysWithValues: columns.map { ($0.key, words("imports.\(subject).\($0.key)")) })
  }

  /// nil when the row is not a header: of our columns it names fewer than two.
  /// - Throws: ``Refusal`` when one column is there twice.
  func found(in row: SheetRow) throws -> Found? {
    var out = Found()
    for (index, cell) in row.cells.enumerated() {
      guard let title = cell.text, !ImportRow.tidy(title).isEmpty else { continue }
      out.titles[index] = title
      let plain: String = ImportHeader.plain(title)
      if let key = keys[plain] {
        if out.keys.values.contains(key) { throw ImportTable.refusal("imports.refusal.twice", ["column": title]) }
        out.keys[index] = key
      } else if !own.contains(plain) {
        out.ignored.append(String(title.prefix(40)))
      }
    }
    return out.keys.count >= 2 ? out : nil
  }

  /// The title of a column that must be there and is not.
  func missing(_ found: [Int: String]) -> String? {
    let there: Set<String> = Set(found.values)
    return columns.first { $0.isRequired && !there.contains($0.key) }.flatMap { titles[$0.key] }
  }

  func title(_ key: String) -> String { titles[key] ?? key }

  var requiredTitles: String { columns.filter(\.isRequired).map { title($0.key) }.joined(separator: " / ") }

  /// Without spaces and marks, so that `Name *` is `name`.
  static func plain(_ title: String) -> String {
    String(title.lowercased().filter { !$0.isWhitespace && $0 != "*" })
  }
}
