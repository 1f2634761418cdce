import Foundation

/// Reads settings strictly: a name that is not known, or a value that makes no sense, is named, and nothing starts.
struct SettingsReader {
  private typealias Setter = @Sendable (inout Settings, String) -> String?

  /// Every name, and what sets it. A setter returns what is wrong with the value.
  private static let setters: [String: Setter] = [
    "LIANZHI_DATABASE": {
      $0.database = database($1); return nil
    },
    "LIANZHI_LISTEN": listen,
    "LIANZHI_CITY": {
      $0.city = $1; return nil
    },
    "LIANZHI_CITIES": {
      $0.cities = $1; return nil
    },
    "LIANZHI_ASSETS": {
      $0.assets = $1; return nil
    },
    "LIANZHI_KEYS": {
      $0.keys = $1; return nil
    },
    "LIANZHI_FILES": {
      $0.files = $1; return nil
    },
    "LIANZHI_JOURNAL_HEADS": {
      $0.journalHeads = $1; return nil
    },
    "LIANZHI_NODE": node,
    "LIANZHI_ORIGIN": origin,
    "LIANZHI_LOG": log,
    "LIANZHI_VISITOR_LIMIT": visitorLimit,
    "LIANZHI_BEHIND_PROXY": behindProxy,
  ]

  /// Names that are not the program's own: where its file is, and what the tests take.
  private static func isForOthers(_ name: String) -> Bool {
    name == "LIANZHI_SETTINGS" || name == "LIANZHI_BINARY" || name.hasPrefix("LIANZHI_TEST_")
  }

  /// - Parameters:
  ///   - environment: wins over the file.
  ///   - file: the text of `lianzhi.env` and its path; nil when there is none.
  /// - Throws: ``SettingsProblem``.
  static func settings(environment: [String: String], file: (path: String, text: String)? = nil) throws -> Settings {
    var settings = Settings()
    var problems: [String] = []
    if let file {
      for (index, line) in file.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        problems += read(line, into: &settings).map { "\(file.path):\(index + 1): \($0)" }
      }
    }
    for (name, value) in environment.sorted(by: { $0.key < $1.key }) where name.hasPrefix("LIANZHI_") && !isForOthers(name) {
      problems += set(name, value, in: &settings).map { [$0] } ?? []
    }
    guard problems.isEmpty else { throw SettingsProblem(sentences: problems) }
    return settings
  }

  /// The settings of this process.
  /// - Throws: ``SettingsProblem``, also when the file that LIANZHI_SETTINGS names cannot be read.
  static func ofThisProcess() throws -> Settings {
    let environment: [String: String] = ProcessInfo.processInfo.environment
    let named: String? = environment["LIANZHI_SETTINGS"]
    let path: String = named ?? "lianzhi.env"
    let text: String? = try? String(contentsOfFile: path, encoding: .utf8)
    if text == nil, named != nil { throw SettingsProblem(sentences: ["LIANZHI_SETTINGS names \(path), which cannot be read."]) }
    return try settings(environment: environment, file: text.map { (path, $0) })
  }

  /// A line of the file: nothing, a comment, or `NAME=value`, the value in quotes if one likes.
  private static func read(_ line: Substring, into settings: inout Settings) -> [String] {
    let text: String = line.trimmingCharacters(in: .whitespaces)
    if text.isEmpty || text.hasPrefix("#") { return [] }
    guard let equals = text.firstIndex(of: "=") else { return ["A line is NAME=value, a comment that begins with #, or empty."] }
    let name: String = text[..<equals].trimmingCharacters(in: .whitespaces)
    var value: String = text[text.index(after: equals)...].trimmingCharacters(in: .whitespaces)
    if value.count >= 2, let quote = value.first, quote == value.last, "\"'".contains(quote) { value = String(value.dropFirst().dropLast()) }
    if isForOthers(name) { return [] }
    return set(name, value, in: &settings).map { [$0] } ?? []
  }

  private static func set(_ name: String, _ value: String, in settings: inout Settings) -> String? {
    guard let setter = setters[name] else {
      return "\(name) is not a setting. The settings are \(setters.keys.sorted().joined(separator: ", "))."
    }
    guard !value.isEmpty else { return "\(name) is empty." }
    return setter(&settings, value).map { "\(name) is \($0), not \(value)." }
  }

  private static func database(_ value: String) -> Settings.Database {
    value.hasPrefix("postgres://") || value.hasPrefix("postgresql://") ? .server(value) : .file(value)
  }

  private static func listen(_ settings: inout Settings, _ value: String) -> String? {
    guard let colon = value.lastIndex(of: ":"), let port = Int(value[value.index(after: colon)...]), (1...65_535).contains(port) else {
      return "a host and a port such as 127.0.0.1:8080"
    }
    let host: String = value[..<colon].trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
    guard !host.isEmpty else { return "a host and a port such as 127.0.0.1:8080" }
    settings.listen = Settings.Listen(host: host, port: port)
    return nil
  }

  private static func node(_ settings: inout Settings, _ value: String) -> String? {
    guard let node = Int(value), (0...1023).contains(node) else { return "a number from 0 to 1023" }
    settings.node = node
    return nil
  }

  private static func origin(_ settings: inout Settings, _ value: String) -> String? {
    guard let parts = URLComponents(string: value), ["http", "https"].contains(parts.scheme), parts.host?.isEmpty == false,
      parts.path.isEmpty, parts.query == nil
    else { return "a scheme and a host such as https://lz.example" }
    settings.origin = value
    return nil
  }

  private static func visitorLimit(_ settings: inout Settings, _ value: String) -> String? {
    guard let limit = Int(value), limit > 0 else { return "a number of requests a minute, such as 30" }
    settings.visitorLimit = limit
    return nil
  }

  private static func behindProxy(_ settings: inout Settings, _ value: String) -> String? {
    guard ["yes", "no"].contains(value) else { return "`yes` or `no`" }
    settings.isBehindProxy = value == "yes"
    return nil
  }

  private static func log(_ settings: inout Settings, _ value: String) -> String? {
    guard ["requests", "problems"].contains(value) else { return "`requests` or `problems`" }
    settings.logsRequests = value == "requests"
    return nil
  }
}
