import Ground

/// The words of one locale, each with its place.
struct LocaleWords {
  let locale: String
  var texts: [String: Placed<String>] = [:]

  var words: Words { Words(locale: locale, texts: texts.mapValues(\.value)) }
}

/// Reads `words.<locale>.yaml` and `words.<room>.<locale>.yaml` of the base and then of each folder laid over it, which may say it otherwise.
struct WordFiles {
  let files: CityFiles
  /// From the base up to the city's own.
  let folders: [String]
  let locales: [String]

  func read() -> [LocaleWords] {
    var out: [LocaleWords] = locales.map { LocaleWords(locale: $0) }
    for folder in folders {
      var seen: [Set<String>] = locales.map { _ in [] }
      for name in files.wordFiles(folder) {
        let path: String = "\(folder)/\(name)"
        guard let index = locale(of: name) else {
          files.complaints.add(Position(file: "\(files.root)/\(path)", line: 1), "the file's name ends in no locale of this city")
          continue
        }
        read(path, into: &out[index], seen: &seen[index])
      }
    }
    return out
  }

  /// `words.matters.zh-CN.yaml` -> the index of `zh-CN`.
  private func locale(of name: String) -> Int? {
    let pieces: [Substring] = name.split(separator: ".")
    guard (3...4).contains(pieces.count) else { return nil }
    return locales.firstIndex(of: String(pieces[pieces.count - 2]))
  }

  private func read(_ path: String, into words: inout LocaleWords, seen: inout Set<String>) {
    guard case .map(let entries) = files.yaml(path).content else {
      files.complaints.add(Position(file: "\(files.root)/\(path)", line: 1), "a words file is a list of keys and texts")
      return
    }
    for entry in entries {
      guard let text = entry.value.scalar, !text.isEmpty else {
        files.complaints.add(entry.position, "the word '\(entry.key)' must be a text")
        continue
      }
      if !seen.insert(entry.key).inserted {
        files.complaints.add(entry.position, "the word '\(entry.key)' is in another file of this folder too")
      }
      words.texts[entry.key] = Placed(text, entry.position)
    }
  }
}
