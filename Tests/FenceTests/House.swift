import Foundation

/// A Swift file of the project.
struct SourceFile {
  /// From the project's folder, such as `Sources/Ground/Scope.swift`.
  let path: String
  let text: String

  /// The folder under Sources, such as `Ground`.
  var room: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }

  /// The file's name without `.swift`.
  var name: String { path.split(separator: "/").last.map { String($0.dropLast(6)) } ?? "" }
}

enum House {
  static let folder: URL = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The Swift files below a folder of the project, in order.
  static func files(_ under: String) throws -> [SourceFile] {
    let names: [String] = try FileManager.default.subpathsOfDirectory(atPath: folder.appending(path: under).path).sorted()
    return try names.filter { $0.hasSuffix(".swift") }.map { name in
      let path = "\(under)/\(name)"
      return SourceFile(path: path, text: try String(contentsOf: folder.appending(path: path), encoding: .utf8))
    }
  }

  /// The folders of cities that are there.
  static func cities() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "cities").path).filter { !$0.hasPrefix("_") && !$0.contains(".") }
  }
}

/// One thing that should not be, and where.
struct Trespass: Equatable, CustomStringConvertible {
  let path: String
  let line: Int
  let what: String

  var description: String { "\(path):\(line): \(what)" }
}
