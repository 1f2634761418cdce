/// A piece of HTML. The literal is ours (a `StaticString`), every interpolated `String` is escaped, and there is no other
/// way in: `"<p class=\"\(name)\">\(text)</p>"`.
public struct HTML: Sendable, ExpressibleByStringInterpolation {
  public private(set) var bytes: [UInt8]

  public static let empty: HTML = HTML(stringLiteral: "")

  public init(stringLiteral value: StaticString) {
    bytes = []
    bytes.append(literal: value)
  }

  public init(stringInterpolation interpolation: Interpolation) { bytes = interpolation.bytes }

  public var text: String { String(decoding: bytes, as: UTF8.self) }
  public var isEmpty: Bool { bytes.isEmpty }

  public static func + (left: HTML, right: HTML) -> HTML {
    var out = left
    out.bytes.append(contentsOf: right.bytes)
    return out
  }

  public static func += (left: inout HTML, right: HTML) { left.bytes.append(contentsOf: right.bytes) }

  public struct Interpolation: StringInterpolationProtocol {
    public typealias StringLiteralType = StaticString
    var bytes: [UInt8] = []

    public init(literalCapacity: Int, interpolationCount: Int) {
      bytes.reserveCapacity(literalCapacity + interpolationCount * 24)
    }

    public mutating func appendLiteral(_ literal: StaticString) { bytes.append(literal: literal) }
    public mutating func appendInterpolation(_ text: String) { bytes.append(escaping: text) }
    public mutating func appendInterpolation(_ number: some FixedWidthInteger) { bytes.append(contentsOf: String(number).utf8) }
    public mutating func appendInterpolation(_ html: HTML) { bytes.append(contentsOf: html.bytes) }
    public mutating func appendInterpolation(_ html: HTML?) { if let html { bytes.append(contentsOf: html.bytes) } }
    public mutating func appendInterpolation(_ parts: [HTML]) { for part in parts { bytes.append(contentsOf: part.bytes) } }

    /// One piece of HTML for each element.
    public mutating func appendInterpolation<Elements: Sequence>(each elements: Elements, _ make: (Elements.Element) -> HTML) {
      for element in elements { bytes.append(contentsOf: make(element).bytes) }
    }

    public mutating func appendInterpolation(if condition: Bool, _ html: @autoclosure () -> HTML) {
      if condition { bytes.append(contentsOf: html().bytes) }
    }
  }
}

extension [UInt8] {
  mutating func append(literal: StaticString) {
    append(contentsOf: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  /// Escapes what has a meaning in text and in quoted attributes.
  mutating func append(escaping text: String) {
    var text = text
    text.withUTF8 { source in
      var from = 0
      for index in 0..<source.count {
        let entity: StaticString
        switch source[index] {
        case 0x26: entity = "&amp;"
        case 0x3c: entity = "&lt;"
        case 0x3e: entity = "&gt;"
        case 0x22: entity = "&quot;"
        case 0x27: entity = "&#39;"
        default: continue
        }
        append(contentsOf: source[from..<index])
        append(literal: entity)
        from = index + 1
      }
      append(contentsOf: source[from...])
    }
  }
}
