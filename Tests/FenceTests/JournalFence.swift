import Foundation

/// What the sources write into the journal: each verb has words, `journal.<verb>`, so that whoever audits reads what was done.
struct JournalFence {
  /// A verb as a source writes it.
  struct Verb: Hashable {
    let path: String
    let line: Int
    let text: String
  }

  /// Verbs that are put together from a short word: the literal that does it, the folder whose short words these are, and what may stand before.
  static let compounds: [String: (folder: String, nouns: [String])] = [
    #"post.\(verb)"#: ("Sources/Organisations/Posts/", ["post"]),
    #"career.\(verb)"#: ("Sources/Careers/Entries/", ["career"]),
    #"property.\(verb)"#: ("Sources/Property/", ["property"]),
    #"\(subject.name).\(verb)"#: ("Sources/Organisations/Imports/", ["areas", "organisations", "posts"]),
  ]

  /// Verbs that are put together from the cases of a type; the journeys ask for the words of every case.
  static let counted: Set<String> = [
    #"area.changed_\(change.plan.kind.rawValue)"#, #"matter.\(act.rawValue)"#, #"matter.\(kind.word)"#, #"filing.\(act)"#,
    #"\(subject.name).exported"#, #"\(kind.rawValue)_appointed"#, #"\(found.kind.rawValue)_ended"#,
  ]

  /// The first argument of what writes an entry.
  static func written(_ file: SourceFile) -> [Verb] {
    let pattern = /\b(?:JournalDraft|note[A-Za-z]*)\(\s*(?<first>[^,\n]*)/
    return file.text.matches(of: pattern).flatMap { match -> [Verb] in
      let line: Int = file.text[..<match.output.first.startIndex].count { $0 == "\n" } + 1
      return literals(String(match.output.first)).map { Verb(path: file.path, line: line, text: $0) }
    }
  }

  /// Words of the form `noun.verb` where a desk or a follower hands the verb on.
  static func handedOn(_ file: SourceFile, nouns: Set<String>) -> [Verb] {
    guard file.name.contains("Desk") || file.name.contains("Follower") else { return [] }
    return SwiftText(file.text).literals.filter { literal in
      literal.text.wholeMatch(of: /[a-z_]+\.[a-z_]*[a-z]/) != nil && nouns.contains(String(literal.text.prefix { $0 != "." }))
    }.map { Verb(path: file.path, line: $0.line, text: $0.text) }
  }

  /// The keys of words that a verb needs; nil for one that is put together in a way that nobody has told the fence of.
  static func keys(_ verb: Verb) -> [String]? {
    if counted.contains(verb.text) { return [] }
    if compounds[verb.text] != nil { return [] }
    if verb.text.contains("\\(") { return nil }
    if verb.text.contains(".") { return ["journal.\(verb.text)"] }
    let nouns: [String]? = compounds.values.first { verb.path.hasPrefix($0.folder) }?.nouns
    return nouns.map { $0.map { noun in "journal.\(noun).\(verb.text)" } }
  }

  /// String literals as they are written, interpolations and all.
  private static func literals(_ text: String) -> [String] {
    text.matches(of: /"(?<text>(?:[^"\\]|\\\([^)]*\)|\\.)*)"/).map { String($0.output.text) }
  }

  static func trespasses(_ files: [SourceFile], words: Set<String>) -> [Trespass] {
    let sources: [SourceFile] = files.filter { !["Ground", "Testkit", "SQL", "PostgresEngine"].contains($0.room) }
    let written: [Verb] = sources.flatMap(written)
    let nouns: Set<String> = Set(written.filter { $0.text.contains(".") }.map { String($0.text.prefix { $0 != "." }) })
    // A word of the pages may look like a verb: it has words of its own.
    let handed: [Verb] = sources.flatMap { handedOn($0, nouns: nouns) }.filter { !words.contains($0.text) }
    return Set(written + handed).compactMap { verb in
      guard let needed = keys(verb) else {
        return Trespass(path: verb.path, line: verb.line, what: "a verb of the journal that the fence cannot take apart: \(verb.text)")
      }
      let missing: [String] = needed.filter { !words.contains($0) }
      return missing.isEmpty ? nil : Trespass(path: verb.path, line: verb.line, what: "no words for \(missing.joined(separator: ", "))")
    }.sorted { ($0.path, $0.line) < ($1.path, $1.line) }
  }
}

extension House {
  /// The keys of the words that every city starts from, in one language.
  static func words(_ locale: String) throws -> Set<String> {
    let base: URL = folder.appending(path: "cities/_base")
    let names: [String] = try FileManager.default.contentsOfDirectory(atPath: base.path).filter { $0.hasSuffix("\(locale).yaml") }
    let lines: [Substring] = try names.flatMap { name -> [Substring] in
      try String(contentsOf: base.appending(path: name), encoding: .utf8).split(separator: "\n")
    }
    return Set(lines.filter { $0.first?.isLetter ?? false }.map { String($0.prefix { $0 != ":" }) })
  }
}
