extension HTML.Interpolation {
  /// ` name="value"` with its leading space, or nothing when there is no value.
  public mutating func appendInterpolation(attribute name: StaticString, _ value: String?) {
    guard let value else { return }
    open(name)
    bytes.append(escaping: value)
    bytes.append(literal: "\"")
  }

  public mutating func appendInterpolation(attribute name: StaticString, _ value: Int?) {
    appendInterpolation(attribute: name, value.map { String($0) })
  }

  /// ` checked`, with its leading space, or nothing.
  public mutating func appendInterpolation(flag name: StaticString, _ isOn: Bool) {
    guard isOn else { return }
    bytes.append(literal: " ")
    bytes.append(literal: name)
  }

  /// ` href="address"`; see ``Address``.
  public mutating func appendInterpolation(href address: String?) { appendInterpolation(attribute: "href", address.map(Address.safe)) }

  /// ` src="address"`; see ``Address``.
  public mutating func appendInterpolation(src address: String) { appendInterpolation(attribute: "src", Address.safe(address)) }

  private mutating func open(_ name: StaticString) {
    bytes.append(literal: " ")
    bytes.append(literal: name)
    bytes.append(literal: "=\"")
  }
}
