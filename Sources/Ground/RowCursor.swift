public import SQL

/// Where a page of a list ended: the number by which the list is sorted, which is a place for most, and the id of its last row.
public struct RowCursor: Sendable, Hashable, LosslessStringConvertible {
  let major: Int64
  public let id: Int64

  public init(_ major: Int64, _ id: Int64) {
    self.major = major
    self.id = id
  }

  public init(place: Place, id: Int64) { self.init(place.number, id) }

  public init?(_ description: String) {
    let parts: [Substring] = description.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let major = Int64(parts[0]), let id = Int64(parts[1]) else { return nil }
    self.init(major, id)
  }

  public var description: String { "\(major).\(id)" }

  /// The rows behind it, in a list by place and then by id.
  /// - Parameter table: a table or its alias, with `place` and `id`.
  public func condition(_ table: Query) -> Query { condition("\(table).place", "\(table).id") }

  /// The rows behind it, in a list by a number and then by id.
  public func condition(_ major: Query, _ id: Query, isDescending: Bool = false) -> Query {
    let behind: Query = isDescending ? "<" : ">"
    return "(\(major) \(behind) \(self.major) OR (\(major) = \(self.major) AND \(id) \(behind) \(self.id)))"
  }
}
