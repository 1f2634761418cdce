public import Ground

/// What a door code stands for: where one is when one has scanned it.
public struct Doorstep: Sendable, Hashable {
  public let code: DoorCode
  /// From the city down to the grid or area of the code.
  public let chain: [Area]
  public let building: Building?

  public init(code: DoorCode, chain: [Area], building: Building?) {
    self.code = code
    self.chain = chain
    self.building = building
  }

  public var area: AreaID { code.area }
  public var place: Place { code.place }
  public var unit: Int? { code.unit }
  public var coordinates: Coordinates? { building?.coordinates }

  /// The name of the area at a level, if the code stands at or below it.
  public func name(at level: String) -> String? { chain.first { $0.level == level }?.name }

  /// The spot alone: 松江路 12 号楼 2 单元, or the area's name where there is no building.
  public func spot(_ words: Words) -> String {
    guard let building else { return chain.last?.name ?? "" }
    guard let unit else { return building.name }
    return words("place.unit_address", ["building": building.name, "unit": String(unit)])
  }

  /// The address for people, from the community or whatever stands above the lowest level, down to the spot.
  public func address(_ words: Words) -> String {
    guard let last = chain.last else { return "" }
    let upper = chain.dropLast().last?.name ?? ""
    if building == nil { return words("place.area_address", ["upper": upper, "area": last.name]) }
    return words("place.building_address", ["upper": upper, "area": last.name, "spot": spot(words)])
  }
}
