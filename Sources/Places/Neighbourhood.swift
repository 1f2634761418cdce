import Ground
public import SQL
public import Web

/// What anybody may see of the map around a door: the outlines of the grids next to it, as they hang on the notice board.
public struct Neighbourhood: Sendable {
  /// The JSON of ``outlines(around:in:)``.
  public static var schema: Schema { PlacesJSON.collection }

  private let level: String
  private let boundaries: BoundaryRecords = BoundaryRecords()

  /// - Parameter level: the lowest level of the profile.
  public init(level: String) { self.level = level }

  /// A GeoJSON FeatureCollection of the grids of the door's community.
  public func outlines(around step: Doorstep, in session: any Session) throws -> [UInt8] {
    let around = step.chain.last { $0.level != level } ?? step.chain.last
    let range = around?.range ?? PlaceRange(step.place, step.place)
    let areas = try boundaries.within(range, level: level, of: Policy(ranges: [range]), in: session)
    return PlacesJSON.collection(areas, linked: false)
  }
}
