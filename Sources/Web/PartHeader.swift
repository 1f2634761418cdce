import Ground

/// The headers of one part of a multipart form: the name of its field, and the name of its file when it is one.
struct PartHeader {
  let name: String
  let filename: String?

  static let maxFilename: Int = 120

  /// - Throws: ``Refusal`` `.malformed` without a Content-Disposition of a form field, or with another transfer encoding.
  init(_ text: String) throws {
    var name: String?
    var filename: String?
    for line in text.split(separator: "\r\n") {
      guard let colon = line.firstIndex(of: ":") else { throw PartHeader.broken }
      let value = line[line.index(after: colon)...]
      switch line[..<colon].lowercased() {
      case "content-disposition": (name, filename) = try PartHeader.disposition(value)
      case "content-transfer-encoding":
        guard ["binary", "8bit", "7bit"].contains(String(value).trimmed.lowercased()) else { throw PartHeader.broken }
      case "content-type":
        let type = value.lowercased()
        if type.contains("charset="), !type.contains("utf-8") { throw Refusal(.malformed, "refusal.malformed.encoding") }
      default: break
      }
    }
    guard let name, !name.isEmpty else { throw PartHeader.broken }
    self.name = name
    self.filename = filename.map(PartHeader.harmless)
  }

  private static let broken: Refusal = Refusal(.malformed, "refusal.malformed.multipart")

  private static func disposition(_ value: Substring) throws -> (name: String?, filename: String?) {
    var reader = ParameterReader(value)
    guard reader.token().lowercased() == "form-data" else { throw broken }
    var name: String?
    var filename: String?
    while let (key, text) = try reader.parameter() {
      if key == "name" { name = text }
      if key == "filename" { filename = text }
    }
    return (name, filename)
  }

  /// Only the last component, without control characters and separators: it is shown, and never used as a path.
  static func harmless(_ filename: String) -> String {
    let last = filename.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
    let plain = last.unicodeScalars.filter { !$0.properties.isDefaultIgnorableCodePoint && $0.properties.generalCategory != .control }
    var out = ""
    out.unicodeScalars.append(contentsOf: plain.prefix(maxFilename))
    return out == "." || out == ".." ? "_" : out
  }
}

/// Reads `value; key=token; key="quoted"`, as Content-Type and Content-Disposition have it. Browsers escape a quote inside
/// as `%22` and a line end as `%0D%0A` (WHATWG HTML); `\"` of older ones is understood too.
struct ParameterReader {
  private var rest: Substring

  init(_ text: some StringProtocol) { rest = Substring(text) }

  mutating func token() -> String {
    skipSpace()
    let token = rest.prefix { $0 != ";" && $0 != " " && $0 != "\t" }
    rest = rest.dropFirst(token.count)
    return String(token)
  }

  /// The next parameter, its key in lower case; nil at the end.
  mutating func parameter() throws -> (key: String, value: String)? {
    skipSpace()
    if rest.isEmpty { return nil }
    guard rest.first == ";" else { throw Refusal(.malformed, "refusal.malformed.header") }
    rest = rest.dropFirst()
    skipSpace()
    if rest.isEmpty { return nil }
    guard let equals = rest.firstIndex(of: "=") else { throw Refusal(.malformed, "refusal.malformed.header") }
    let key = String(rest[..<equals]).trimmed.lowercased()
    rest = rest[rest.index(after: equals)...]
    return (key, rest.first == "\"" ? try quoted() : token())
  }

  private mutating func quoted() throws -> String {
    rest = rest.dropFirst()
    var out = ""
    while let character = rest.first {
      rest = rest.dropFirst()
      if character == "\"" {
        return out.replacing("%22", with: "\"").replacing("%0D", with: "").replacing("%0A", with: "")
      }
      if character == "\\", let next = rest.first, next == "\"" || next == "\\" {
        out.append(next)
        rest = rest.dropFirst()
      } else {
        out.append(character)
      }
    }
    throw Refusal(.malformed, "refusal.malformed.header")
  }

  private mutating func skipSpace() {
    rest = rest.drop { $0 == " " || $0 == "\t" }
  }
}
