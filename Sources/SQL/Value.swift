/// One value on its way into or out of a database.
///
/// Both engines know exactly these five. Times are `int` (epoch milliseconds), flags are `int` 0 or 1, JSON is `text`.
public enum Value: Sendable, Hashable {
  case null
  case int(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])
}

/// What may stand in the interpolation of a ``Query`` and be read from a ``Row``.
public protocol Bindable: Sendable {
  var bound: Value { get }
  /// - Throws: ``RowError`` when the value is of another kind.
  static func unbound(_ value: Value) throws -> Self
}

extension Int64: Bindable {
  public var bound: Value { .int(self) }
  public static func unbound(_ value: Value) throws -> Int64 {
    guard case .int(let number) = value else { throw RowError.mismatch(wanted: "integer", got: value) }
    return number
  }
}

extension Int: Bindable {
  public var bound: Value { .int(Int64(self)) }
  public static func unbound(_ value: Value) throws -> Int { Int(try Int64.unbound(value)) }
}

extension Bool: Bindable {
  public var bound: Value { .int(self ? 1 : 0) }
  public static func unbound(_ value: Value) throws -> Bool { try Int64.unbound(value) != 0 }
}

extension Double: Bindable {
  public var bound: Value { .real(self) }
  public static func unbound(_ value: Value) throws -> Double {
    switch value {
    case .real(let number): return number
    // SQLite hands a whole REAL back as INTEGER when the column has no REAL affinity.
    case .int(let number): return Double(number)
    default: throw RowError.mismatch(wanted: "real", got: value)
    }
  }
}

extension String: Bindable {
  public var bound: Value { .text(self) }
  public static func unbound(_ value: Value) throws -> String {
    guard case .text(let text) = value else { throw RowError.mismatch(wanted: "text", got: value) }
    return text
  }
}

extension [UInt8]: Bindable {
  public var bound: Value { .blob(self) }
  public static func unbound(_ value: Value) throws -> [UInt8] {
    guard case .blob(let bytes) = value else { throw RowError.mismatch(wanted: "blob", got: value) }
    return bytes
  }
}

extension Optional: Bindable where Wrapped: Bindable {
  public var bound: Value { self?.bound ?? .null }
  public static func unbound(_ value: Value) throws -> Wrapped? {
    if case .null = value { return nil }
    return try Wrapped.unbound(value)
  }
}

/// A string-backed word (an enum with String raw values) is stored as its word, never as a code.
extension Bindable where Self: RawRepresentable, RawValue: Bindable {
  public var bound: Value { rawValue.bound }
  public static func unbound(_ value: Value) throws -> Self {
    let raw = try RawValue.unbound(value)
    guard let known = Self(rawValue: raw) else { throw RowError.unknown(word: "\(raw)", of: "\(Self.self)") }
    return known
  }
}
