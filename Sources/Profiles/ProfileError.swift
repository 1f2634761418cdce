/// One mistake in a city's files, where it stands and what it is.
public struct ProfileError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file's path as the loader was given its folder: `cities/jilin/profile.yaml`.
  public let file: String
  /// From 1.
  public let line: Int
  /// One plain English sentence, without a full stop.
  public let sentence: String

  public init(file: String, line: Int, sentence: String) {
    self.file = file
    self.line = line
    self.sentence = sentence
  }

  /// `cities/jilin/profile.yaml:12: the role 'x' …`
  public var description: String { "\(file):\(line): \(sentence)" }
}

/// Everything that is wrong with a city's files, in order of file and line.
public struct ProfileErrors: Error, Sendable, CustomStringConvertible {
  public let errors: [ProfileError]

  public init(_ errors: [ProfileError]) { self.errors = errors }

  public var description: String { errors.map(\.description).joined(separator: "\n") }
}

/// Where something stands in a file.
struct Position: Hashable {
  let file: String
  let line: Int
}

/// Collects mistakes, so that one run names them all.
final class Complaints {
  private(set) var errors: [ProfileError] = []

  func add(_ position: Position, _ sentence: String) {
    let error = ProfileError(file: position.file, line: position.line, sentence: sentence)
    if !errors.contains(error) { errors.append(error) }
  }

  var sorted: [ProfileError] {
    errors.sorted { ($0.file, $0.line, $0.sentence) < ($1.file, $1.line, $1.sentence) }
  }
}
