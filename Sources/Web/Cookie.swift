/// One cookie of ours. Every one is HttpOnly: no script of ours reads any.
struct Cookie: Sendable {
  let name: String
  let value: String
  let seconds: Int64
  let isSecure: Bool

  static let session: String = "lianzhi"
  /// Binds the forms of a visitor without a session to one browser.
  static let visitor: String = "lianzhi_form"
  static let locale: String = "lang"
  static let mode: String = "mode"
  static let theme: String = "theme"

  init(_ name: String, _ value: String, seconds: Int64, isSecure: Bool) {
    self.name = name
    self.value = value
    self.seconds = seconds
    self.isSecure = isSecure
  }

  var header: String { "\(name)=\(value); Path=/; Max-Age=\(seconds); HttpOnly; SameSite=Lax\(isSecure ? "; Secure" : "")" }

  /// The value of a name in a request's Cookie header.
  static func value(of name: String, in header: String) -> String? {
    for pair in header.utf8.split(separator: UInt8(ascii: ";")) {
      let trimmed = pair.drop { $0 == 0x20 || $0 == 0x09 }
      guard trimmed.starts(with: name.utf8) else { continue }
      let rest = trimmed.dropFirst(name.utf8.count)
      guard rest.first == UInt8(ascii: "=") else { continue }
      return String(Substring(rest.dropFirst())).trimmed
    }
    return nil
  }
}
