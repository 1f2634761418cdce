/// One row of a result, its values in the order of the SELECT.
public struct Row: Sendable {
  public let values: [Value]

  public init(_ values: [Value]) { self.values = values }

  /// The value at a position, counted from 0.
  public func at<T: Bindable>(_ index: Int, as: T.Type = T.self) throws -> T {
    guard values.indices.contains(index) else { throw RowError.missing(column: index) }
    return try T.unbound(values[index])
  }

  /// Reads the columns one after another, so that a record type names its columns once and reads them in that order.
  public func reader() -> RowReader { RowReader(row: self) }
}

/// Reads a row from left to right.
public struct RowReader {
  private let row: Row
  private var index: Int = 0

  init(row: Row) { self.row = row }

  public mutating func next<T: Bindable>(_: T.Type = T.self) throws -> T {
    defer { index += 1 }
    return try row.at(index)
  }
}

/// A row that is not what the code expects: a defect of ours, never the visitor's.
public enum RowError: Error, Sendable {
  case mismatch(wanted: String, got: Value)
  case missing(column: Int)
  case unknown(word: String, of: String)
  case none
}
