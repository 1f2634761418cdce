import Foundation
import HTTPTypes
import Hummingbird
import Vault

/// What stands under `/assets/`, read once into memory: style sheets, scripts, the map library. A path is a key of a table,
/// so there is no way out of the folders.
struct Assets: Sendable {
  struct File: Sendable {
    let bytes: [UInt8]
    let type: String
    let tag: String
    /// Compressed once, as small as it gets; nil where that does not help.
    let small: [UInt8]?
  }

  private let files: [String: File]
  /// Changes with any of them.
  let version: String

  init(folders: [String]) {
    var files: [String: File] = [:]
    for folder in folders {
      for (path, bytes) in Assets.contents(of: folder) {
        let tag = Hex.encode(Array(Digest.sha256(bytes).prefix(8)))
        let type = Assets.type(of: path)
        let small = bytes.count >= Gzip.minimum && Gzip.isWorthwhile(type) ? Gzip.compressed(bytes, level: 9) : nil
        files[path] = File(bytes: bytes, type: type, tag: tag, small: small)
      }
    }
    let tags = files.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.tag)\n" }.joined()
    version = Hex.encode(Array(Digest.sha256(Array(tags.utf8)).prefix(6)))
    self.files = files
  }

  private static func contents(of folder: String) -> [(path: String, bytes: [UInt8])] {
    guard let names = FileManager.default.enumerator(atPath: folder) else { return [] }
    var out: [(path: String, bytes: [UInt8])] = []
    while let name = names.nextObject() as? String {
      let isHidden = name.split(separator: "/").contains { $0.hasPrefix(".") }
      guard !isHidden, let data = FileManager.default.contents(atPath: "\(folder)/\(name)"), !Assets.isFolder("\(folder)/\(name)") else { continue }
      out.append((name, [UInt8](data)))
    }
    return out
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  private static func type(of path: String) -> String {
    switch path.split(separator: ".").last {
    case "css": "text/css; charset=utf-8"
    case "js": "text/javascript; charset=utf-8"
    case "svg": "image/svg+xml"
    case "png": "image/png"
    case "jpg", "jpeg": "image/jpeg"
    case "webp": "image/webp"
    case "ico": "image/x-icon"
    case "json", "geojson": "application/json"
    case "woff2": "font/woff2"
    case "txt": "text/plain; charset=utf-8"
    default: "application/octet-stream"
    }
  }

  /// nil when there is no such file. With the current `?v=` it may be kept for a year.
  func answer(_ arrival: Arrival, headers: SecurityHeaders) -> Answer? {
    guard let file = files[String(arrival.path.dropFirst("/assets/".count))] else { return nil }
    var answer = Answer(status: 200, fields: headers.fields, name: "asset")
    answer.fields[.contentType] = file.type
    let small = Gzip.isAccepted(arrival.headers[.acceptEncoding]) ? file.small : nil
    let tag = small == nil ? "\"\(file.tag)\"" : "\"\(file.tag)-gzip\""
    answer.isEncoded = true
    answer.fields[.eTag] = tag
    if file.small != nil { answer.fields[.vary] = "Accept-Encoding" }
    answer.fields[.cacheControl] = arrival.query == "v=\(version)" ? "public, max-age=31536000, immutable" : "public, no-cache"
    if let known = arrival.headers[.ifNoneMatch], EntityTag.isUnchanged(known, tag: tag) {
      answer.status = 304
      answer.fields[.contentType] = nil
    } else {
      answer.bytes = small ?? file.bytes
      if small != nil { answer.fields[.contentEncoding] = "gzip" }
    }
    return answer
  }
}
