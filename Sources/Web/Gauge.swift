/// A figure for `/metrics` that is read when asked for, such as the connections of a pool in use.
public struct Gauge: Sendable {
  /// Prometheus' rules: letters, digits and `_`, with the unit at the end.
  public let name: String
  public let help: String
  public let read: @Sendable () -> Double

  public init(_ name: String, help: String, read: @escaping @Sendable () -> Double) {
    self.name = name
    self.help = help
    self.read = read
  }
}
