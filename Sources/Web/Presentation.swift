import Ground
import Markup

/// How a visitor wants pages: language, elder mode, light or dark. It comes from cookies, and a link sets them.
struct Presentation: Sendable {
  var locale: String
  var mode: Chrome.Mode = .standard
  /// nil: as the system has it.
  var theme: Chrome.Theme?

  private static let year: Int64 = 365 * 86400

  /// - Parameters:
  ///   - cookies: the header Cookie.
  ///   - accepts: the header Accept-Language.
  ///   - locales: what there is, the default first.
  init(cookies: String?, accepts: String?, locales: [String]) {
    let chosen = cookies.flatMap { Cookie.value(of: Cookie.locale, in: $0) }
    locale = chosen.flatMap { Presentation.known($0, locales) } ?? accepts.flatMap { Presentation.preferred($0, locales) } ?? locales.first ?? "zh-CN"
    guard let cookies else { return }
    mode = Cookie.value(of: Cookie.mode, in: cookies).flatMap(Chrome.Mode.init) ?? .standard
    theme = Cookie.value(of: Cookie.theme, in: cookies).flatMap(Chrome.Theme.init)
  }

  /// The cookies that a link to this page sets, and the same address without its switches; nil when it has none.
  static func switched(_ query: [(name: String, value: String)], except taken: Set<String>, locales: [String]) -> [(name: String, value: String)]? {
    var out: [(name: String, value: String)] = []
    for (name, value) in query where !taken.contains(name) {
      switch name {
      case Cookie.locale: if let locale = known(value, locales) { out.append((name, locale)) }
      case Cookie.mode: if let mode = Chrome.Mode(rawValue: value) { out.append((name, mode.rawValue)) }
      case Cookie.theme: if Chrome.Theme(rawValue: value) != nil || value == "system" { out.append((name, value)) }
      default: break
      }
    }
    return out.isEmpty ? nil : out
  }

  static func cookie(_ name: String, _ value: String, isSecure: Bool) -> String {
    Cookie(name, value, seconds: year, isSecure: isSecure).header
  }

  /// The locale that is meant by a tag: itself, or the first with the same language.
  private static func known(_ tag: String, _ locales: [String]) -> String? {
    let wanted = tag.lowercased()
    if let exact = locales.first(where: { $0.lowercased() == wanted }) { return exact }
    let language = wanted.prefix { $0 != "-" }
    return locales.first { $0.lowercased().prefix { $0 != "-" } == language }
  }

  /// The best of Accept-Language (RFC 9110 section 12.5.4).
  private static func preferred(_ header: String, _ locales: [String]) -> String? {
    var best: (locale: String, weight: Double)?
    for range in header.split(separator: ",").prefix(20) {
      let parts = range.split(separator: ";")
      guard let tag = parts.first.map({ String($0).trimmed }), let locale = tag == "*" ? locales.first : known(tag, locales) else { continue }
      let weight = parts.dropFirst().compactMap { Presentation.weight(String($0).trimmed) }.first ?? 1
      if weight > (best?.weight ?? 0) { best = (locale, weight) }
    }
    return best?.locale
  }

  private static func weight(_ parameter: String) -> Double? {
    parameter.hasPrefix("q=") ? Double(parameter.dropFirst(2)) : nil
  }
}
