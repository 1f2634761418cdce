import Ground
import Organisations
import Places

/// The names behind the ids of some entries. People are named here and not in the journal itself, where an entry can never be deleted.
struct JournalNames {
  let people: [PersonID: String]
  let posts: [PostID: PostOption]
  let accounts: [AccountID: String]
  let areas: [AreaID: Area]

  /// Everybody whom an entry names.
  static func people(_ entry: JournalEntry) -> [PersonID] {
    let done: [PersonID] = entry.subject == "person" ? [PersonID(entry.subjectID)] : []
    let told: [PersonID] = [entry.was["person"], entry.became["person"]].compactMap { $0.flatMap { PersonID($0) } }
    return done + told + [entry.person].compactMap(\.self)
  }

  static func posts(_ entry: JournalEntry) -> [PostID] {
    let told: [PostID] = [entry.was["handler_post"], entry.became["handler_post"]].compactMap { $0.flatMap { PostID($0) } }
    return (entry.subject == "post" ? [PostID(entry.subjectID)] : []) + told + [entry.acting].compactMap(\.self)
  }

  /// nil for what has no name, or none any more.
  func thing(_ entry: JournalEntry, _ words: Words) -> String? {
    switch entry.subject {
    case "account": accounts[AccountID(entry.subjectID)]
    case "person": people[PersonID(entry.subjectID)]
    case "post": posts[PostID(entry.subjectID)]?.standing(words, joint: words("access.why.joint"))
    case "area": areas[AreaID(entry.subjectID)]?.name
    default: nil
    }
  }

  func facts(_ entry: JournalEntry, _ words: Words) -> [JournalLine.Fact] {
    let (was, became): ([String: String], [String: String]) = (entry.was, entry.became)
    return Set(was.keys).union(became.keys).sorted().map { key in
      JournalLine.Fact(key: key, was: was[key].map { said(key, $0, words) }, became: became[key].map { said(key, $0, words) })
    }
  }

  /// What a value means, where it is an id or a code word.
  private func said(_ key: String, _ value: String, _ words: Words) -> String {
    switch key {
    case "person": return PersonID(value).flatMap { people[$0] } ?? value
    case "handler_post": return PostID(value).flatMap { posts[$0]?.standing(words, joint: words("access.why.joint")) } ?? value
    case "role", "state", "category", "source", "level": return words.has("\(key).\(value)") ? words("\(key).\(value)") : value
    case "added", "removed":
      let names: [String] = value.split(separator: " ").map { words.has("permission.\($0)") ? words("permission.\($0)") : String($0) }
      return names.joined(separator: words("access.role.joint"))
    default: return value
    }
  }
}
