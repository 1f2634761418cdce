import Vault

/// What a request asks for, as 32 bytes: a replay must ask for the same. Fields count, not their encoding: browsers draw a
/// new multipart boundary for every press of the button.
enum Fingerprint {
  static func of(method: String, path: Substring, raw: RawFields, version: Int64?) -> [UInt8] {
    var bytes: [UInt8] = []
    put(method, &bytes)
    put(String(path), &bytes)
    put(version.map(String.init) ?? "", &bytes)
    for entry in raw.values.filter({ !hidden.contains($0.name) }).sorted(by: { $0.name < $1.name }) {
      put(entry.name, &bytes)
      put(entry.value, &bytes)
    }
    for (name, files) in raw.files.sorted(by: { $0.key < $1.key }) {
      put(name, &bytes)
      for file in files {
        put(file.filename, &bytes)
        bytes.append(contentsOf: Digest.sha256(file.bytes))
      }
    }
    return Digest.sha256(bytes)
  }

  /// The fields of every form that are not its content.
  static let hidden: Set<String> = ["_csrf", "_key", "_version"]

  private static func put(_ text: String, _ bytes: inout [UInt8]) {
    withUnsafeBytes(of: Int64(text.utf8.count).littleEndian) { bytes.append(contentsOf: $0) }
    bytes.append(contentsOf: text.utf8)
  }

  private static func put(_ value: RawValue, _ bytes: inout [UInt8]) {
    switch value {
    case .text(let text): put("t\(text)", &bytes)
    case .number(let text): put("n\(text)", &bytes)
    case .flag(let flag): put(flag ? "f1" : "f0", &bytes)
    case .null: put("0", &bytes)
    case .object: put("o", &bytes)
    case .list(let values):
      put("l\(values.count)", &bytes)
      for value in values { put(value, &bytes) }
    }
  }
}
