/// What every POST form carries beside its fields.
public struct FormTokens: Sendable, Hashable {
  public var csrf: String
  /// The idempotency key: pressing twice is one effect.
  public var key: String
  /// The version the visitor saw; nil for a form that makes something new.
  public var version: Int64?

  public init(csrf: String, key: String, version: Int64? = nil) {
    self.csrf = csrf
    self.key = key
    self.version = version
  }
}
