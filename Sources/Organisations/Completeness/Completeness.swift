public import Ground
import Places

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

extension RowCursor {
  /// A list of a link's places goes by area, or by building where the link is of buildings.
  init(_ place: LinkPlace) { self.init(place: place.place, id: place.building?.raw ?? place.area.raw) }
}
