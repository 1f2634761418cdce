/// SQL text with bound values: `"SELECT id FROM matter WHERE area_id = \(area)"`.
///
/// Interpolation binds and numbers the placeholders (`$1`, `$2`, …); there is no way to splice a String into the text. A
/// literal piece of SQL (a list of columns, a filter made elsewhere) is itself a `Query` and is spliced with its values.
public struct Query: Sendable, ExpressibleByStringInterpolation {
  /// The text with `$1`-style placeholders.
  public private(set) var text: String
  public private(set) var values: [Value]

  public init(stringLiteral value: StaticString) {
    text = value.description
    values = []
  }

  public init(stringInterpolation interpolation: Interpolation) {
    text = interpolation.text
    values = interpolation.values
  }

  public struct Interpolation: StringInterpolationProtocol {
    public typealias StringLiteralType = StaticString
    var text: String = ""
    var values: [Value] = []

    public init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity + interpolationCount * 3)
      values.reserveCapacity(interpolationCount)
    }

    public mutating func appendLiteral(_ literal: StaticString) {
      literal.withUTF8Buffer { text.append(String(decoding: $0, as: UTF8.self)) }
    }

    public mutating func appendInterpolation(_ value: some Bindable) {
      values.append(value.bound)
      text.append("$\(values.count)")
    }

    /// The same for a value that may be NULL; on its own, so that the compiler does not take it for a forgotten unwrapping.
    public mutating func appendInterpolation<Bound: Bindable>(_ value: Bound?) {
      values.append(value?.bound ?? .null)
      text.append("$\(values.count)")
    }

    /// Splices another query, its placeholders renumbered.
    public mutating func appendInterpolation(_ query: Query) {
      text.append(query.renumbered(from: values.count))
      values.append(contentsOf: query.values)
    }

    /// A comma-separated list of bound values, for `IN (…)`. An empty list becomes `NULL`, which matches nothing.
    public mutating func appendInterpolation(list: some Collection<some Bindable>) {
      guard !list.isEmpty else { return text.append("NULL") }
      var first = true
      for value in list {
        if !first { text.append(", ") }
        first = false
        appendInterpolation(value)
      }
    }
  }

  /// The text with every `$N` raised by `offset`. A `$` inside a quoted literal is left alone.
  private func renumbered(from offset: Int) -> String {
    guard offset > 0, !values.isEmpty else { return text }
    var out = ""
    out.reserveCapacity(text.utf8.count + values.count)
    var number: Int?
    var quoted = false
    for character in text.unicodeScalars {
      if let sofar = number, let digit = Int(String(character)) {
        number = sofar * 10 + digit
        continue
      }
      if let done = number {
        out.append("$\(done + offset)")
        number = nil
      }
      if character == "'" { quoted.toggle() }
      if character == "$", !quoted {
        number = 0
      } else {
        out.unicodeScalars.append(character)
      }
    }
    if let done = number { out.append("$\(done + offset)") }
    return out
  }

  /// Queries joined by a separator, as in `conditions.joined(" AND ")`.
  public static func joined(_ queries: [Query], by separator: Query) -> Query {
    var out: Query = ""
    for (index, query) in queries.enumerated() { out = index == 0 ? query : "\(out)\(separator)\(query)" }
    return out
  }
}
