/// A part of a page as a value: made from values, rendered where it is interpolated.
///
/// ```swift
/// let page: HTML = "<h1>\(title)</h1>\(Tag("办理中", .doing))"
/// ```
public protocol Part: Sendable {
  var html: HTML { get }
}

extension HTML.Interpolation {
  public mutating func appendInterpolation(_ part: some Part) { bytes.append(contentsOf: part.html.bytes) }
  public mutating func appendInterpolation(_ part: (some Part)?) { if let part { appendInterpolation(part) } }
  public mutating func appendInterpolation(_ parts: [some Part]) { for part in parts { appendInterpolation(part) } }
}
