/// How much of a demo city is made.
public enum DemoScale: String, Sendable, CaseIterable {
  /// One subdistrict of the real divisions.
  case town
  /// A whole city: as many communities and grids as the Jilin programme reports.
  case city

  public var communities: Int { self == .town ? 5 : 289 }
  public var grids: Int { self == .town ? 60 : 3_962 }
  public var buildings: Int { self == .town ? 700 : 46_000 }
  /// Codes on every stairwell, not only on the building: too many to be of use at the size of a city.
  public var hasUnitCodes: Bool { self == .town }
}
