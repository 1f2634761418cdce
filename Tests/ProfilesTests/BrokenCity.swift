import Foundation
import Profiles
import Testkit

/// A copy of the real `cities/` in a temporary folder, with one thing broken in it.
final class BrokenCity {
  let root: String

  init() throws {
    root = FileManager.default.temporaryDirectory.appending(path: "cities-\(UUID().uuidString)").path()
    try FileManager.default.copyItem(atPath: citiesFolder, toPath: root)
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  /// Replaces the first place where a file says this, and returns the line at which it stood.
  @discardableResult
  func replace(_ file: String, _ old: String, _ new: String) throws -> Int {
    let path: String = "\(root)/\(file)"
    let text: String = try String(contentsOfFile: path, encoding: .utf8)
    guard let range = text.range(of: old) else { throw NotThere(file: file, text: old) }
    let line: Int = text[..<range.lowerBound].filter { $0.isNewline }.count + 1
    try text.replacingCharacters(in: range, with: new).write(toFile: path, atomically: true, encoding: .utf8)
    return line
  }

  func write(_ file: String, _ text: String) throws {
    try text.write(toFile: "\(root)/\(file)", atomically: true, encoding: .utf8)
  }

  /// What the loader says of Jilin, as `_base/profile.yaml:12: sentence`.
  func complaints() -> [String] {
    ProfileLoader.check(slug: "jilin", root: root).map { "\($0)".replacingOccurrences(of: "\(root)/", with: "") }
  }
}

struct NotThere: Error {
  let file: String
  let text: String
}
