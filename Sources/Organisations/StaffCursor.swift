public import Ground
import SQL

/// Where a page of a list ended whose order is by place, then id.
public struct StaffCursor: Sendable, Hashable, LosslessStringConvertible {
  public let place: Place
  public let id: Int64

  public init(_ post: PostOption) {
    place = post.place
    id = post.id.raw
  }

  init(_ organisation: Organisation) {
    place = organisation.place
    id = organisation.id.raw
  }

  public init(_ organisation: OrganisationOption) {
    place = organisation.place
    id = organisation.id.raw
  }

  public init?(_ description: String) {
    let parts: [Substring] = description.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let place = Int64(parts[0]), place >= 0, let id = Int64(parts[1]), id > 0 else { return nil }
    self.place = Place(place)
    self.id = id
  }

  public var description: String { "\(place.number).\(id)" }

  func condition(_ table: Query) -> Query {
    "(\(table).place > \(place) OR (\(table).place = \(place) AND \(table).id > \(id)))"
  }
}
