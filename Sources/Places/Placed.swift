public import Ground

/// A row that stands at a place; lists of such rows go by place, then by id.
public protocol Placed: Sendable {
  associatedtype Noun
  var id: Identifier<Noun> { get }
  var place: Place { get }
}

/// One that is there from a day to a day, and is changed under its version.
protocol Lasting: Placed {
  var version: Int64 { get }
  var validUntil: CivilDay? { get }
}

extension RowCursor {
  public init(_ row: some Placed) { self.init(place: row.place, id: row.id.raw) }
}
