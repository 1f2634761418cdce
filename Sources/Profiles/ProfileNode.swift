import Yams

/// A piece of YAML that remembers where it stands.
struct ProfileNode {
  struct Entry {
    let key: String
    let position: Position
    var value: ProfileNode
  }

  enum Content {
    case scalar(String)
    case list([ProfileNode])
    case map([Entry])
  }

  let position: Position
  var content: Content

  /// The value of a key, when this is a map that has it.
  subscript(key: String) -> ProfileNode? {
    guard case .map(let entries) = content else { return nil }
    return entries.first { $0.key == key }?.value
  }

  var scalar: String? {
    guard case .scalar(let text) = content else { return nil }
    return text
  }

  /// What a list's items are told apart by when a city's list is laid over the base's: `id`, or for moves the `act`.
  var identity: String? { self["id"]?.scalar ?? self["act"]?.scalar }

  static func empty(_ position: Position) -> ProfileNode { ProfileNode(position: position, content: .map([])) }
}

extension ProfileNode {
  /// Parses a file's text. A file that is not YAML gives an empty map and a complaint.
  static func parse(_ text: String, file: String, _ complaints: Complaints) -> ProfileNode {
    let start: Position = Position(file: file, line: 1)
    do {
      guard let root: Node = try Parser(yaml: text).singleRoot() else { return .empty(start) }
      return make(root, file: file, fallback: start, complaints)
    } catch let error as YamlError {
      let (line, problem) = place(of: error, in: text)
      complaints.add(Position(file: file, line: line), problem)
    } catch {
      complaints.add(start, "the file is not YAML")
    }
    return .empty(start)
  }

  private static func make(_ node: Node, file: String, fallback: Position, _ complaints: Complaints) -> ProfileNode {
    let position: Position = node.mark.map { Position(file: file, line: $0.line) } ?? fallback
    switch node {
    case .scalar(let scalar):
      return ProfileNode(position: position, content: .scalar(scalar.string))
    case .sequence(let items):
      return ProfileNode(position: position, content: .list(items.map { make($0, file: file, fallback: position, complaints) }))
    case .mapping(let pairs):
      var entries: [Entry] = []
      for (key, value) in pairs {
        let keyPosition: Position = key.mark.map { Position(file: file, line: $0.line) } ?? position
        guard let name = key.scalar?.string else {
          complaints.add(keyPosition, "a key must be a plain word")
          continue
        }
        entries.append(Entry(key: name, position: keyPosition, value: make(value, file: file, fallback: keyPosition, complaints)))
      }
      return ProfileNode(position: position, content: .map(entries))
    case .alias:
      complaints.add(position, "anchors and aliases are not used in a city's files: write the value out")
      return .empty(position)
    }
  }

  private static func place(of error: YamlError, in text: String) -> (line: Int, problem: String) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
      return (mark.line, "the file is not YAML: \(problem)")
    case .duplicatedKeysInMapping(let duplicates, let context):
      let key: String = duplicates.sorted().first ?? ""
      return (lastLine(of: key, in: text) ?? context.mark.line, "the key '\(key)' is written twice")
    default:
      return (1, "the file is not YAML")
    }
  }

  private static func lastLine(of key: String, in text: String) -> Int? {
    let lines: [Substring] = text.split(separator: "\n", omittingEmptySubsequences: false)
    let index: Int? = lines.lastIndex { $0.drop { $0 == " " || $0 == "-" || $0 == "\"" }.hasPrefix(key) }
    return index.map { $0 + 1 }
  }
}
