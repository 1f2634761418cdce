public import Ground

/// How far one link of the city's chain is there: of so many areas (or buildings) of its level, so many have a body.
public struct LinkCoverage: Sendable, Hashable {
  public let link: CityProfile.OrganisationLink
  public let total: Int
  public let covered: Int

  public var missing: Int { total - covered }

  /// In tenths of a percent, rounded down: what is not whole is never 100 %.
  public var perMille: Int? { total == 0 ? nil : covered * 1000 / total }
}

/// One area or building of a link's level.
public struct LinkPlace: Sendable, Hashable {
  public let area: AreaID
  public let building: BuildingID?
  public let place: Place
  public let name: String
  /// Whether the link is there.
  public let isCovered: Bool
}

/// Which of a link's places a list shows.
public enum LinkPart: String, Sendable, CaseIterable {
  case missing, covered, all
}

/// Where a page of such a list ended.
public struct LinkCursor: Sendable, Hashable, LosslessStringConvertible {
  public let place: Place
  public let id: Int64

  init(_ place: LinkPlace) {
    self.place = place.place
    id = place.building?.raw ?? place.area.raw
  }

  public init?(_ description: String) {
    let parts: [Substring] = description.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let place = Int64(parts[0]), place >= 0, let id = Int64(parts[1]), id > 0 else { return nil }
    self.place = Place(place)
    self.id = id
  }

  public var description: String { "\(place.number).\(id)" }
}
