public import Ground
public import SQL
public import Web

/// Where a page of a list ended whose order is by place, then id: areas, codes, posts, organisations.
public struct PlaceCursor: Sendable, Hashable, LosslessStringConvertible {
  public let place: Place
  /// Of the last row.
  public let id: Int64

  public init(place: Place, id: Int64) {
    self.place = place
    self.id = id
  }

  public init(_ area: Area) {
    place = area.place
    id = area.id.raw
  }

  public init(_ code: DoorCode) {
    place = code.place
    id = code.id.raw
  }

  public init(_ estate: Estate) {
    place = estate.place
    id = estate.id.raw
  }

  public init(_ building: Building) {
    place = building.place
    id = building.id.raw
  }

  public init(_ venue: Venue) {
    place = venue.place
    id = venue.id.raw
  }

  public init?(_ description: String) {
    let parts = description.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let place = Int64(parts[0]), place >= 0, let id = Int64(parts[1]), id > 0 else { return nil }
    self.place = Place(place)
    self.id = id
  }

  public var description: String { "\(place.number).\(id)" }

  /// The rows behind it, in tables with `place` and `id`.
  var condition: Query { "(place > \(place) OR (place = \(place) AND id > \(id)))" }

  public func condition(_ table: Query) -> Query { "(\(table).place > \(place) OR (\(table).place = \(place) AND \(table).id > \(id)))" }
}

extension Visit {
  /// Where a list by place was left; nil at its beginning.
  public var placeCursor: PlaceCursor? { get throws { try cursor(as: PlaceCursor.self) } }
}
