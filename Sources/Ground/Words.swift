/// The words of one locale of one city. Words live in `words.*.yaml`; Swift only names their keys.
public struct Words: Sendable {
  /// BCP 47, `zh-CN` or `en`.
  public let locale: String
  private let texts: [String: String]

  public init(locale: String, texts: [String: String]) {
    self.locale = locale
    self.texts = texts
  }

  /// The text of a key, its `{name}` places filled. A key that is missing shows itself; the loader and a test make sure
  /// that none is.
  public func callAsFunction(_ key: String, _ arguments: [String: String] = [:]) -> String {
    guard let text = texts[key] else { return key }
    return arguments.isEmpty ? text : Words.fill(text, arguments)
  }

  /// A counted text: uses `key.one` for 1 where the locale has it; `{count}` is the number with the locale's grouping.
  public func callAsFunction(_ key: String, count: Int, _ arguments: [String: String] = [:]) -> String {
    var all = arguments
    all["count"] = number(count)
    let one = "\(key).one"
    return callAsFunction(count == 1 && texts[one] != nil ? one : key, all)
  }

  public func has(_ key: String) -> Bool { texts[key] != nil }

  public var keys: [String] { texts.keys.sorted() }

  /// 12345 -> 12,345, in both locales.
  public func number(_ number: Int) -> String {
    var out = ""
    let digits = Array(String(number.magnitude))
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { out.append(",") }
      out.append(digit)
    }
    return number < 0 ? "-\(out)" : out
  }

  private static func fill(_ text: String, _ arguments: [String: String]) -> String {
    var out = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      out += rest[..<open]
      let name = String(rest[rest.index(after: open)..<close])
      out += arguments[name] ?? "{\(name)}"
      rest = rest[rest.index(after: close)...]
    }
    return out + rest
  }
}
