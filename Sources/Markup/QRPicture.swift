/// A QR code as inline SVG, always black on white, with the quiet zone of four modules that ISO/IEC 18004 asks for.
///
/// ```swift
/// QRPicture(words("code.alt", ["place": name]), size: code.size) { code.isDark($0, $1) }
/// ```
public struct QRPicture: Part {
  public var label: String
  /// Modules to a side.
  public var size: Int
  /// Whether the module at column x and row y is dark.
  public var isDark: @Sendable (_ x: Int, _ y: Int) -> Bool

  public init(_ label: String, size: Int, _ isDark: @escaping @Sendable (_ x: Int, _ y: Int) -> Bool) {
    self.label = label
    self.size = size
    self.isDark = isDark
  }

  public var html: HTML {
    let side: Int = size + 8
    return """
      <svg class="qr" role="img" aria-label="\(label)" viewBox="0 0 \(side) \(side)" shape-rendering="crispEdges">\
      <path fill="#fff" d="M0 0h\(side)v\(side)H0z"/><path fill="#000" d="\(path)"/></svg>
      """
  }

  /// One rectangle for each run of dark modules in a row.
  private var path: String {
    var out: String = ""
    for y in 0..<size {
      var x: Int = 0
      while x < size {
        let from: Int = x
        while x < size, isDark(x, y) { x += 1 }
        if x > from { out += "M\(from + 4) \(y + 4)h\(x - from)v1h-\(x - from)z" }
        x += 1
      }
    }
    return out
  }
}
